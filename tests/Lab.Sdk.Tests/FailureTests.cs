using Pulumi;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Sdk.Tests;

public sealed class FailureTests
{
    [Theory]
    [InlineData(RegisterStatus.Failed)]
    [InlineData(RegisterStatus.Skipped)]
    public async Task A_resource_that_is_not_in_place_leaves_unknowns_and_the_program_goes_on(RegisterStatus status)
    {
        var monitor = new RecordingMonitor { OnRegister = (request, r) => request.Name == "a" ? r with { Status = status, Outputs = PropertyMap.Of(("location", "x")) } : r };

        await Programs.SucceedAsync(
            () =>
            {
                var a = new Bucket("a");
                _ = new Bucket("b", new() { Location = a.Location, Tags = { ["id"] = a.Id } });
                _ = new Bucket("c");
            },
            monitor);

        var urn = RecordingMonitor.UrnOf("", Bucket.TypeToken, "a");
        Assert.Equal(
            PropertyMap.Of(("location", new OutputValue(null, false, [urn])), ("tags", PropertyMap.Of(("id", new OutputValue(null, false, [urn]))))),
            monitor["b"].Inputs);
        Assert.Contains(monitor.Registered, r => r.Name == "c");
    }

    [Fact]
    public async Task An_exception_of_the_monitor_is_reported_once_and_by_its_message()
    {
        var monitor = new RecordingMonitor { OnRegister = (request, r) => request.Name == "a" ? throw new MonitorException("a is refused") : r };

        var errors = await Programs.FailAsync(
            () =>
            {
                var a = new Bucket("a");
                _ = new Bucket("b", new() { Location = a.Location.Apply(l => l + "!") });
                _ = new Bucket("c", new() { Location = Output.Format($"{a.Location}{a.Id}") });
                _ = new Bucket("d");
            },
            monitor);

        Assert.IsType<MonitorException>(Assert.Single(errors));
        Assert.Equal(["a is refused"], monitor.Errors);
        Assert.Equal(["a", "d", "shop-dev"], monitor.Registered.Select(r => r.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_exception_in_Apply_is_reported_with_its_stack()
    {
        var monitor = new RecordingMonitor();

        var errors = await Programs.FailAsync(() => new Bucket("a").Id.Apply(id => id.Length > 0 ? throw new InvalidOperationException("oops") : id), monitor);

        Assert.Equal("oops", Assert.Single(errors).Message);
        Assert.Contains("System.InvalidOperationException: oops", Assert.Single(monitor.Errors));
        Assert.Contains(nameof(An_exception_in_Apply_is_reported_with_its_stack), monitor.Errors[0]);
    }

    [Fact]
    public async Task What_the_program_throws_is_an_error_and_what_it_started_is_still_awaited()
    {
        var monitor = new RecordingMonitor();

        var errors = await Programs.FailAsync(
            () =>
            {
                _ = new Bucket("a");
                throw new RunException("stop here");
            },
            monitor);

        Assert.Equal("stop here", Assert.IsType<RunException>(Assert.Single(errors)).Message);
        Assert.Equal(["stop here"], monitor.Errors);
        Assert.Contains(monitor.Registered, r => r.Name == "a");
    }

    [Fact]
    public async Task What_a_stack_class_throws_is_reported_as_it_is()
    {
        var monitor = new RecordingMonitor();

        var outcome = await ProgramRunner.RunAsync<BrokenStack>(monitor, Programs.Options, CancellationToken.None);

        Assert.IsType<RunException>(Assert.Single(outcome.Errors));
        Assert.Equal(["broken"], monitor.Errors);
    }

    [Fact]
    public async Task A_stack_output_that_is_not_assigned_is_an_error()
    {
        var outcome = await ProgramRunner.RunAsync<ForgetfulStack>(new RecordingMonitor(), Programs.Options, CancellationToken.None);

        Assert.Contains("Output(s) 'place' have no value assigned", Assert.Single(outcome.Errors).Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_resource_exception_names_its_resource_and_hides_its_stack_on_demand(bool hideStack)
    {
        var monitor = new RecordingMonitor();

        await Programs.FailAsync(() => throw new ResourceException("not this one", new Bucket("a"), hideStack), monitor);

        var message = Assert.Single(monitor.Messages);
        Assert.Equal(RecordingMonitor.UrnOf("", Bucket.TypeToken, "a"), message.Urn);
        Assert.Equal(hideStack, message.Message == "not this one");
        Assert.Contains("not this one", message.Message);
    }

    [Fact]
    public async Task An_error_message_fails_the_run()
    {
        var monitor = new RecordingMonitor();

        var errors = await Programs.FailAsync(() => Log.Error("bad"), monitor);

        Assert.IsType<RunException>(Assert.Single(errors));
        Assert.Equal(["bad"], monitor.Errors);
    }

    [Fact]
    public async Task Messages_carry_severity_resource_stream_and_ephemerality()
    {
        var monitor = await Programs.SucceedAsync(() =>
        {
            Log.Debug("d");
            Log.Info("i", new Bucket("a"), 7, true);
            Log.Warn("w");
        });

        var urn = RecordingMonitor.UrnOf("", Bucket.TypeToken, "a");
        Assert.Equal(
            [new LogEntry(LogSeverity.Debug, "d"), new LogEntry(LogSeverity.Info, "i", urn, true, 7), new LogEntry(LogSeverity.Warning, "w")],
            monitor.Messages.OrderBy(m => m.Severity));
    }

    [Fact]
    public async Task A_cancelled_run_ends_with_one_cancellation_and_no_message()
    {
        using var cancellation = new CancellationTokenSource();
        var monitor = new RecordingMonitor
        {
            OnRegister = (request, r) =>
            {
                if (request.Name == "a")
                    cancellation.Cancel();
                cancellation.Token.ThrowIfCancellationRequested();
                return r;
            },
        };

        var outcome = await ProgramRunner.RunAsync(
            monitor,
            Programs.Options,
            () =>
            {
                _ = new Bucket("b", options: new() { DependsOn = { new Bucket("a") } });
                return Task.FromResult<IDictionary<string, object?>>(new Dictionary<string, object?>());
            },
            cancellation.Token);

        Assert.IsAssignableFrom<OperationCanceledException>(Assert.Single(outcome.Errors));
        Assert.Empty(monitor.Errors);
    }

    [Fact]
    public async Task A_message_about_a_resource_that_failed_still_arrives()
    {
        var monitor = new RecordingMonitor { OnRegister = (request, r) => request.Name == "a" ? throw new MonitorException("a is refused") : r };

        var errors = await Programs.FailAsync(() => Log.Info("about a", new Bucket("a")), monitor);

        Assert.IsType<MonitorException>(Assert.Single(errors));
        Assert.Contains(monitor.Messages, m => m is { Message: "about a", Urn: "" });
    }

    [Fact]
    public async Task A_resource_made_before_the_stack_is_refused()
    {
        var outcome = await ProgramRunner.RunAsync<HastyStack>(new RecordingMonitor(), Programs.Options, CancellationToken.None);

        Assert.Contains("'early' (cloud:storage/bucket:Bucket) is made before the stack", Assert.Single(outcome.Errors).Message);
    }

    private sealed class HastyStack : Stack
    {
        public Bucket Early { get; } = new("early");
    }

    private sealed class BrokenStack : Stack
    {
        public BrokenStack() => throw new RunException("broken");
    }

    private sealed class ForgetfulStack : Stack
    {
        [Output("place")]
        public Output<string>? Place { get; private set; }
    }
}
