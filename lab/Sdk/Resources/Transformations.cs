using System.Collections.Immutable;

namespace Pulumi;

/// <summary>Changes a resource's arguments or options before it is registered; null leaves them as they are.</summary>
public delegate ResourceTransformationResult? ResourceTransformation(ResourceTransformationArgs args);

/// <summary>What a transformation gets.</summary>
public readonly struct ResourceTransformationArgs(Resource resource, ResourceArgs args, ResourceOptions options)
{
    /// <summary>The resource.</summary>
    public Resource Resource { get; } = resource;

    /// <summary>Its arguments so far.</summary>
    public ResourceArgs Args { get; } = args;

    /// <summary>Its options so far.</summary>
    public ResourceOptions Options { get; } = options;
}

/// <summary>What a transformation gives.</summary>
public readonly struct ResourceTransformationResult(ResourceArgs args, ResourceOptions options)
{
    /// <summary>The arguments to use.</summary>
    public ResourceArgs Args { get; } = args;

    /// <summary>The options to use; their parent must be as before.</summary>
    public ResourceOptions Options { get; } = options;
}

/// <summary>Changes a resource's arguments or options before it is registered; null leaves them as they are.</summary>
public delegate Task<ResourceTransformResult?> ResourceTransform(ResourceTransformArgs args, CancellationToken cancellationToken = default);

/// <summary>What a transform gets.</summary>
public readonly struct ResourceTransformArgs(string name, string type, bool custom, ImmutableDictionary<string, object?> args, ResourceOptions options)
{
    /// <summary>Name of the resource.</summary>
    public string Name { get; } = name;

    /// <summary>Type token of the resource.</summary>
    public string Type { get; } = type;

    /// <summary>True for a resource that a provider manages, false for a component.</summary>
    public bool Custom { get; } = custom;

    /// <summary>Its properties so far; what is secret, unknown or has dependencies is an <see cref="Output{T}"/> of object.</summary>
    public ImmutableDictionary<string, object?> Args { get; } = args;

    /// <summary>Its options so far.</summary>
    public ResourceOptions Options { get; } = options;
}

/// <summary>What a transform gives.</summary>
public readonly struct ResourceTransformResult(ImmutableDictionary<string, object?> args, ResourceOptions options)
{
    /// <summary>The properties to use.</summary>
    public ImmutableDictionary<string, object?> Args { get; } = args;

    /// <summary>The options to use; their parent must be as before.</summary>
    public ResourceOptions Options { get; } = options;
}
