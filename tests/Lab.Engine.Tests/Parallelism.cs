using Slipway.Lab.Engine.Tests.Fakes;
using static Slipway.Lab.Engine.Tests.Fakes.Program;

namespace Slipway.Lab.Engine.Tests;

public sealed class Parallelism : IDisposable
{
    private readonly Fakes.Lab _lab = new();
    private int _running;
    private int _most;

    public void Dispose() => _lab.Dispose();

    private static Func<Program, Task> Independent(int count) => p => Task.WhenAll(Enumerable.Range(0, count).Select(i => p.ThingAsync($"t{i}")));

    /// <summary>Every call waits until so many are under way: it ends only when they run side by side.</summary>
    private void Meet(string verb, int count)
    {
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var arrived = 0;
        _lab.Cloud.Before = c =>
        {
            if (!c.StartsWith(verb, StringComparison.Ordinal))
                return Task.CompletedTask;
            if (Interlocked.Increment(ref arrived) == count)
                all.SetResult();
            return all.Task;
        };
    }

    private async Task Counted(string call)
    {
        var now = Interlocked.Increment(ref _running);
        InterlockedMax(now);
        await Task.Yield();
        Interlocked.Decrement(ref _running);
    }

    private void InterlockedMax(int value)
    {
        for (var most = Volatile.Read(ref _most); value > most;)
            most = Interlocked.CompareExchange(ref _most, value, most);
    }

    [Fact]
    public async Task Independent_resources_are_created_side_by_side()
    {
        _lab.Options = _lab.Options with { Parallel = 8 };
        Meet("create", 8);

        var result = await _lab.UpAsync(Independent(8));

        Assert.Equal(10, result.Counts[StepOp.Create]);
    }

    [Fact]
    public async Task Independent_resources_are_deleted_side_by_side()
    {
        _lab.Options = _lab.Options with { Parallel = 8 };
        await _lab.UpAsync(Independent(8));
        Meet("delete", 8);

        await _lab.DestroyAsync();

        Assert.Empty(_lab.Cloud.Objects);
    }

    [Fact]
    public async Task Independent_resources_are_read_side_by_side()
    {
        _lab.Options = _lab.Options with { Parallel = 8 };
        await _lab.UpAsync(Independent(8));
        Meet("read", 8);

        var result = await _lab.RefreshAsync();

        Assert.Equal(8, result.Counts[StepOp.Same]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task No_more_run_at_a_time_than_asked_for(int parallel)
    {
        _lab.Options = _lab.Options with { Parallel = parallel };
        _lab.Cloud.Before = Counted;

        await _lab.UpAsync(Independent(60));
        await _lab.DestroyAsync();

        Assert.InRange(_most, 1, parallel);
        Assert.Empty(_lab.Cloud.Objects);
    }

    [Fact]
    public async Task A_resource_waits_for_what_it_depends_on_even_when_registered_at_once()
    {
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _lab.Cloud.Before = c => c == "create a" ? first.Task : Task.CompletedTask;

        var up = _lab.UpAsync(async p =>
        {
            var a = p.ThingAsync("a");
            var b = p.ThingAsync("b", null, After(Fakes.Lab.UrnOf("a")));
            var free = p.ThingAsync("free");
            await free;
            Assert.False(b.IsCompleted);
            first.SetResult();
            await Task.WhenAll(a, b);
        });
        await up;

        Assert.True(_lab.Cloud.CallsOf("create").ToList().IndexOf("a") < _lab.Cloud.CallsOf("create").ToList().IndexOf("b"));
    }

    [Fact]
    public async Task Observers_hear_one_thing_at_a_time()
    {
        var observer = new Exclusive();
        var file = State.StackStateFile.Open(_lab.StatePath, Fakes.Lab.Cipher);

        await new UpdateEngine(file, _lab.Cloud, _lab.Options with { Parallel = 16 }, observer).UpAsync(Fakes.Lab.Run(Independent(100)), default);

        Assert.False(observer.Overlapped);
        Assert.Equal(204, observer.Count);
    }

    private sealed class Exclusive : IEngineObserver
    {
        private int _inside;

        public bool Overlapped { get; private set; }

        public int Count { get; private set; }

        public void On(EngineEvent engineEvent)
        {
            Overlapped |= Interlocked.Increment(ref _inside) > 1;
            Count++;
            Interlocked.Decrement(ref _inside);
        }
    }
}
