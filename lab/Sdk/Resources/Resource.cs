using System.Collections.Immutable;
using Pulumi.Serialization;
using Slipway.Lab.Wire;

namespace Pulumi;

/// <summary>Something that the stack has: managed by a provider (<see cref="CustomResource"/>) or made of other resources (<see cref="ComponentResource"/>).</summary>
public class Resource
{
    private readonly string _type;
    private readonly string _name;
    private readonly bool? _protect;
    private readonly ImmutableArray<ResourceTransformation> _transformations = [];
    private readonly ImmutableDictionary<string, ProviderResource> _providers = ImmutableDictionary<string, ProviderResource>.Empty;
    private readonly OutputCompletion<string> _urn;
    private readonly ImmutableArray<OutputSlot.Bound> _slots = [];

    private protected Resource(string type, string name, bool custom, ResourceArgs? args, ResourceOptions options)
    {
        if (string.IsNullOrEmpty(type))
            throw new ArgumentException($"The resource '{name}' has no type: 'type' must not be null or empty.", nameof(type));
        if (string.IsNullOrEmpty(name))
            throw new ArgumentException($"A resource of type '{type}' has no name: 'name' must not be null or empty.", nameof(name));
        var program = ProgramContext.Require();
        args ??= ResourceArgs.Empty;
        _type = type;
        _name = name;
        Self = [this];
        _urn = new(Self);
        IdCompletion = custom ? new(Self) : null;
        _slots = this is Stack ? [] : OutputSlot.Bind(this, Self);

        var parent = this is Stack ? null : options.Parent ?? program.Stack ?? throw new InvalidOperationException(
            $"'{name}' ({type}) is made before the stack. Make resources in the stack class's constructor, not in its field initializers.");
        _transformations = [.. options.TransformationsOrNone, .. parent?._transformations ?? []];
        foreach (var transformation in _transformations)
        {
            if (transformation(new ResourceTransformationArgs(this, args, options)) is not { } changed)
                continue;
            if (changed.Options.Parent != options.Parent)
                throw new ArgumentException($"A transformation changed the parent of '{name}' ({type}). Set the parent where the resource is made: transformations cannot change it.");
            (args, options) = (changed.Args, changed.Options);
        }

        options = options.Clone();
        Transforms = [.. options.TransformsOrNone, .. parent?.Transforms ?? []];
        options.Protect ??= options.Parent?._protect;
        _protect = options.Protect;
        _providers = OwnProviders(custom, options);
        Parent = options.Parent;
        (options.Parent as ComponentResource)?.AddChild(this);
        AliasUrns = AliasResolution.Start(program, this, options);
        ResourceRegistration.Start(program, this, custom, args, options);
    }

    /// <summary>A resource that is only known by its URN.</summary>
    private protected Resource(string urn)
    {
        _type = "";
        _name = "";
        Self = [this];
        _urn = new(Self);
        _urn.Complete(urn, known: true);
        IdCompletion = new(Self);
    }

    /// <summary>The resource's URN, known once it is registered.</summary>
    [Output("urn")]
    public Output<string> Urn => _urn.Output;

    /// <summary>The set that holds just this resource.</summary>
    internal ImmutableHashSet<Resource> Self { get; }

    internal OutputCompletion<string>? IdCompletion { get; }

    /// <summary>The parent that the options name; null for what sits right under the stack.</summary>
    internal Resource? Parent { get; }

    /// <summary>Its own transforms, then those of its parents outwards, then the stack's.</summary>
    internal ImmutableArray<ResourceTransform> Transforms { get; } = [];

    /// <summary>URNs that the resource had, its parents' former identities included; null when there are none.</summary>
    internal Task<ImmutableArray<string>>? AliasUrns { get; }

    /// <summary>The name that the program gave.</summary>
    public string GetResourceName() => _name;

    /// <summary>The type token.</summary>
    public string GetResourceType() => _type;

    /// <summary>The provider that something of this token's package gets when its parent is this resource.</summary>
    internal ProviderResource? FindProvider(string token) =>
        token.IndexOf(':', StringComparison.Ordinal) is var colon and > 0 ? _providers.GetValueOrDefault(token[..colon]) : null;

    internal void Complete(RegisterResult result, bool dryRun)
    {
        _urn.Complete(result.Urn, known: true);
        var success = result.Status == RegisterStatus.Success;
        var id = result.Id?.AsString;
        IdCompletion?.Complete(id ?? "", known: success && !string.IsNullOrEmpty(id));
        foreach (var slot in _slots)
            slot.Complete(this, result, known: success, dryRun);
    }

    internal void Fail(Exception exception)
    {
        _urn.Fail(exception);
        IdCompletion?.Fail(exception);
        foreach (var slot in _slots)
            slot.Fail(exception);
    }

    private ImmutableDictionary<string, ProviderResource> OwnProviders(bool custom, ResourceOptions options)
    {
        var inherited = options.Parent?._providers ?? ImmutableDictionary<string, ProviderResource>.Empty;
        if (!custom)
        {
            var given = (options as ComponentResourceOptions)?.Providers ?? [];
            if (options.Provider is not null && given.Count > 0)
                throw new ResourceException($"The component '{_name}' ({_type}) has both 'Provider' and 'Providers'. Put all of them into 'Providers'.", options.Parent, hideStack: true);
            return inherited.SetItems((options.Provider is { } only ? [only] : given).Select(p => KeyValuePair.Create(p.Package, p)));
        }

        var package = _type.Split(':') is [var first, _, _] ? first : null;
        if (package is null)
            return inherited;
        if (options.Provider is null)
        {
            options.Provider = inherited.GetValueOrDefault(package);
            return inherited;
        }
        if (options.Provider.Package != package)
            throw new ResourceException(
                $"'{_name}' is a resource of the package '{package}' ({_type}), but its provider '{options.Provider.GetResourceName()}' is one of '{options.Provider.Package}'. Give a provider of '{package}', or none.",
                options.Parent,
                hideStack: true);
        return inherited.SetItem(package, options.Provider);
    }
}
