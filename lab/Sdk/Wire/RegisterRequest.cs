using System.Collections.Immutable;

namespace Slipway.Lab.Wire;

/// <summary>A resource that the program wants, with its options (the protocol's <c>RegisterResourceRequest</c>).</summary>
public sealed record RegisterRequest
{
    /// <summary>Type token, e.g. <c>aws:ec2/vpc:Vpc</c>, <c>slipway:infra:Network</c>, <c>pulumi:providers:aws</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Name within the stack.</summary>
    public required string Name { get; init; }

    /// <summary>True for a resource that a provider manages; false for a component.</summary>
    public required bool Custom { get; init; }

    /// <summary>URN of the parent; empty for the stack itself.</summary>
    public string Parent { get; init; } = "";

    /// <summary>Inputs; what came from outputs is wrapped in <see cref="OutputValue"/>.</summary>
    public PropertyMap Inputs { get; init; } = PropertyMap.Empty;

    /// <summary>URNs of everything that the resource depends on, by option or through its inputs.</summary>
    public ImmutableArray<string> Dependencies { get; init; } = [];

    /// <summary>Input property to the URNs that its value comes from.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> PropertyDependencies { get; init; } =
        ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>Explicit provider as <c>urn::id</c>, or empty for the package's default provider.</summary>
    public string Provider { get; init; } = "";

    /// <summary>Explicit providers of a component, package to <c>urn::id</c>.</summary>
    public ImmutableSortedDictionary<string, string> Providers { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Provider version, or empty.</summary>
    public string Version { get; init; } = "";

    /// <summary>Where the provider plugin comes from, or empty.</summary>
    public string PluginDownloadUrl { get; init; } = "";

    /// <summary>The <c>protect</c> option; null when unset.</summary>
    public bool? Protect { get; init; }

    /// <summary>The <c>retainOnDelete</c> option; null when unset.</summary>
    public bool? RetainOnDelete { get; init; }

    /// <summary>The <c>deleteBeforeReplace</c> option; null leaves it to the provider.</summary>
    public bool? DeleteBeforeReplace { get; init; }

    /// <summary>URN of the resource whose deletion takes this one along, or empty.</summary>
    public string DeletedWith { get; init; } = "";

    /// <summary>Property paths whose changes are ignored.</summary>
    public ImmutableArray<string> IgnoreChanges { get; init; } = [];

    /// <summary>Property paths whose changes replace the resource.</summary>
    public ImmutableArray<string> ReplaceOnChanges { get; init; } = [];

    /// <summary>Output properties to treat as secret.</summary>
    public ImmutableArray<string> AdditionalSecretOutputs { get; init; } = [];

    /// <summary>Property paths whose differences are not shown.</summary>
    public ImmutableArray<string> HideDiffs { get; init; } = [];

    /// <summary>Former identities of the resource.</summary>
    public ImmutableArray<AliasSpec> Aliases { get; init; } = [];

    /// <summary>Id of an existing resource to take over, or empty.</summary>
    public string ImportId { get; init; } = "";

    /// <summary>The custom timeouts, or null.</summary>
    public Timeouts? CustomTimeouts { get; init; }

    /// <summary>Where in the program the resource is made, or empty.</summary>
    public string SourcePosition { get; init; } = "";
}

/// <summary>A former identity: a whole URN, or the parts that differed.</summary>
public sealed record AliasSpec
{
    /// <summary>The whole URN; when set, the parts do not count.</summary>
    public string Urn { get; init; } = "";

    /// <summary>Former name, or empty for the same.</summary>
    public string Name { get; init; } = "";

    /// <summary>Former type, or empty for the same.</summary>
    public string Type { get; init; } = "";

    /// <summary>Former stack, or empty for the same.</summary>
    public string Stack { get; init; } = "";

    /// <summary>Former project, or empty for the same.</summary>
    public string Project { get; init; } = "";

    /// <summary>URN of the former parent, or empty for the same.</summary>
    public string ParentUrn { get; init; } = "";

    /// <summary>True when the resource had no parent.</summary>
    public bool NoParent { get; init; }
}

/// <summary>How long operations may take; null leaves the provider's default.</summary>
public sealed record Timeouts(TimeSpan? Create, TimeSpan? Update, TimeSpan? Delete);
