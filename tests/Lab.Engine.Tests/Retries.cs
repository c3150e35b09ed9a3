using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Engine.State;
using Slipway.Lab.Engine.Tests.Fakes;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Engine.Tests;

public sealed class Retries : IDisposable
{
    private readonly Fakes.Lab _lab = new();
    private readonly Clock _clock = new();

    public Retries() => _lab.Options = _lab.Options with { Time = _clock };

    public void Dispose() => _lab.Dispose();

    private static Task A(Program p) => p.ThingAsync("a", PropertyMap.Of(("size", 1)));

    private void Fail(string call, int times, TransientFault fault, bool after = false)
    {
        var left = times;
        Func<string, Task> hook = c => c == call && left-- > 0 ? throw new ProviderException($"{fault} here.") { Transient = fault } : Task.CompletedTask;
        if (after)
            _lab.Cloud.After = hook;
        else
            _lab.Cloud.Before = hook;
    }

    [Fact]
    public async Task A_throttled_call_is_made_again_after_a_while_that_grows()
    {
        Fail("create a", 3, TransientFault.Throttled);
        var before = _clock.GetUtcNow();

        var result = await _lab.UpAsync(A);

        Assert.Equal(UpdateStatus.Succeeded, result.Status);
        Assert.Equal(["a", "a", "a", "a"], _lab.Cloud.CallsOf("create"));
        Assert.InRange((_clock.GetUtcNow() - before).TotalSeconds, 1.7, 3.6);
        Assert.Equal(3, _lab.Events.OfType<DiagnosticReported>().Count(d => d.Diagnostic.Message.StartsWith("Throttled here; trying again in ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_call_that_never_gets_through_fails_and_says_what_was_tried()
    {
        Fail("create a", int.MaxValue, TransientFault.Throttled);

        var result = await _lab.UpAsync(A);

        Assert.Equal(UpdateStatus.Failed, result.Status);
        Assert.Matches(@"^Throttled here \(tried 6 times in \d+\.\d s\)\.$", Assert.Single(result.Diagnostics).Message);
        Assert.Empty(_lab.State.PendingOperations);
    }

    [Fact]
    public async Task A_creation_whose_answer_was_lost_is_found_and_not_made_twice()
    {
        Fail("create a", 1, TransientFault.NoAnswer, after: true);

        var result = await _lab.UpAsync(A);

        Assert.Equal(UpdateStatus.Succeeded, result.Status);
        Assert.Equal(["a"], _lab.Cloud.CallsOf("create"));
        Assert.Equal(Assert.Single(_lab.Cloud.Objects).Key, _lab["a"].Id);
        Assert.Contains(result.Diagnostics, d => d.Message.Contains("The answer to its creation was lost; it was made, and is taken over", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_creation_that_did_not_arrive_is_made_again()
    {
        Fail("create a", 1, TransientFault.NoAnswer);

        Assert.Equal(UpdateStatus.Succeeded, (await _lab.UpAsync(A)).Status);
        Assert.Single(_lab.Cloud.Objects);
    }

    [Fact]
    public async Task A_creation_of_which_nothing_is_known_stays_pending_and_the_next_run_takes_it_over()
    {
        Fail("create a", int.MaxValue, TransientFault.NoAnswer, after: true);
        _lab.Cloud.Before = c => c == "find a" ? throw new ProviderException("no answer") { Transient = TransientFault.NoAnswer } : Task.CompletedTask;
        var failed = await _lab.UpAsync(A);
        Assert.Contains("Whether it was done is not known", Assert.Single(failed.Diagnostics).Message, StringComparison.Ordinal);
        Assert.Equal(OperationType.Creating, Assert.Single(_lab.State.PendingOperations).Type);
        (_lab.Cloud.Before, _lab.Cloud.After) = (_ => Task.CompletedTask, _ => Task.CompletedTask);

        var result = await _lab.UpAsync(A);

        Assert.Equal(UpdateStatus.Succeeded, result.Status);
        Assert.Single(_lab.Cloud.Objects);
        Assert.Empty(_lab.State.PendingOperations);
    }

    [Theory]
    [InlineData("update a")]
    [InlineData("delete a")]
    public async Task Updates_and_deletions_whose_answer_was_lost_are_made_again(string call)
    {
        await _lab.UpAsync(A);
        Fail(call, 2, TransientFault.NoAnswer, after: true);

        var result = await _lab.UpAsync(p => call.StartsWith('u') ? p.ThingAsync("a", PropertyMap.Of(("size", 2))) : Task.CompletedTask);

        Assert.Equal(UpdateStatus.Succeeded, result.Status);
        Assert.Equal(3, _lab.Cloud.Calls.Count(c => c == call));
    }

    [Fact]
    public async Task A_refusal_is_not_tried_again()
    {
        _lab.Cloud.Before = c => c == "create a" ? throw new ProviderException("no") : Task.CompletedTask;

        await _lab.UpAsync(A);

        Assert.Equal(["a"], _lab.Cloud.CallsOf("create"));
    }

    [Fact]
    public async Task An_interruption_ends_the_waiting()
    {
        using var interrupt = new CancellationTokenSource();
        _lab.Cloud.Before = c =>
        {
            if (c != "create a")
                return Task.CompletedTask;
            interrupt.Cancel();
            throw new ProviderException("busy") { Transient = TransientFault.Throttled };
        };

        var result = await _lab.UpAsync(A, interrupt.Token);

        Assert.Equal(UpdateStatus.Canceled, result.Status);
        Assert.Contains("tried once", Assert.Single(result.Diagnostics).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_wait_doubles_up_to_its_limit()
    {
        var policy = new RetryPolicy(10, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(8));

        Assert.Equal([1, 2, 4, 8, 8], Enumerable.Range(1, 5).Select(n => policy.DelayAfter(n, 1).TotalSeconds));
        Assert.Equal(0.5, policy.DelayAfter(1, 0).TotalSeconds);
    }
}
