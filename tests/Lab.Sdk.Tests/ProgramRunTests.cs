using Pulumi;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Sdk.Tests;

public sealed class ProgramRunTests
{
    [Fact]
    public async Task The_stack_is_registered_first_and_named_after_project_and_stack()
    {
        var monitor = await Programs.SucceedAsync(() => _ = new Bucket("logs"));

        var stack = monitor.Registered.First();
        Assert.Equal(("pulumi:pulumi:Stack", "shop-dev", false, ""), (stack.Type, stack.Name, stack.Custom, stack.Parent));
        Assert.Equal("urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev", monitor["logs"].Parent);
    }

    [Fact]
    public async Task What_the_program_returns_are_the_stack_outputs()
    {
        var monitor = new RecordingMonitor();

        var outcome = await Programs.RunAsync(monitor, () => new() { ["place"] = new Bucket("logs", new() { Location = "here" }).Location, ["no"] = null });

        Assert.Empty(outcome.Errors);
        Assert.Equal(PropertyMap.Of(("place", "here")), monitor.StackOutputs);
    }

    [Fact]
    public async Task A_stack_class_gives_out_its_output_properties()
    {
        var monitor = new RecordingMonitor();

        var outcome = await ProgramRunner.RunAsync<ShopStack>(monitor, Programs.Options, CancellationToken.None);

        Assert.Empty(outcome.Errors);
        Assert.Equal(PropertyMap.Of(("place", "here"), ("key", PropertyValue.Secret("k"))), monitor.StackOutputs);
    }

    private sealed class ShopStack : Stack
    {
        public ShopStack() => Place = new Bucket("logs", new() { Location = "here" }).Location;

        [Output("place")]
        public Output<string> Place { get; private set; }

        [Output("key")]
        public Output<string> Key { get; private set; } = Output.CreateSecret("k");
    }
}
