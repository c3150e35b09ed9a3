namespace Pulumi;

/// <summary>Options that every kind of resource has.</summary>
public abstract class ResourceOptions
{
    private InputList<Resource>? _dependsOn;
    private List<string>? _ignoreChanges;
    private List<ResourceTransformation>? _resourceTransformations;
    private List<ResourceTransform>? _resourceTransforms;
    private List<Input<Alias>>? _aliases;
    private List<string>? _replaceOnChanges;
    private List<string>? _hideDiffs;

    /// <summary>For derived classes.</summary>
    protected ResourceOptions()
    {
    }

    /// <summary>Id of an existing resource to read instead of making one.</summary>
    public Input<string>? Id { get; set; }

    /// <summary>The parent; the stack by default.</summary>
    public Resource? Parent { get; set; }

    /// <summary>Resources that must be in place first. A component stands for everything in it.</summary>
    public InputList<Resource> DependsOn
    {
        get => _dependsOn ??= [];
        set => _dependsOn = value;
    }

    /// <summary>True to refuse the resource's deletion. Children inherit it.</summary>
    public bool? Protect { get; set; }

    /// <summary>Property paths whose changes are ignored.</summary>
    public List<string> IgnoreChanges
    {
        get => _ignoreChanges ??= [];
        set => _ignoreChanges = value;
    }

    /// <summary>Version of the provider to use.</summary>
    public string? Version { get; set; }

    /// <summary>The provider to use; the nearest one that a parent gives by default. Children inherit it.</summary>
    public ProviderResource? Provider { get; set; }

    /// <summary>How long operations may take.</summary>
    public CustomTimeouts? CustomTimeouts { get; set; }

    /// <summary>Changes to make to this resource and everything in it, in order.</summary>
    public List<ResourceTransformation> ResourceTransformations
    {
        get => _resourceTransformations ??= [];
        set => _resourceTransformations = value;
    }

    /// <summary>Changes to make to this resource and everything in it, in order, on what is sent.</summary>
    public List<ResourceTransform> ResourceTransforms
    {
        get => _resourceTransforms ??= [];
        set => _resourceTransforms = value;
    }

    /// <summary>Former identities. Those of a parent hold for its children too.</summary>
    public List<Input<Alias>> Aliases
    {
        get => _aliases ??= [];
        set => _aliases = value;
    }

    /// <summary>Property paths whose changes replace the resource.</summary>
    public List<string> ReplaceOnChanges
    {
        get => _replaceOnChanges ??= [];
        set => _replaceOnChanges = value;
    }

    /// <summary>Where to get the provider from, when not from its usual place.</summary>
    public string? PluginDownloadURL { get; set; }

    /// <summary>True to leave the resource in the cloud when it is deleted here.</summary>
    public bool? RetainOnDelete { get; set; }

    /// <summary>A resource whose deletion takes this one along, so that it need not be deleted by itself.</summary>
    public Resource? DeletedWith { get; set; }

    /// <summary>Property paths whose differences are not shown.</summary>
    public List<string> HideDiffs
    {
        get => _hideDiffs ??= [];
        set => _hideDiffs = value;
    }

    internal bool HasDependsOn => _dependsOn is not null;

    internal IReadOnlyList<Input<Alias>> AliasesOrNone => _aliases ?? [];

    internal IReadOnlyList<ResourceTransformation> TransformationsOrNone => _resourceTransformations ?? [];

    internal IReadOnlyList<ResourceTransform> TransformsOrNone => _resourceTransforms ?? [];

    internal abstract ResourceOptions Clone();

    /// <summary>Takes over the other's options: single ones where it has them, lists added to one's own.</summary>
    private protected void Absorb(ResourceOptions? other)
    {
        if (other is null)
            return;
        Id = other.Id ?? Id;
        Parent = other.Parent ?? Parent;
        Protect = other.Protect ?? Protect;
        Version = other.Version ?? Version;
        Provider = other.Provider ?? Provider;
        CustomTimeouts = other.CustomTimeouts ?? CustomTimeouts;
        PluginDownloadURL = other.PluginDownloadURL ?? PluginDownloadURL;
        RetainOnDelete = other.RetainOnDelete ?? RetainOnDelete;
        DeletedWith = other.DeletedWith ?? DeletedWith;
        if (other._dependsOn is { } dependsOn)
            _dependsOn = _dependsOn is null ? new InputList<Resource>().Concat(dependsOn) : _dependsOn.Concat(dependsOn);
        Append(ref _ignoreChanges, other._ignoreChanges);
        Append(ref _resourceTransformations, other._resourceTransformations);
        Append(ref _resourceTransforms, other._resourceTransforms);
        Append(ref _aliases, other._aliases);
        Append(ref _replaceOnChanges, other._replaceOnChanges);
        Append(ref _hideDiffs, other._hideDiffs);
    }

    private protected static void Append<T>(ref List<T>? list, List<T>? more)
    {
        if (more is { Count: > 0 })
            list = list is null ? [.. more] : [.. list, .. more];
    }
}
