using System.Collections.Immutable;
using Slipway.Lab.Engine.State;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Engine.Runs;

/// <summary>What the program wants of a resource, in the terms of the state.</summary>
/// <param name="Request">What it registered.</param>
/// <param name="Urn">The resource's URN.</param>
/// <param name="Parent">URN of its parent, or empty.</param>
/// <param name="Provider">Its provider as <c>urn::id</c>, or empty.</param>
/// <param name="Formers">Its former URNs.</param>
internal sealed record ResourceGoal(RegisterRequest Request, string Urn, string Parent, string Provider, ImmutableArray<string> Formers)
{
    public bool IsProvider => ProviderReference.IsProviderType(Request.Type);

    /// <summary>Inputs as the program gave them.</summary>
    public PropertyMap Given { get; } = Request.Inputs.WithoutOutputs();

    /// <summary>The state to come, without what only the provider can tell.</summary>
    public StateResource With(PropertyMap inputs) => new()
    {
        Urn = Urn,
        Type = Request.Type,
        Custom = Request.Custom,
        Inputs = inputs,
        Parent = Parent,
        Protect = Request.Protect ?? false,
        Dependencies = Sorted(Request.Dependencies),
        PropertyDependencies = Request.PropertyDependencies
            .Where(p => !p.Value.IsEmpty).ToImmutableSortedDictionary(p => p.Key, p => Sorted(p.Value), StringComparer.Ordinal),
        Provider = Provider,
        AdditionalSecretOutputs = Request.AdditionalSecretOutputs,
        Aliases = Formers,
        CustomTimeouts = Request.CustomTimeouts,
        RetainOnDelete = Request.RetainOnDelete ?? false,
        DeletedWith = Request.DeletedWith,
        IgnoreChanges = Request.IgnoreChanges,
        ReplaceOnChanges = Request.ReplaceOnChanges,
        SourcePosition = Request.SourcePosition,
    };

    /// <summary>Outputs as they are recorded: secret where inputs of the same place are, and where the program says so.</summary>
    public PropertyMap Outputs(PropertyMap outputs, PropertyMap inputs) =>
        SecretMarks.Named(SecretMarks.Like(outputs, inputs), Request.AdditionalSecretOutputs);

    /// <summary>The change of name, when the resource had another one.</summary>
    public ImmutableArray<(string, string)> Renames(StateResource? old) => old is null || old.Urn == Urn ? [] : [(old.Urn, Urn)];

    /// <summary>In a fixed order, so that the state does not change with that in which the program names them.</summary>
    private static ImmutableArray<string> Sorted(ImmutableArray<string> urns) => [.. urns.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
