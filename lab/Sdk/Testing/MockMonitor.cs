using System.Collections.Immutable;
using Pulumi.Serialization;
using Slipway.Lab.Wire;

namespace Pulumi.Testing;

/// <summary>The monitor of a test: asks the mocks, and keeps the errors that the program reports.</summary>
internal sealed class MockMonitor(IMocks mocks, string project, string stack) : IMonitor
{
    private readonly List<string> _errors = [];

    public IReadOnlyList<string> Errors => _errors;

    public async Task<RegisterResult> RegisterResourceAsync(RegisterRequest request, CancellationToken cancellation)
    {
        var urn = UrnOf(request.Parent, request.Type, request.Name);
        return request.Type == Stack.RootType
            ? new RegisterResult { Urn = urn }
            : await MakeAsync(urn, request.Type, request.Name, request.Inputs, request.Provider, request.ImportId).ConfigureAwait(false);
    }

    public Task<RegisterResult> ReadResourceAsync(ReadRequest request, CancellationToken cancellation) =>
        MakeAsync(UrnOf(request.Parent, request.Type, request.Name), request.Type, request.Name, request.Properties, request.Provider, request.Id.AsString ?? "");

    public Task RegisterResourceOutputsAsync(string urn, PropertyMap outputs, CancellationToken cancellation) =>
        mocks.RegisterResourceOutputs(new(urn, outputs.ToImmutableDictionary(output => output.Key, output => OutputConverter.Untyped(output.Value))));

    public async Task<PropertyMap> InvokeAsync(InvokeRequest request, CancellationToken cancellation)
    {
        var result = await mocks.CallAsync(new MockCallArgs { Token = request.Token, Args = Plain(request.Args), Provider = request.Provider }).ConfigureAwait(false);
        return await StateAsync($"the mocks' result of {request.Token}", result).ConfigureAwait(false);
    }

    public Task LogAsync(LogEntry entry, CancellationToken cancellation)
    {
        if (entry.Severity == LogSeverity.Error)
        {
            lock (_errors)
                _errors.Add(entry.Message);
        }
        return Task.CompletedTask;
    }

    private static ImmutableDictionary<string, object> Plain(PropertyMap properties) =>
        properties
            .Where(property => !property.Value.ContainsUnknowns)
            .Select(property => KeyValuePair.Create(property.Key, OutputConverter.PlainObject(property.Value.Bare())))
            .Where(property => property.Value is not null)
            .ToImmutableDictionary(property => property.Key, property => property.Value!);

    private static async Task<PropertyMap> StateAsync(string path, object? state)
    {
        if (state is IDictionary<string, object> map)
            state = map.ToImmutableDictionary();
        var value = await new PropertySerializer(null).SerializeAsync(path, state).ConfigureAwait(false);
        return value.WithoutOutputs().AsMap ?? throw new InvalidOperationException($"{path} must be a dictionary with text keys; it is {state?.GetType().ToString() ?? "null"}.");
    }

    /// <summary>The official mocks' URNs: the stack's type leads every resource's, and a component's type its children's never.</summary>
    private string UrnOf(string parent, string type, string name)
    {
        var root = parent.Length == 0 ? "" : parent.Split("::", 4)[2].Split('$')[0] + "$";
        return $"urn:pulumi:{stack}::{project}::{root}{type}::{name}";
    }

    private async Task<RegisterResult> MakeAsync(string urn, string type, string name, PropertyMap inputs, string provider, string id)
    {
        var (newId, state) = await mocks.NewResourceAsync(new MockResourceArgs { Type = type, Name = name, Inputs = Plain(inputs), Provider = provider, Id = id })
            .ConfigureAwait(false);
        return new RegisterResult
        {
            Urn = urn,
            Id = new StringValue(newId ?? id),
            Outputs = await StateAsync($"the mocks' state of {name} ({type})", state).ConfigureAwait(false),
        };
    }
}
