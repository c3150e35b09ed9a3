using System.Collections.Immutable;
using Pulumi;
using Pulumi.Utilities;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Sdk.Tests;

public sealed class InvokeTests
{
    private const string Token = "cloud:index/getZone:getZone";

    private sealed class GetZoneArgs : InvokeArgs
    {
        [Input("name", required: true)]
        public string Name { get; set; } = null!;

        [Input("filters")]
        public List<string>? Filters { get; set; }
    }

    private sealed class GetZoneInvokeArgs : InvokeArgs
    {
        [Input("name", required: true)]
        public Input<string> Name { get; set; } = null!;
    }

    [OutputType]
    private sealed class GetZoneResult
    {
        public readonly string Name;

        [OutputConstructor]
        private GetZoneResult(string name) => Name = name;
    }

    [Fact]
    public async Task A_function_is_called_with_its_arguments_and_gives_its_result()
    {
        GetZoneResult? zone = null;
        var monitor = await RunAsync(async () =>
        {
            zone = await Deployment.Instance.InvokeAsync<GetZoneResult>(Token, new GetZoneArgs { Name = "a", Filters = ["x"] }, new() { Version = "1.2.3" });
            await Deployment.Instance.InvokeAsync(Token, new DictionaryInvokeArgs(ImmutableDictionary<string, object?>.Empty.Add("name", Output.Create("b"))));
        });

        Assert.Equal("a", zone!.Name);
        Assert.Equal(
            [new InvokeRequest { Token = Token, Version = "1.2.3", Args = PropertyMap.Of(("name", "a"), ("filters", PropertyValue.List("x"))) }, new InvokeRequest { Token = Token, Args = PropertyMap.Of(("name", "b")) }],
            monitor.Invokes);
    }

    [Fact]
    public async Task The_result_depends_on_what_the_arguments_come_from()
    {
        Bucket? bucket = null;
        Output<GetZoneResult>? zone = null;
        await RunAsync(() => zone = Zone((bucket = new Bucket("a")).Id));

        Assert.Equal("a-id", (await OutputUtilities.GetValueAsync(zone!)).Name);
        Assert.True((await OutputUtilities.GetDependenciesAsync(zone!)).SetEquals([bucket!]));
    }

    [Fact]
    public async Task An_unknown_argument_makes_the_result_unknown_without_a_call()
    {
        Output<GetZoneResult>? zone = null;
        var monitor = await RunAsync(() => zone = Zone(OutputUtilities.CreateUnknown("u")));

        Assert.False(await OutputUtilities.GetIsKnownAsync(zone!));
        Assert.Empty(monitor.Invokes);
    }

    [Fact]
    public async Task A_secret_in_the_result_makes_the_result_secret()
    {
        Output<GetZoneResult>? zone = null;
        var monitor = await RunAsync(() => zone = Zone(Output.CreateSecret("s")));

        Assert.Equal(PropertyMap.Of(("name", PropertyValue.Secret("s"))), Assert.Single(monitor.Invokes).Args);
        Assert.True(await Output.IsSecretAsync(zone!));
    }

    [Fact]
    public async Task A_call_waits_for_what_it_depends_on()
    {
        Bucket? bucket = null;
        Output<GetZoneResult>? zone = null;
        await RunAsync(() =>
        {
            bucket = new Bucket("a");
            zone = Deployment.Instance.Invoke<GetZoneResult>(Token, new GetZoneArgs { Name = "a" }, new InvokeOutputOptions { DependsOn = { bucket } });
        });

        Assert.True((await OutputUtilities.GetDependenciesAsync(zone!)).SetEquals([bucket!]));
    }

    [Fact]
    public async Task A_call_is_not_made_while_what_it_depends_on_does_not_exist()
    {
        Output<GetZoneResult>? zone = null;
        var monitor = new RecordingMonitor { OnRegister = (_, r) => r with { Id = PropertyValue.Unknown } };
        await RunAsync(
            () => zone = Deployment.Instance.Invoke<GetZoneResult>(Token, new GetZoneArgs { Name = "a" }, new InvokeOutputOptions { DependsOn = { new Shop("shop") } }),
            monitor);

        Assert.False(await OutputUtilities.GetIsKnownAsync(zone!));
        Assert.Empty(monitor.Invokes);
    }

    [Fact]
    public async Task A_provider_comes_from_the_options_or_the_parent()
    {
        var monitor = await RunAsync(async () =>
        {
            var provider = new ProviderResource("cloud", "main", ResourceArgs.Empty);
            var parent = new Shop("shop", new() { Provider = provider });
            await Deployment.Instance.InvokeAsync(Token, new GetZoneArgs { Name = "a" }, new() { Provider = provider });
            await Deployment.Instance.InvokeAsync(Token, new GetZoneArgs { Name = "b" }, new() { Parent = parent });
            await Deployment.Instance.InvokeAsync("other:index:f", new GetZoneArgs { Name = "c" }, new() { Parent = parent });
        });

        const string Main = "urn:pulumi:dev::shop::pulumi:providers:cloud::main::main-id";
        Assert.Equal([Main, Main, ""], monitor.Invokes.Select(i => i.Provider));
    }

    [Fact]
    public async Task A_single_property_can_be_taken_by_itself()
    {
        string[] names = [];
        await RunAsync(async () => names =
        [
            await Deployment.Instance.InvokeSingleAsync<string>(Token, new GetZoneArgs { Name = "a" }),
            await OutputUtilities.GetValueAsync(Deployment.Instance.InvokeSingle<string>(Token, new GetZoneArgs { Name = "b" })),
            await OutputUtilities.GetValueAsync(Deployment.Instance.InvokeSingle<string>(Token, new GetZoneArgs { Name = "c" }, new InvokeOutputOptions())),
        ]);

        Assert.Equal(["a", "b", "c"], names);
    }

    [Fact]
    public async Task A_missing_required_argument_is_an_error()
    {
        var errors = await Programs.FailAsync(() => Zone(null!));

        Assert.Contains("GetZoneInvokeArgs.Name is required but was not given a value", Assert.Single(errors).Message);
    }

    [Fact]
    public async Task The_instance_tells_what_runs()
    {
        var seen = "";
        await Programs.SucceedAsync(
            () => seen = $"{Deployment.Instance.OrganizationName}/{Deployment.Instance.ProjectName}/{Deployment.Instance.StackName} {Deployment.Instance.RootDirectory} {Deployment.Instance.IsDryRun}",
            options: Programs.Options with { DryRun = true });

        Assert.Equal("organization/shop/dev /shop True", seen);
    }

    private static Output<GetZoneResult> Zone(Input<string> name) => Deployment.Instance.Invoke<GetZoneResult>(Token, new GetZoneInvokeArgs { Name = name });

    private static Task<RecordingMonitor> RunAsync(Action program, RecordingMonitor? monitor = null) =>
        RunAsync(() =>
        {
            program();
            return Task.CompletedTask;
        }, monitor);

    private static async Task<RecordingMonitor> RunAsync(Func<Task> program, RecordingMonitor? monitor = null)
    {
        monitor ??= new RecordingMonitor();
        var outcome = await ProgramRunner.RunAsync(
            monitor,
            Programs.Options,
            async () =>
            {
                await program();
                return new Dictionary<string, object?>();
            },
            CancellationToken.None);
        Assert.Empty(outcome.Errors);
        return monitor;
    }
}
