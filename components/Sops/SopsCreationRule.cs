namespace Slipway.Components.Sops;

/// <summary>A rule of <c>.sops.yaml</c>: for whom, and how, <c>sops</c> encrypts a new file whose path fits.</summary>
public sealed record SopsCreationRule
{
    /// <summary>Regular expression (RE2) that is looked for in the file's path, as seen from the folder of <c>.sops.yaml</c>.</summary>
    public required string PathRegex { get; init; }

    /// <summary>ARNs of KMS keys; none by default.</summary>
    public IReadOnlyList<string> Kms { get; init; } = [];

    /// <summary>The encryption context of all of the KMS keys; none by default.</summary>
    public IReadOnlyDictionary<string, string>? KmsContext { get; init; }

    /// <summary>age recipients; none by default. With the KMS keys there must be at least one.</summary>
    public IReadOnlyList<AgeRecipient> Age { get; init; } = [];

    /// <summary>Which values are encrypted. Default <see cref="SopsRules.KubernetesSecret"/>.</summary>
    public SopsRules Rules { get; init; } = SopsRules.KubernetesSecret;
}
