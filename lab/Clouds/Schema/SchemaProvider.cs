using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Schema;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Schema;

/// <summary>
/// A provider that knows its resources from a package schema: checks, defaults, names, differences, previews and computed outputs
/// come from there, and what really happens from the <see cref="ResourceKind"/>s.
/// </summary>
internal abstract class SchemaProvider(PackageSchema schema) : IResourceProvider
{
    /// <summary>The package.</summary>
    protected PackageSchema Schema { get; } = schema;

    public virtual Task<CheckResult> CheckAsync(CheckRequest request, CancellationToken cancellation)
    {
        if (Find(request.Type) is not { } resource)
            return Task.FromResult(new CheckResult(request.NewInputs, [new CheckFailure("", Unknown("resource type", request.Type, Schema.Resources.Keys))]));
        var given = Prepare(resource, request.NewInputs.WithoutOutputs().WithoutNulls());
        var inputs = SchemaDefaults.Complete(resource, request.Name, request.OldInputs, given);
        return Task.FromResult(new CheckResult(inputs, [.. SchemaCheck.Of(resource.Inputs, inputs), .. Kind(resource).Check(inputs)]));
    }

    public virtual Task<DiffResult> DiffAsync(DiffRequest request, CancellationToken cancellation)
    {
        var resource = Resource(request.Type);
        var changes = PropertyDiff.Of(request.OldInputs, WithDecided(resource, request.OldInputs, request.NewInputs), path => Replaces(resource.Inputs, path));
        return Task.FromResult(new DiffResult(changes, resource.Behavior.DeleteBeforeReplace || KeepsItsName(resource, request)));
    }

    public virtual async Task<ResourceState> CreateAsync(CreateRequest request, CancellationToken cancellation)
    {
        var resource = Resource(request.Type);
        var inputs = SchemaDefaults.Strip(request.Inputs);
        if (request.Preview)
            return new ResourceState(null, MarkSecrets(resource, UnknownOutputs(resource).Merge(inputs)));
        var state = await Kind(resource).CreateAsync(request with { Inputs = inputs }, Draft(resource, inputs), cancellation);
        return state with { Outputs = MarkSecrets(resource, state.Outputs) };
    }

    public async Task<ReadState?> FindAsync(CreateRequest request, CancellationToken cancellation)
    {
        var resource = Resource(request.Type);
        var inputs = SchemaDefaults.Strip(request.Inputs);
        var found = await Kind(resource).FindAsync(request with { Inputs = inputs }, Draft(resource, inputs), cancellation);
        return found is null ? null : new ReadState(found.Id ?? "", request.Inputs, MarkSecrets(resource, found.Outputs));
    }

    public async Task<PropertyMap> UpdateAsync(UpdateRequest request, CancellationToken cancellation)
    {
        var resource = Resource(request.Type);
        var inputs = SchemaDefaults.Strip(request.NewInputs);
        Kind(resource).CheckUpdate(request);
        var draft = MarkSecrets(resource, Updated(resource, request, inputs));
        if (request.Preview)
            return draft;
        return MarkSecrets(resource, await Kind(resource).UpdateAsync(request with { NewInputs = inputs }, draft, cancellation));
    }

    public Task DeleteAsync(DeleteRequest request, CancellationToken cancellation) => Kind(Resource(request.Type)).DeleteAsync(request, cancellation);

    public virtual async Task<ReadState?> ReadAsync(ReadStateRequest request, CancellationToken cancellation)
    {
        var resource = Resource(request.Type);
        if (await Kind(resource).ReadAsync(request, cancellation) is not { } outputs)
            return null;
        return new ReadState(request.Id, SchemaInputs.Of(resource.Inputs, outputs, request.Inputs), MarkSecrets(resource, outputs));
    }

    public async Task<PropertyMap> InvokeAsync(string token, PropertyMap args, CancellationToken cancellation)
    {
        if (!Schema.Functions.TryGetValue(token, out var function))
            throw new ProviderException(Unknown("function", token, Schema.Functions.Keys));
        var given = args.WithoutOutputs().WithoutNulls();
        var failures = SchemaCheck.Of(function.Inputs, given);
        if (failures.Length > 0)
            throw new ProviderException($"{token}: {string.Join("; ", failures.Select(f => $"{f.Property}: {f.Reason}"))}");
        return await CallAsync(function, given, cancellation);
    }

    /// <summary>What the type does beyond its schema.</summary>
    protected abstract ResourceKind Kind(ResourceSchema resource);

    /// <summary>The schema of a type of resource, or null when there is none.</summary>
    protected virtual ResourceSchema? Find(string type) => Schema.Resources.GetValueOrDefault(type);

    /// <summary>Words that the templates may use besides the resource's own.</summary>
    protected virtual PropertyMap Words(PropertyMap inputs) => PropertyMap.Empty;

    /// <summary>The inputs as the provider takes them, before defaults and checks.</summary>
    protected virtual PropertyMap Prepare(ResourceSchema resource, PropertyMap inputs) => inputs;

    /// <summary>Answers a function; its arguments have passed the checks.</summary>
    protected virtual Task<PropertyMap> CallAsync(FunctionSchema function, PropertyMap args, CancellationToken cancellation) =>
        throw new ProviderException($"The lab does not answer {function.Token}.");

    private ResourceState Draft(ResourceSchema resource, PropertyMap inputs)
    {
        var draft = new Templates(resource, inputs, Words(inputs), null).Draft();
        return draft with { Outputs = MarkSecrets(resource, draft.Outputs) };
    }

    private ResourceSchema Resource(string type) => Find(type) ?? throw new ProviderException(Unknown("resource type", type, Schema.Resources.Keys));

    private string Unknown(string what, string token, IEnumerable<string> known) =>
        $"the lab's {Schema.Name} does not know the {what} {token}"
        + (NearestName.Of(token, known) is { } near ? $"; did you mean {near}?" : $"; it knows {string.Join(", ", known)}");

    // An input that is given no more is for the cloud to decide: where it always decides the same, the value becomes that; else it stays.
    private static PropertyMap WithDecided(ResourceSchema resource, PropertyMap old, PropertyMap wanted)
    {
        var templates = new Templates(resource, wanted, PropertyMap.Empty, null);
        foreach (var (name, template) in resource.Behavior.Computed)
        {
            if (old.Has(name) && !wanted.Has(name))
                wanted = wanted.With(name, Templates.WordsOf(template).Any() ? old[name] : templates.Computed(name) ?? old[name]);
        }
        return wanted;
    }

    private static PropertyMap UnknownOutputs(ResourceSchema resource) => PropertyMap.From(
        resource.Outputs.Properties.Keys.Union(resource.Behavior.Computed.Keys).Select(name => KeyValuePair.Create(name, PropertyValue.Unknown)));

    private static PropertyMap MarkSecrets(ResourceSchema resource, PropertyMap outputs) => outputs.Select((name, value) =>
        resource.Outputs.Properties.TryGetValue(name, out var property) && property.Secret && value is not NullValue ? PropertyValue.Secret(value) : value);

    // Old outputs under the new inputs. An output that the cloud computed stays, unless its template uses an input that changed.
    private PropertyMap Updated(ResourceSchema resource, UpdateRequest request, PropertyMap inputs)
    {
        var computed = resource.Behavior.Computed;
        var changed = request.OldInputs.Keys.Union(inputs.Keys).Where(n => !Equals(request.OldInputs.Find(n)?.Bare(), inputs.Find(n)?.Bare())).ToHashSet();
        var removed = request.OldInputs.Keys.Where(n => !inputs.ContainsKey(n) && !computed.ContainsKey(n));
        var outputs = removed.Aggregate(request.OldOutputs, (o, name) => o.Without(name)).Merge(inputs);
        var templates = new Templates(resource, inputs, Words(inputs), request.Id);
        foreach (var (name, template) in computed)
        {
            var isStale = !request.OldOutputs.ContainsKey(name) || Templates.WordsOf(template).Any(changed.Contains);
            if (!inputs.Has(name) && isStale && templates.Computed(name) is { } value)
                outputs = outputs.With(name, value);
        }
        return outputs;
    }

    // Two objects of one name cannot stand beside each other: where the program fixed the name, the old one goes first.
    private static bool KeepsItsName(ResourceSchema resource, DiffRequest request) =>
        resource.Behavior.AutoName is { } auto
        && !SchemaDefaults.IsDefault(request.NewInputs, auto.Property)
        && request.NewInputs.Text(auto.Property) is { } name
        && name == request.OldInputs.Text(auto.Property);

    private static bool Replaces(ObjectSchema schema, string path)
    {
        PropertySchema? property = null;
        ObjectSchema? inside = schema;
        foreach (var name in path.Split('.'))
        {
            if (inside is null || !inside.Properties.TryGetValue(name, out property))
                return false;
            var type = property.Type;
            while (type.Element is { } element)
                type = element;
            inside = type.Object;
        }
        return property is { WillReplaceOnChanges: true };
    }
}
