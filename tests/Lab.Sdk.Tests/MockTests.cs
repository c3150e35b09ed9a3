using System.Collections.Concurrent;
using System.Collections.Immutable;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace Slipway.Lab.Sdk.Tests;

public sealed class MockTests
{
    private sealed class Mocks : IMocks
    {
        public ConcurrentDictionary<string, MockResourceArgs> Resources { get; } = new();

        public ConcurrentDictionary<string, MockRegisterResourceOutputsRequest> Outputs { get; } = new();

        public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
        {
            Resources[args.Name!] = args;
            return Task.FromResult<(string?, object)>((args.Name == "nameless" ? null : args.Name + "-id", args.Inputs));
        }

        public Task<object> CallAsync(MockCallArgs args) =>
            Task.FromResult<object>(new Dictionary<string, object> { ["answer"] = $"{args.Token} {args.Args["q"]}" });

        public Task RegisterResourceOutputs(MockRegisterResourceOutputsRequest args)
        {
            Outputs[args.Urn] = args;
            return Task.CompletedTask;
        }
    }

    private sealed class ShopStack : Stack
    {
        public ShopStack() => Place = new Shop("shop").Place;

        [Output("place")]
        public Output<string> Place { get; private set; }
    }

    [Fact]
    public async Task All_resources_are_given_back_in_order_with_their_outputs()
    {
        var resources = await Deployment.TestAsync(new Mocks(), new TestOptions(), () => _ = new Shop("shop"));

        Assert.Equal(["shop", "shop-bucket", "shop-inner", "shop-inner-bucket"], resources.Select(r => r.GetResourceName()));
        Assert.Equal("here", await OutputUtilities.GetValueAsync(resources.OfType<Bucket>().First().Location));
    }

    [Fact]
    public async Task A_stack_class_is_among_the_resources()
    {
        var resources = await Deployment.TestAsync<ShopStack>(new Mocks());

        Assert.Equal("here", await OutputUtilities.GetValueAsync(Assert.Single(resources.OfType<ShopStack>()).Place));
    }

    [Fact]
    public async Task What_the_program_returns_is_given_back()
    {
        var (resources, outputs) = await Deployment.TestAsync(new Mocks(), new TestOptions(), () => new Dictionary<string, object?> { ["n"] = new Bucket("b").Id });

        Assert.Single(resources);
        Assert.Equal("b-id", await OutputUtilities.GetValueAsync(Assert.IsType<Output<string>>(outputs["n"])));
    }

    [Fact]
    public async Task Urns_have_the_form_of_the_official_mocks()
    {
        var resources = await Deployment.TestAsync(new Mocks(), new TestOptions(), () => _ = new Shop("shop"));

        Assert.Equal(
            ["urn:pulumi:stack::project::pulumi:pulumi:Stack$test:index:Shop::shop", "urn:pulumi:stack::project::pulumi:pulumi:Stack$cloud:storage/bucket:Bucket::shop-bucket"],
            await Task.WhenAll(resources.Take(2).Select(r => OutputUtilities.GetValueAsync(r.Urn))));
    }

    [Fact]
    public async Task Mocks_get_bare_inputs_without_what_is_null_or_unknown()
    {
        var mocks = new Mocks();

        await Deployment.TestAsync(mocks, new TestOptions(), () => _ = new Bucket("b", new()
        {
            Location = Output.CreateSecret("s"),
            Versions = OutputUtilities.CreateUnknown(1),
            Zones = { "a", Output.CreateSecret("b") },
            Tags = { ["x"] = OutputUtilities.CreateUnknown("u") },
            Owner = (Resource)null!,
        }));

        var inputs = mocks.Resources["b"].Inputs;
        Assert.Equal(["location", "zones"], inputs.Keys.Order());
        Assert.Equal("s", inputs["location"]);
        Assert.Equal(["a", "b"], ((ImmutableArray<object?>)inputs["zones"]).ToArray());
    }

    [Fact]
    public async Task Components_come_to_the_mocks_and_tell_what_they_give_out()
    {
        var mocks = new Mocks();

        await Deployment.TestAsync(mocks, new TestOptions(), () => _ = new Shop("shop"));

        Assert.Equal("test:index:Shop", mocks.Resources["shop"].Type);
        var outputs = mocks.Outputs["urn:pulumi:stack::project::pulumi:pulumi:Stack$test:index:Shop::shop"].Outputs;
        Assert.Equal("here", await OutputUtilities.GetValueAsync(outputs["place"]));
        Assert.True(await Output.IsSecretAsync(outputs["Key"]));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task What_the_mocks_do_not_give_is_unknown_in_a_preview_which_is_the_default(bool? preview, bool known)
    {
        var resources = await Deployment.TestAsync(new Mocks(), new TestOptions { IsPreview = preview }, () => _ = new Bucket("b"));

        Assert.Equal(known, await OutputUtilities.GetIsKnownAsync(resources.OfType<Bucket>().Single().Location));
    }

    [Fact]
    public async Task No_id_is_an_unknown_id()
    {
        var resources = await Deployment.TestAsync(new Mocks(), new TestOptions { IsPreview = false }, () => _ = new Bucket("nameless"));

        Assert.False(await OutputUtilities.GetIsKnownAsync(resources.OfType<Bucket>().Single().Id));
    }

    [Fact]
    public async Task Provider_and_id_reach_the_mocks()
    {
        var mocks = new Mocks();

        await Deployment.TestAsync(mocks, new TestOptions(), () =>
        {
            var provider = new ProviderResource("cloud", "main", ResourceArgs.Empty);
            _ = new Bucket("read", options: new() { Provider = provider, Id = "r-1" });
            _ = new Bucket("imported", options: new() { ImportId = "i-1" });
        });

        Assert.Equal("urn:pulumi:stack::project::pulumi:pulumi:Stack$pulumi:providers:cloud::main::main-id", mocks.Resources["read"].Provider);
        Assert.Equal(("r-1", "i-1"), (mocks.Resources["read"].Id, mocks.Resources["imported"].Id));
    }

    [Fact]
    public async Task Calls_go_to_the_mocks()
    {
        var answer = "";
        await Deployment.TestAsync(new Mocks(), new TestOptions(), async () =>
        {
            answer = await Deployment.Instance.InvokeSingleAsync<string>("cloud:index:f", new DictionaryInvokeArgs(ImmutableDictionary<string, object?>.Empty.Add("q", "?")));
        });

        Assert.Equal("cloud:index:f ?", answer);
    }

    [Fact]
    public async Task One_error_is_thrown_as_itself_and_several_together()
    {
        var one = await Assert.ThrowsAsync<RunException>(() => Deployment.TestAsync(new Mocks(), new TestOptions(), (Action)(() => throw new RunException("no"))));
        var several = await Assert.ThrowsAsync<AggregateException>(() => Deployment.TestAsync(new Mocks(), new TestOptions(), () =>
        {
            Log.Error("first");
            Log.Error("second");
        }));

        Assert.Equal("no", one.Message);
        Assert.Equal(["first", "second"], several.InnerExceptions.Select(e => e.Message).Order());
    }

    [Fact]
    public async Task An_unhandled_exception_is_the_cause_of_what_is_thrown()
    {
        var error = await Assert.ThrowsAsync<RunException>(() => Deployment.TestAsync(new Mocks(), new TestOptions(), () => new Bucket("b").Id.Apply(id => id.Length > 0 ? throw new InvalidOperationException("oops") : id)));

        Assert.Contains("oops", error.Message);
        Assert.IsType<InvalidOperationException>(error.InnerException);
    }

    [Fact]
    public async Task The_options_name_project_stack_and_organization()
    {
        var seen = "";
        await Deployment.TestAsync(
            new Mocks(),
            new TestOptions { ProjectName = "p", StackName = "s", OrganizationName = "o" },
            () => { seen = $"{Deployment.Instance.OrganizationName}/{Deployment.Instance.ProjectName}/{Deployment.Instance.StackName}"; });

        Assert.Equal("o/p/s", seen);
    }

    [Fact]
    public async Task A_service_provider_may_make_the_stack()
    {
        var resources = await Deployment.TestWithServiceProviderAsync<ShopStack>(new Mocks(), new Services());

        Assert.Single(resources.OfType<ShopStack>());
    }

    private sealed class Services : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(ShopStack) ? new ShopStack() : null;
    }
}
