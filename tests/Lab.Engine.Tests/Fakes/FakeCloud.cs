using System.Collections.Concurrent;
using System.Collections.Immutable;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Engine.Tests.Fakes;

/// <summary>
/// A cloud in memory. Rules of its resources: inputs named <c>force*</c> replace, <c>solo*</c> replace and allow no two beside each other,
/// <c>bad</c> and <c>worse</c> are refused; <c>label</c> is made up from the name unless given; outputs are the inputs, <c>arn</c>, and <c>token</c> (secret).
/// </summary>
public sealed class FakeCloud : IProviderHost
{
    private int _next;

    public ConcurrentDictionary<string, PropertyMap> Objects { get; } = new();

    /// <summary>What each creation made, by its token.</summary>
    public ConcurrentDictionary<string, string> Made { get; } = new();

    public ConcurrentQueue<string> Calls { get; } = new();

    public ConcurrentQueue<PropertyMap> Configurations { get; } = new();

    /// <summary>Runs before every call to the cloud, e.g. <c>create a</c>; may throw or wait.</summary>
    public Func<string, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>Runs after every call that changed the cloud, before it answers; may throw or wait.</summary>
    public Func<string, Task> After { get; set; } = _ => Task.CompletedTask;

    public void StartAt(int number) => _next = number;

    public string[] CallsOf(string verb) => [.. Calls.Where(c => c.StartsWith(verb + " ", StringComparison.Ordinal)).Select(c => c[(verb.Length + 1)..])];

    public string Version(string package) => package is "fake" or "other" ? "1.2.3" : throw new ProviderException($"There is no provider '{package}'.");

    public Task<CheckResult> CheckConfigAsync(string package, CheckRequest request, CancellationToken cancellation) =>
        Task.FromResult(new CheckResult(request.NewInputs, []));

    public Task<DiffResult> DiffConfigAsync(string package, PropertyMap oldInputs, PropertyMap newInputs, CancellationToken cancellation) =>
        Task.FromResult(Differences(oldInputs, newInputs));

    public Task<IResourceProvider> ConfigureAsync(string package, PropertyMap inputs, CancellationToken cancellation)
    {
        Configurations.Enqueue(inputs);
        return Task.FromResult<IResourceProvider>(new Provider(this));
    }

    private static DiffResult Differences(PropertyMap old, PropertyMap @new)
    {
        var changes = ImmutableSortedDictionary.CreateBuilder<string, DiffKind>(StringComparer.Ordinal);
        Differences("", old.Bare(), @new.Bare(), false, changes);
        return new DiffResult(changes.ToImmutable(), changes.Keys.Any(k => k.StartsWith("solo", StringComparison.Ordinal)));
    }

    private static void Differences(string prefix, PropertyMap old, PropertyMap @new, bool replace, ImmutableSortedDictionary<string, DiffKind>.Builder changes)
    {
        foreach (var name in old.Keys.Union(@new.Keys))
        {
            var (before, after) = (old.Find(name), @new.Find(name));
            var replaces = replace || name.StartsWith("force", StringComparison.Ordinal) || name.StartsWith("solo", StringComparison.Ordinal);
            if (Equals(before, after))
                continue;
            if (before is MapValue b && after is MapValue a)
                Differences($"{prefix}{name}.", b.Map, a.Map, replaces, changes);
            else
                changes[prefix + name] = (before is null ? DiffKind.Add : after is null ? DiffKind.Delete : DiffKind.Update) + (replaces ? 1 : 0);
        }
    }

    private sealed class Provider(FakeCloud cloud) : IResourceProvider
    {
        public Task<CheckResult> CheckAsync(CheckRequest request, CancellationToken cancellation)
        {
            var failures = request.NewInputs.Keys.Where(k => k is "bad" or "worse").Select(k => new CheckFailure(k, "is never right"));
            var label = request.NewInputs.Find("label") ?? request.OldInputs?.Find("label") ?? $"{request.Name}-{Interlocked.Increment(ref cloud._next):x7}";
            return Task.FromResult(new CheckResult(request.NewInputs.With("label", label), [.. failures]));
        }

        public Task<DiffResult> DiffAsync(DiffRequest request, CancellationToken cancellation)
        {
            cloud.Calls.Enqueue("diff " + Urn.Name(request.Urn));
            return Task.FromResult(Differences(request.OldInputs, request.NewInputs));
        }

        public async Task<ResourceState> CreateAsync(CreateRequest request, CancellationToken cancellation)
        {
            if (request.Preview)
                return new ResourceState(null, request.Inputs.With("arn", PropertyValue.Unknown).With("token", PropertyValue.Unknown));
            await CallAsync("create", request.Urn);
            var id = $"{request.Name}#{Interlocked.Increment(ref cloud._next)}";
            cloud.Objects[id] = request.Inputs;
            cloud.Made[request.Token] = id;
            await cloud.After("create " + request.Name);
            return new ResourceState(id, Outputs(id, request.Inputs));
        }

        public async Task<PropertyMap> UpdateAsync(UpdateRequest request, CancellationToken cancellation)
        {
            if (request.Preview)
                return Outputs(request.Id, request.NewInputs);
            await CallAsync("update", request.Urn);
            cloud.Objects[request.Id] = request.NewInputs;
            await cloud.After("update " + Urn.Name(request.Urn));
            return Outputs(request.Id, request.NewInputs);
        }

        public async Task DeleteAsync(DeleteRequest request, CancellationToken cancellation)
        {
            await CallAsync("delete", request.Urn);
            cloud.Objects.TryRemove(request.Id, out _);
            await cloud.After("delete " + Urn.Name(request.Urn));
        }

        public async Task<ReadState?> FindAsync(CreateRequest request, CancellationToken cancellation)
        {
            await CallAsync("find", request.Urn);
            return cloud.Made.TryGetValue(request.Token, out var id) && cloud.Objects.TryGetValue(id, out var inputs)
                ? new ReadState(id, inputs.Bare(), Outputs(id, inputs.Bare()))
                : null;
        }

        public async Task<ReadState?> ReadAsync(ReadStateRequest request, CancellationToken cancellation)
        {
            await CallAsync("read", request.Urn);
            return cloud.Objects.TryGetValue(request.Id, out var inputs) ? new ReadState(request.Id, inputs.Bare(), Outputs(request.Id, inputs.Bare())) : null;
        }

        public Task<PropertyMap> InvokeAsync(string token, PropertyMap args, CancellationToken cancellation) => token == "fake:index:echo"
            ? Task.FromResult(args)
            : throw new ProviderException($"There is no function '{token}'.");

        private static PropertyMap Outputs(string id, PropertyMap inputs) =>
            inputs.With("arn", $"arn:fake:{id}").With("token", PropertyValue.Secret($"tok-{id}"));

        private async Task CallAsync(string verb, string urn)
        {
            var call = $"{verb} {Urn.Name(urn)}";
            cloud.Calls.Enqueue(call);
            await cloud.Before(call);
        }
    }
}
