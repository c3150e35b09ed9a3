using System.Collections.Immutable;
using Pulumi.Serialization;
using Slipway.Lab.Wire;

namespace Pulumi;

/// <summary>Applies a resource's transforms to what is about to be sent.</summary>
internal static class TransformRun
{
    /// <summary>The arguments and options after all transforms, each working on what the one before gave.</summary>
    public static async Task<(ResourceArgs Args, ResourceOptions Options)> ApplyAsync(
        Resource resource, bool custom, ResourceArgs args, ResourceOptions options, CancellationToken cancellation)
    {
        var name = resource.GetResourceName();
        var type = resource.GetResourceType();
        var serializer = new PropertySerializer(resource);
        var sent = await serializer.MapAsync($"{name} ({type})", args.Members()).ConfigureAwait(false);
        var known = new Dictionary<string, Resource>();
        foreach (var reached in serializer.Resources)
            known[(await reached.Urn.Data.ConfigureAwait(false)).Value] = reached;

        var properties = (ImmutableDictionary<string, object?>)Open(sent, known)!;
        foreach (var transform in resource.Transforms)
        {
            if (await transform(new ResourceTransformArgs(name, type, custom, properties, options.Clone()), cancellation).ConfigureAwait(false) is not { } changed)
                continue;
            if (changed.Options.Parent != options.Parent)
                throw new ResourceException($"A transform changed the parent of '{name}' ({type}). Set the parent where the resource is made: transforms cannot change it.", resource, hideStack: true);
            if (changed.Options.GetType() != options.GetType())
                throw new ResourceException($"A transform of '{name}' ({type}) must give {options.GetType()}, but gave {changed.Options.GetType()}.", resource, hideStack: true);
            (properties, options) = (changed.Args, changed.Options);
        }
        return (new DictionaryResourceArgs(properties), options);
    }

    /// <summary>The value as plain C# that a transform can read and change; outputs stay outputs, resources themselves.</summary>
    private static object? Open(PropertyValue value, Dictionary<string, Resource> known) => value switch
    {
        OutputValue output => new Output<object?>(new OutputData<object?>(
            output.Value is { ContainsUnknowns: false } content ? Open(content.Bare(), known) : null,
            output.Value is { ContainsUnknowns: false },
            output.ContainsSecrets,
            [.. output.Dependencies.Select(urn => known.GetValueOrDefault(urn) ?? new DependencyResource(urn))])),
        ListValue list => list.Items.Select(item => Open(item, known)).ToImmutableArray(),
        MapValue map => map.Map.ToImmutableDictionary(p => p.Key, p => Open(p.Value, known)),
        ResourceReferenceValue reference => known.GetValueOrDefault(reference.Urn) ?? new DependencyResource(reference.Urn),
        _ => OutputConverter.PlainObject(value),
    };
}
