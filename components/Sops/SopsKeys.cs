namespace Slipway.Components.Sops;

/// <summary>Asks KMS to decrypt a data key.</summary>
/// <param name="key">The file's entry: ARN, ciphertext and context.</param>
/// <returns>The plaintext, or null where the caller may not use that key.</returns>
public delegate byte[]? KmsDecrypt(SopsKmsKey key);

/// <summary>What a SOPS file is opened with.</summary>
public sealed record SopsKeys
{
    /// <summary>age identities; none by default.</summary>
    public IReadOnlyList<AgeIdentity> Identities { get; init; } = [];

    /// <summary>How KMS is asked; null, the default, where it is not at hand.</summary>
    public KmsDecrypt? Kms { get; init; }
}
