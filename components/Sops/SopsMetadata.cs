namespace Slipway.Components.Sops;

/// <summary>What a SOPS file says of itself in the clear, to be read without a key.</summary>
public sealed record SopsMetadata
{
    /// <summary>The KMS keys that open it, in the order of the file.</summary>
    public IReadOnlyList<SopsKmsKey> Kms { get; init; } = [];

    /// <summary>The age recipients that open it, in the order of the file.</summary>
    public IReadOnlyList<SopsAgeKey> Age { get; init; } = [];

    /// <summary>Kinds of further recipients, whose keys are not read here: <c>pgp</c>, <c>gcp_kms</c>, <c>azure_kv</c>, <c>hc_vault</c>, <c>hckms</c>.</summary>
    public IReadOnlyList<string> OtherKinds { get; init; } = [];

    /// <summary>Which values are encrypted, and what the MAC covers.</summary>
    public required SopsRules Rules { get; init; }

    /// <summary>When it was last sealed, as it stands there; the Unix epoch where this program sealed it.</summary>
    public required string LastModified { get; init; }

    /// <summary>The encrypted MAC; empty where there is none.</summary>
    public string Mac { get; init; } = "";

    /// <summary>The version of SOPS that its form is of.</summary>
    public required string Version { get; init; }

    /// <summary>All recipients by name: ARNs and age recipients.</summary>
    public IEnumerable<string> Recipients => [.. Kms.Select(key => key.Arn), .. Age.Select(key => key.Recipient.ToString())];
}
