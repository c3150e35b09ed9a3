namespace Slipway.Components.Sops;

/// <summary>How a file is sealed.</summary>
public sealed record SopsSealing
{
    /// <summary>The key that the values are encrypted with; <see cref="SealingKey.DataKey"/> gives it.</summary>
    public required DataKey DataKey { get; init; }

    /// <summary>Where nonces come from. Default <see cref="Entropy.Random"/>; <see cref="SealingKey.Entropy"/> makes the file byte-stable.</summary>
    public Entropy Entropy { get; init; } = Entropy.Random;

    /// <summary>Which values are encrypted. Default <see cref="SopsRules.KubernetesSecret"/>.</summary>
    public SopsRules Rules { get; init; } = SopsRules.KubernetesSecret;

    /// <summary>KMS keys, each with the data key already encrypted under it; none by default.</summary>
    public IReadOnlyList<SopsKmsKey> Kms { get; init; } = [];

    /// <summary>age recipients; none by default. With the KMS keys there must be at least one.</summary>
    public IReadOnlyList<AgeRecipient> Age { get; init; } = [];

    /// <summary>
    /// What the file says of its time (<c>lastmodified</c>, <c>created_at</c>). Default the Unix epoch, never the clock: a file that changes
    /// with the time is not byte-stable. SOPS writes a true time as soon as somebody edits the file with it.
    /// </summary>
    public DateTimeOffset LastModified { get; init; } = DateTimeOffset.UnixEpoch;
}
