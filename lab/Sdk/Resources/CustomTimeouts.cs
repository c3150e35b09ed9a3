namespace Pulumi;

/// <summary>How long operations on a resource may take; null leaves the provider's default.</summary>
public sealed class CustomTimeouts
{
    /// <summary>Longest time for a creation.</summary>
    public TimeSpan? Create { get; set; }

    /// <summary>Longest time for an update.</summary>
    public TimeSpan? Update { get; set; }

    /// <summary>Longest time for a deletion.</summary>
    public TimeSpan? Delete { get; set; }
}
