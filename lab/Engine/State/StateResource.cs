using System.Collections.Immutable;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Engine.State;

/// <summary>A resource as the state records it (Pulumi's deployment format, version 3).</summary>
public sealed record StateResource
{
    /// <summary>The URN.</summary>
    public required string Urn { get; init; }

    /// <summary>Type token.</summary>
    public required string Type { get; init; }

    /// <summary>True when a provider manages it; false for a component.</summary>
    public bool Custom { get; init; }

    /// <summary>True for the old copy of a replaced resource that is still to be deleted.</summary>
    public bool Delete { get; init; }

    /// <summary>The provider's id; empty for a component.</summary>
    public string Id { get; init; } = "";

    /// <summary>Checked inputs.</summary>
    public PropertyMap Inputs { get; init; } = PropertyMap.Empty;

    /// <summary>Outputs.</summary>
    public PropertyMap Outputs { get; init; } = PropertyMap.Empty;

    /// <summary>URN of the parent, or empty.</summary>
    public string Parent { get; init; } = "";

    /// <summary>True when it may not be deleted or replaced.</summary>
    public bool Protect { get; init; }

    /// <summary>True when it was read only and is not managed here.</summary>
    public bool External { get; init; }

    /// <summary>URNs that it depends on.</summary>
    public ImmutableArray<string> Dependencies { get; init; } = [];

    /// <summary>Why it is not complete, when it exists but did not become healthy.</summary>
    public ImmutableArray<string> InitErrors { get; init; } = [];

    /// <summary>Its provider as <c>urn::id</c>, or empty.</summary>
    public string Provider { get; init; } = "";

    /// <summary>Input property to the URNs that its value comes from.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> PropertyDependencies { get; init; } =
        ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>True when it is deleted already and only waits for its replacement.</summary>
    public bool PendingReplacement { get; init; }

    /// <summary>Outputs that are secret by option.</summary>
    public ImmutableArray<string> AdditionalSecretOutputs { get; init; } = [];

    /// <summary>Former URNs.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>The custom timeouts, or null.</summary>
    public Timeouts? CustomTimeouts { get; init; }

    /// <summary>The id that it was imported by, or empty.</summary>
    public string ImportId { get; init; } = "";

    /// <summary>True when it stays in the cloud as it leaves the state.</summary>
    public bool RetainOnDelete { get; init; }

    /// <summary>URN of the resource whose deletion takes this one along, or empty.</summary>
    public string DeletedWith { get; init; } = "";

    /// <summary>When it was created; null for what was not created here.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset? Modified { get; init; }

    /// <summary>Property paths whose changes are ignored.</summary>
    public ImmutableArray<string> IgnoreChanges { get; init; } = [];

    /// <summary>Property paths whose changes replace it.</summary>
    public ImmutableArray<string> ReplaceOnChanges { get; init; } = [];

    /// <summary>Where in the program it is made, or empty.</summary>
    public string SourcePosition { get; init; } = "";

    /// <summary>URNs of everything that must stand before it: parent, dependencies, <see cref="DeletedWith"/>; not its provider.</summary>
    public IEnumerable<string> References()
    {
        if (Parent.Length > 0)
            yield return Parent;
        foreach (var dependency in Dependencies)
            yield return dependency;
        foreach (var urns in PropertyDependencies.Values)
        {
            foreach (var dependency in urns)
                yield return dependency;
        }
        if (DeletedWith.Length > 0)
            yield return DeletedWith;
    }

    /// <summary>The record with every URN in it mapped.</summary>
    internal StateResource MapReferences(Func<string, string?> map)
    {
        ImmutableArray<string> Map(ImmutableArray<string> urns) => [.. urns.Select(map).OfType<string>().Distinct(StringComparer.Ordinal)];
        var provider = ProviderReference.Parse(Provider);
        return this with
        {
            Parent = map(Parent) ?? "",
            Dependencies = Map(Dependencies),
            PropertyDependencies = PropertyDependencies.ToImmutableSortedDictionary(p => p.Key, p => Map(p.Value)),
            DeletedWith = map(DeletedWith) ?? "",
            Provider = Provider.Length == 0 ? "" : new ProviderReference(map(provider.Urn) ?? provider.Urn, provider.Id).ToString(),
        };
    }

    /// <summary>True when both records say the same; compares lists by content.</summary>
    internal bool SameAs(StateResource other) =>
        this with
        {
            Dependencies = other.Dependencies,
            InitErrors = other.InitErrors,
            PropertyDependencies = other.PropertyDependencies,
            AdditionalSecretOutputs = other.AdditionalSecretOutputs,
            Aliases = other.Aliases,
            IgnoreChanges = other.IgnoreChanges,
            ReplaceOnChanges = other.ReplaceOnChanges,
        } == other
        && Dependencies.SequenceEqual(other.Dependencies)
        && InitErrors.SequenceEqual(other.InitErrors)
        && PropertyDependencies.Count == other.PropertyDependencies.Count
        && PropertyDependencies.Zip(other.PropertyDependencies).All(p => p.First.Key == p.Second.Key && p.First.Value.SequenceEqual(p.Second.Value))
        && AdditionalSecretOutputs.SequenceEqual(other.AdditionalSecretOutputs)
        && Aliases.SequenceEqual(other.Aliases)
        && IgnoreChanges.SequenceEqual(other.IgnoreChanges)
        && ReplaceOnChanges.SequenceEqual(other.ReplaceOnChanges);
}
