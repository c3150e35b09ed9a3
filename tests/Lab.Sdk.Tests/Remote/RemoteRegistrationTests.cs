using Pulumi;
using Slipway.Tests;

namespace Slipway.Lab.Sdk.Tests.Remote;

public sealed class RemoteRegistrationTests
{
    private const string Stack = "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev";

    [FactWith("node", "npm:@pulumi/pulumi")]
    public async Task The_stack_comes_first_and_is_the_root_and_the_end_is_signalled_last()
    {
        var run = await RemoteProgram.RunAsync(() => new Dictionary<string, object?> { ["size"] = 3, ["key"] = Output.CreateSecret("k") });

        run.Succeeded();
        Assert.Equal(["register", "root", "outputs", "shutdown"], run.Requests.Select(r => (string)r["call"]!));
        Assert.Equal("shop-dev", (string)run.Requests[0]["name"]!);
        Assert.Equal(Stack, (string)run.Requests[1]["urn"]!);
        RemoteProgram.Same("""{"size":3,"key":{"4dabf18193072939515e22adb298388d":"1b47061264138c4ac30d75fd1eb44270","value":"k"}}""", run.Requests[2]["outputs"]);
    }

    [FactWith("node", "npm:@pulumi/pulumi")]
    public async Task Every_option_of_a_resource_arrives()
    {
        var run = await RemoteProgram.RunAsync(() =>
        {
            var first = new Bucket("first");
            var parent = new Shop("parent");
            _ = new Bucket("second", new() { Location = first.Location }, new()
            {
                Parent = parent,
                DependsOn = { parent.Bucket },
                DeletedWith = first,
                Protect = false,
                RetainOnDelete = true,
                DeleteBeforeReplace = false,
                ImportId = "old",
                Version = "1.2.3",
                PluginDownloadURL = "https://plugins.example",
                IgnoreChanges = { "tags" },
                ReplaceOnChanges = { "zones[*]" },
                HideDiffs = { "rules" },
                AdditionalSecretOutputs = { "location" },
                CustomTimeouts = new() { Create = TimeSpan.FromMinutes(20), Delete = TimeSpan.FromMilliseconds(1500) },
                Aliases =
                {
                    new Alias { Urn = "urn:pulumi:dev::shop::cloud:storage/bucket:Bucket::former" },
                    new Alias { Name = "other", Type = "cloud:old:Bucket", NoParent = true },
                    new Alias { ParentUrn = Stack },
                },
            });
        });

        var second = run.Succeeded().Registration("second");
        var bucket = "urn:pulumi:dev::shop::cloud:storage/bucket:Bucket::first";
        var inner = "urn:pulumi:dev::shop::test:index:Shop$cloud:storage/bucket:Bucket::parent-bucket";
        RemoteProgram.Same($$"""
            {
              "call": "register", "type": "cloud:storage/bucket:Bucket", "name": "second", "parent": "urn:pulumi:dev::shop::test:index:Shop::parent",
              "custom": true, "remote": false, "object": {}, "dependencies": ["{{bucket}}", "{{inner}}"], "propertyDependencies": { "location": ["{{bucket}}"] },
              "provider": "", "providers": {}, "version": "1.2.3", "pluginDownloadURL": "https://plugins.example",
              "protect": false, "retainOnDelete": true, "deleteBeforeReplace": false, "deletedWith": "{{bucket}}", "importId": "old",
              "ignoreChanges": ["tags"], "replaceOnChanges": ["zones[*]"], "hideDiffs": ["rules"], "additionalSecretOutputs": ["location"],
              "aliases": [
                { "urn": "urn:pulumi:dev::shop::cloud:storage/bucket:Bucket::former" },
                { "name": "other", "type": "cloud:old:Bucket", "stack": "", "project": "", "parentUrn": "", "noParent": true },
                { "name": "", "type": "", "stack": "", "project": "", "parentUrn": "{{Stack}}", "noParent": false }
              ],
              "customTimeouts": { "create": "1200s", "update": "", "delete": "1.5s" }, "accepts": [true, true, true, true, true]
            }
            """, second);
    }

    [FactWith("node", "npm:@pulumi/pulumi")]
    public async Task Any_number_of_registrations_may_be_under_way_at_once()
    {
        const int Many = 300;

        var run = await RemoteProgram.RunAsync(() =>
        {
            for (var i = 0; i < Many; i++)
                _ = new Bucket($"bucket-{i}");
        }, $$"""{ "together": {{Many}} }""");

        Assert.Equal(Many + 1, run.Succeeded().Of("register").Count());
    }

    [FactWith("node", "npm:@pulumi/pulumi")]
    public async Task Options_that_are_not_set_stay_unset()
    {
        var bucket = (await RemoteProgram.RunAsync(() => _ = new Bucket("bucket"))).Registration("bucket");

        Assert.All(["protect", "retainOnDelete", "deleteBeforeReplace", "customTimeouts"], option => Assert.Null(bucket[option]));
        Assert.Equal(Stack, (string)bucket["parent"]!);
    }

    [FactWith("node", "npm:@pulumi/pulumi")]
    public async Task An_explicit_provider_is_referred_to_by_urn_and_id()
    {
        var run = await RemoteProgram.RunAsync(() => _ = new Bucket("bucket", null, new() { Provider = new Cloud("eu") }));

        Assert.Equal("urn:pulumi:dev::shop::pulumi:providers:cloud::eu::eu-id", (string)run.Registration("bucket")["provider"]!);
    }

    [FactWith("node", "npm:@pulumi/pulumi")]
    public async Task An_explicit_provider_that_is_not_made_yet_has_an_unknown_id()
    {
        var run = await RemoteProgram.RunAsync(() => _ = new Bucket("bucket", null, new() { Provider = new Cloud("eu") }), preview: true);

        Assert.Equal("urn:pulumi:dev::shop::pulumi:providers:cloud::eu::04da6b54-80e4-46f7-96ec-b56ff0331ba9", (string)run.Registration("bucket")["provider"]!);
    }

    [FactWith("node", "npm:@pulumi/pulumi")]
    public async Task Transforms_are_applied_before_a_resource_is_sent()
    {
        var run = await RemoteProgram.RunAsync(() => _ = new Bucket("bucket", null, new()
        {
            ResourceTransforms = { (args, _) => Task.FromResult<ResourceTransformResult?>(new(args.Args.Add("location", "there"), args.Options)) },
        }));

        RemoteProgram.Same("""{"location":"there"}""", run.Registration("bucket")["object"]);
    }

    [FactWith("node", "npm:@pulumi/pulumi")]
    public async Task A_resource_is_read_by_its_id()
    {
        var script = """
            { "read": { "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev|cloud:storage/bucket:Bucket|found":
                { "urn": "urn:pulumi:dev::shop::cloud:storage/bucket:Bucket::found", "object": { "location": "here" } } } }
            """;
        var run = await RemoteProgram.RunAsync(() =>
        {
            var found = new Bucket("found", null, new() { Id = "b-1", PluginDownloadURL = "https://plugins.example" });
            return new() { ["id"] = found.Id, ["location"] = found.Location };
        }, script);

        var read = Assert.Single(run.Of("read"));
        Assert.Equal(("b-1", "https://plugins.example"), ((string)read["id"]!, (string)read["pluginDownloadURL"]!));
        RemoteProgram.Same("""{"id":"b-1","location":"here"}""", run.Of("outputs").Single()["outputs"]);
    }

    [FactWith("node", "npm:@pulumi/pulumi")]
    public async Task A_function_is_called_with_its_arguments()
    {
        var run = await RemoteProgram.RunAsync(
            () => new() { ["sum"] = Deployment.Instance.InvokeSingle<int>("cloud:index:add", new Addends { First = 1, Second = 2 }, new() { Version = "1.2.3" }) },
            """{ "invoke": [ { "tok": "cloud:index:add", "args": { "second": 2, "first": 1 }, "return": { "sum": 3 } } ] }""");

        Assert.Equal("1.2.3", (string)run.Of("invoke").Single()["version"]!);
        RemoteProgram.Same("""{"sum":3}""", run.Of("outputs").Single()["outputs"]);
    }

    [FactWith("node", "npm:@pulumi/pulumi")]
    public async Task A_message_arrives_with_all_that_it_has()
    {
        var run = await RemoteProgram.RunAsync(() => Log.Warn("Mind – the gap", new Bucket("bucket"), streamId: 7, ephemeral: true));

        RemoteProgram.Same(
            """{"call":"log","severity":2,"message":"Mind – the gap","urn":"urn:pulumi:dev::shop::cloud:storage/bucket:Bucket::bucket","streamId":7,"ephemeral":true}""",
            run.Of("log").Single());
    }

    [FactWith("node", "npm:@pulumi/pulumi")]
    public async Task An_engine_that_knows_neither_a_root_nor_a_signal_for_the_end_needs_none()
    {
        var run = await RemoteProgram.RunAsync(() => _ = new Bucket("bucket"), """{ "lacks": ["shutdown", "root"] }""");

        run.Succeeded();
    }

    private sealed class Cloud(string name) : ProviderResource("cloud", name, ResourceArgs.Empty);

    private sealed class Addends : InvokeArgs
    {
        [Input("first")]
        public double First { get; set; }

        [Input("second")]
        public double Second { get; set; }
    }
}
