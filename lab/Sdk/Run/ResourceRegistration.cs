using System.Collections.Immutable;
using Pulumi.Serialization;
using Slipway.Lab.Wire;

namespace Pulumi;

/// <summary>Brings a resource over the seam: waits for everything that it depends on, sends it, and completes its outputs.</summary>
internal static class ResourceRegistration
{
    /// <summary>Starts the registration; the program's run waits for it.</summary>
    public static void Start(ProgramContext program, Resource resource, bool custom, ResourceArgs args, ResourceOptions options) =>
        program.Track(RunAsync(program, resource, custom, args, options));

    /// <summary>Starts recording a component's outputs; the program's run waits for it.</summary>
    public static void StartOutputs(ProgramContext program, ComponentResource component, Output<IDictionary<string, object?>> outputs)
    {
        program.Track(SendAsync());

        async Task SendAsync()
        {
            var urn = (await component.Urn.Data.ConfigureAwait(false)).Value;
            var value = await new PropertySerializer(null).SerializeAsync($"the outputs of {component.GetResourceName()}", outputs).ConfigureAwait(false);
            if (value.AsMap is null && value is not OutputValue)
                return;
            await program.Monitor.RegisterResourceOutputsAsync(urn, Plain(value), program.Cancellation).ConfigureAwait(false);
        }

        static PropertyMap Plain(PropertyValue value) => value.WithoutOutputs() switch
        {
            MapValue map => map.Map,
            SecretValue secret when secret.Element.AsMap is { } map => map.Select((_, v) => PropertyValue.Secret(v)),
            _ => PropertyMap.Empty,
        };
    }

    /// <summary>A provider as <c>urn::id</c>; empty when there is none.</summary>
    public static async Task<string> ReferenceAsync(ProviderResource? provider)
    {
        if (provider is null)
            return "";
        var urn = (await provider.Urn.Data.ConfigureAwait(false)).Value;
        var id = await provider.Id.Data.ConfigureAwait(false);
        return $"{urn}::{(id.IsKnown ? id.Value : PropertyJson.UnknownText)}";
    }

    private static async Task RunAsync(ProgramContext program, Resource resource, bool custom, ResourceArgs args, ResourceOptions options)
    {
        try
        {
            program.Registered?.Invoke(resource);
            if (resource is not Stack && !resource.Transforms.IsEmpty)
                (args, options) = await TransformRun.ApplyAsync(resource, custom, args, options, program.Cancellation).ConfigureAwait(false);
            var request = await PrepareAsync(program, resource, custom, args, options).ConfigureAwait(false);
            var result = options.Id is not null && await IdAsync(resource, options.Id).ConfigureAwait(false) is { } id
                ? await program.Monitor.ReadResourceAsync(ToRead(request, id), program.Cancellation).ConfigureAwait(false)
                : await program.Monitor.RegisterResourceAsync(request, program.Cancellation).ConfigureAwait(false);
            resource.Complete(result, program.Options.DryRun);
        }
        catch (Exception e)
        {
            // The outputs fail with it, so that everything made from them does as well instead of waiting for ever.
            resource.Fail(e);
            throw;
        }
    }

    private static async Task<RegisterRequest> PrepareAsync(ProgramContext program, Resource resource, bool custom, ResourceArgs args, ResourceOptions options)
    {
        var inputs = new List<KeyValuePair<string, PropertyValue>>();
        var dependencies = new SortedSet<string>(StringComparer.Ordinal);
        var propertyDependencies = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<string>>(StringComparer.Ordinal);
        var path = $"{resource.GetResourceName()} ({resource.GetResourceType()})";
        foreach (var member in args.Members())
        {
            var serializer = new PropertySerializer(resource);
            var value = await serializer.MemberAsync($"{path}, input '{member.Name}'", member).ConfigureAwait(false);
            if (value is not NullValue)
                inputs.Add(new(member.Name, value));
            var urns = await Dependencies.UrnsAsync(serializer.Resources, resource).ConfigureAwait(false);
            if (urns.IsEmpty)
                continue;
            propertyDependencies[member.Name] = urns;
            dependencies.UnionWith(urns);
        }
        if (options.HasDependsOn)
        {
            var explicitly = await Dependencies.GatherAsync(options.DependsOn).ConfigureAwait(false);
            dependencies.UnionWith(await Dependencies.UrnsAsync(explicitly, resource).ConfigureAwait(false));
        }

        var parent = resource is Stack ? null : options.Parent ?? program.Stack;
        var customOptions = options as CustomResourceOptions;
        return new RegisterRequest
        {
            Type = resource.GetResourceType(),
            Name = resource.GetResourceName(),
            Custom = custom,
            Parent = parent is null ? "" : (await parent.Urn.Data.ConfigureAwait(false)).Value,
            Inputs = PropertyMap.From(inputs),
            Dependencies = [.. dependencies],
            PropertyDependencies = propertyDependencies.ToImmutable(),
            Provider = await ReferenceAsync(custom ? options.Provider : null).ConfigureAwait(false),
            Providers = await ProvidersAsync(options as ComponentResourceOptions).ConfigureAwait(false),
            Version = options.Version ?? "",
            PluginDownloadUrl = options.PluginDownloadURL ?? "",
            Protect = options.Protect,
            RetainOnDelete = options.RetainOnDelete,
            DeleteBeforeReplace = customOptions?.DeleteBeforeReplace,
            DeletedWith = options.DeletedWith is { } deletedWith ? (await deletedWith.Urn.Data.ConfigureAwait(false)).Value : "",
            IgnoreChanges = [.. options.IgnoreChanges],
            ReplaceOnChanges = [.. options.ReplaceOnChanges],
            AdditionalSecretOutputs = [.. customOptions?.AdditionalSecretOutputs ?? []],
            HideDiffs = [.. options.HideDiffs],
            Aliases = await AliasResolution.SpecsAsync(resource, options).ConfigureAwait(false),
            ImportId = customOptions?.ImportId ?? "",
            CustomTimeouts = options.CustomTimeouts is { } t ? new Timeouts(t.Create, t.Update, t.Delete) : null,
        };
    }

    private static async Task<ImmutableSortedDictionary<string, string>> ProvidersAsync(ComponentResourceOptions? options)
    {
        var references = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (options is not null)
        {
            foreach (var provider in options.Provider is { } only ? [only] : options.Providers)
                references[provider.Package] = await ReferenceAsync(provider).ConfigureAwait(false);
        }
        return references.ToImmutable();
    }

    /// <summary>The id to read, unknown while it is; null when it is empty, which means to register the resource after all.</summary>
    private static async Task<PropertyValue?> IdAsync(Resource resource, Input<string> id)
    {
        var data = await id.ToOutput().Data.ConfigureAwait(false);
        if (data.IsKnown && string.IsNullOrEmpty(data.Value))
            return null;
        if (resource is not CustomResource)
            throw new ResourceException($"'{resource.GetResourceName()}' ({resource.GetResourceType()}) is a component and cannot be read: leave out the option 'Id'.", resource, hideStack: true);
        return data.IsKnown ? data.Value : PropertyValue.Unknown;
    }

    private static ReadRequest ToRead(RegisterRequest request, PropertyValue id) => new()
    {
        Type = request.Type,
        Name = request.Name,
        Id = id,
        Parent = request.Parent,
        Properties = request.Inputs,
        Dependencies = request.Dependencies,
        Provider = request.Provider,
        Version = request.Version,
        PluginDownloadUrl = request.PluginDownloadUrl,
        AdditionalSecretOutputs = request.AdditionalSecretOutputs,
    };
}
