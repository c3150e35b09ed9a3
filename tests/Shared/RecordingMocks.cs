using System.Collections.Concurrent;
using System.Collections.Immutable;
using Pulumi.Testing;

namespace Slipway.Tests;

/// <summary>Answers registrations with the inputs and an id, and keeps what was registered. It compiles against the official package too.</summary>
internal sealed class RecordingMocks : IMocks
{
    private readonly ConcurrentQueue<MockResourceArgs> _resources = new();

    /// <summary>Outputs of a resource type beside its inputs.</summary>
    public Dictionary<string, ImmutableDictionary<string, object>> Outputs { get; } = new(StringComparer.Ordinal);

    /// <summary>Results of functions, by token.</summary>
    public Dictionary<string, ImmutableDictionary<string, object>> Results { get; } = new(StringComparer.Ordinal);

    /// <summary>Functions answered from their arguments, by token.</summary>
    public Dictionary<string, Func<ImmutableDictionary<string, object>, ImmutableDictionary<string, object>>> Answers { get; } = new(StringComparer.Ordinal);

    public IReadOnlyCollection<MockResourceArgs> Resources => _resources;

    public IEnumerable<MockResourceArgs> OfType(string type) => _resources.Where(r => r.Type == type).OrderBy(r => r.Name, StringComparer.Ordinal);

    public MockResourceArgs Single(string type) => Xunit.Assert.Single(OfType(type));

    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        _resources.Enqueue(args);
        var state = args.Inputs;
        if (args.Type is not null && Outputs.TryGetValue(args.Type, out var outputs))
            state = state.SetItems(outputs);
        return Task.FromResult<(string?, object)>(($"{args.Name}-id", state));
    }

    public Task<object> CallAsync(MockCallArgs args) =>
        Task.FromResult<object>(args.Token is not null && Answers.TryGetValue(args.Token, out var answer) ? answer(args.Args)
            : args.Token is not null && Results.TryGetValue(args.Token, out var result) ? result : args.Args);

    public Task RegisterResourceOutputs(MockRegisterResourceOutputsRequest args) => Task.CompletedTask;

    /// <summary>Makes resources as in a real update.</summary>
    public Task<ImmutableArray<Resource>> RunAsync(Action make) => Deployment.TestAsync(this, new TestOptions { IsPreview = false }, make);

    /// <summary>Makes resources as in a preview.</summary>
    public Task<ImmutableArray<Resource>> PreviewAsync(Action make) => Deployment.TestAsync(this, new TestOptions { IsPreview = true }, make);
}
