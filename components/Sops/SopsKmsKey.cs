namespace Slipway.Components.Sops;

/// <summary>A KMS key among a file's recipients.</summary>
/// <param name="Arn">The key's ARN, or an alias's.</param>
/// <param name="CiphertextBlob">The data key under that key, in Base64, as <c>aws.kms.Ciphertext</c> gives it.</param>
/// <param name="Context">The encryption context that it was encrypted with; none by default.</param>
public sealed record SopsKmsKey(string Arn, string CiphertextBlob, IReadOnlyDictionary<string, string>? Context = null);
