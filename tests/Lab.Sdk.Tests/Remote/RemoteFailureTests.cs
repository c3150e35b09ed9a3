using Pulumi;
using Slipway.Lab.Remote;
using Slipway.Tests;

namespace Slipway.Lab.Sdk.Tests.Remote;

public sealed class RemoteFailureTests
{
    [FactWith("node", "npm:@pulumi/pulumi")]
    public async Task A_registration_that_the_engine_refuses_is_reported_once_and_fails_the_program()
    {
        var run = await RemoteProgram.RunAsync(() => _ = new Bucket("bucket"), """{ "on": { "bucket": "refuse" } }""");

        Assert.Equal((32, ""), (run.ExitCode, run.Error));
        Assert.Equal(["bucket (cloud:storage/bucket:Bucket): the name 'bucket' is taken – 100 %\nby another"], run.Errors);
        Assert.Empty(run.Of("shutdown"));
    }

    [FactWith("node", "npm:@pulumi/pulumi")]
    public async Task A_resource_that_failed_leaves_the_program_to_go_on_without_its_outputs()
    {
        var run = await RemoteProgram.RunAsync(() =>
        {
            var failed = new Bucket("failed", new() { Location = "here" });
            _ = new Bucket("next", new() { Location = failed.Location });
        }, """{ "on": { "failed": "fail" } }""");

        run.Succeeded();
        RemoteProgram.Same("""{"location":"04da6b54-80e4-46f7-96ec-b56ff0331ba9"}""", run.Registration("next")["object"]);
    }

    [FactWith("node", "npm:@pulumi/pulumi")]
    public async Task A_cancelled_update_ends_what_is_under_way_without_an_error_of_the_program()
    {
        var run = await RemoteProgram.RunAsync(() =>
        {
            var waits = new Bucket("waits");
            _ = new Bucket("cancels");
            _ = new Bucket("never", new() { Location = waits.Location });
        }, """{ "on": { "waits": "hang", "cancels": "cancel" } }""");

        Assert.Equal(32, run.ExitCode);
        Assert.StartsWith("warning: The pulumi engine ended the run before the program was through (resource monitor shut down while waiting on step's done channel); ", run.Error);
        Assert.Empty(run.Of("log"));
        Assert.DoesNotContain(run.Of("register"), r => (string)r["name"]! == "never");
    }

    [FactWith("node", "npm:@pulumi/pulumi")]
    public async Task A_monitor_that_drops_its_calls_ends_the_run_the_same_way()
    {
        var run = await RemoteProgram.RunAsync(() => _ = new Bucket("bucket"), """{ "on": { "bucket": "leave" } }""");

        Assert.Equal(32, run.ExitCode);
        Assert.StartsWith("warning: The pulumi engine ended the run before the program was through (the server gave the call up); ", run.Error);
    }

    [FactWith("node", "npm:@pulumi/pulumi")]
    public async Task A_monitor_that_is_gone_while_its_engine_still_answers_ends_the_run_the_same_way()
    {
        await using var engine = await PulumiEngine.StartAsync();
        using var error = new StringWriter();

        var code = await RemoteRun.RunAsync(new EngineEnvironment("127.0.0.1:1", engine.Environment["PULUMI_ENGINE"], Programs.Options), () => Task.CompletedTask, error);

        Assert.Equal(32, code);
        Assert.StartsWith("warning: The pulumi engine ended the run before the program was through (its monitor is gone); ", error.ToString());
        Assert.Empty(await engine.StopAsync());
    }

    [FactWith("node", "npm:@pulumi/pulumi")]
    public async Task An_engine_that_dies_is_reported_on_standard_error()
    {
        var run = await RemoteProgram.RunAsync(() => _ = new Bucket("bucket"), """{ "on": { "bucket": "die" } }""");

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("error: The connection to the pulumi engine is lost. No connection to 127.0.0.1:", run.Error);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [FactWith("node", "npm:@pulumi/pulumi")]
    public async Task An_engine_that_is_too_old_is_refused_before_anything_is_registered()
    {
        var run = await RemoteProgram.RunAsync(() => _ = new Bucket("bucket"), """{ "lacks": ["aliasSpecs", "deletedWith"] }""");

        Assert.Equal((32, ""), (run.ExitCode, run.Error));
        Assert.Equal(["This pulumi CLI is too old: its engine lacks aliasSpecs, deletedWith. Install a current version of the CLI."], run.Errors);
        Assert.Empty(run.Of("register"));
    }

    [FactWith("node", "npm:@pulumi/pulumi")]
    public async Task A_function_that_refuses_its_arguments_says_which()
    {
        var run = await RemoteProgram.RunAsync(
            () => new() { ["zone"] = Deployment.Instance.Invoke<int>("cloud:index:zone", InvokeArgs.Empty) },
            """{ "invoke": [ { "tok": "cloud:index:zone", "args": {}, "failures": [ { "property": "name", "reason": "is missing" }, { "property": "", "reason": "no such zone" } ] } ] }""");

        Assert.Equal(32, run.ExitCode);
        Assert.Equal(["cloud:index:zone: name: is missing; no such zone"], run.Errors);
    }

    [FactWith("node", "npm:@pulumi/pulumi")]
    public async Task A_resource_that_is_not_there_to_read_is_an_error_of_the_program()
    {
        var run = await RemoteProgram.RunAsync(() => _ = new Bucket("gone", null, new() { Id = "b-1" }));

        Assert.Equal(32, run.ExitCode);
        Assert.Equal(["gone (cloud:storage/bucket:Bucket): there is no cloud:storage/bucket:Bucket with the id b-1"], run.Errors);
    }

    [FactWith("node", "npm:@pulumi/pulumi")]
    public async Task An_error_that_the_program_reports_itself_fails_it()
    {
        var run = await RemoteProgram.RunAsync(() => Log.Error("no"));

        Assert.Equal((32, ""), (run.ExitCode, run.Error));
        Assert.Equal(["no"], run.Errors);
    }

    [Fact]
    public async Task An_engine_that_is_not_there_is_reported_on_standard_error()
    {
        using var error = new StringWriter();
        var nowhere = new EngineEnvironment("127.0.0.1:1", "127.0.0.1:1", Programs.Options);

        var code = await RemoteRun.RunAsync(nowhere, () => Task.CompletedTask, error);

        Assert.Equal(1, code);
        Assert.StartsWith("error: The connection to the pulumi engine is lost. No connection to 127.0.0.1:1:", error.ToString());
    }
}
