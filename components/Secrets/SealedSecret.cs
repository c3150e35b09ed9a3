using System.Collections.Immutable;

namespace Slipway.Components.Secrets;

/// <summary>A Secret that stands sealed in Git.</summary>
public sealed record SealedSecret
{
    /// <summary>Name of the Secret, and of its file.</summary>
    public required string Name { get; init; }

    /// <summary>Its namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>Its values by entry; secret.</summary>
    /// <value>Default: none.</value>
    public ImmutableDictionary<string, Output<string>> Values { get; init; } = ImmutableDictionary<string, Output<string>>.Empty;

    /// <summary>Entries whose values are made up once, of letters and digits, and how many characters each has. Changing the number makes up a new value.</summary>
    /// <value>Default: none.</value>
    public ImmutableDictionary<string, int> Generated { get; init; } = ImmutableDictionary<string, int>.Empty;
}
