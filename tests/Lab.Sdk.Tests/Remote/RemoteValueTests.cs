using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Pulumi;
using Slipway.Lab.Remote;
using Slipway.Lab.Wire;
using Slipway.Tests;

namespace Slipway.Lab.Sdk.Tests.Remote;

public sealed class RemoteValueTests
{
    private const string Signature = "4dabf18193072939515e22adb298388d";
    private const string Unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    [FactWith("node", "npm:@pulumi/pulumi")]
    public async Task Values_arrive_as_the_engine_reads_them()
    {
        var run = await RemoteProgram.RunAsync(() =>
        {
            var known = new Bucket("known", new() { Location = "here" });
            _ = new Everything("all", new()
            {
                ["text"] = "Grüße",
                ["number"] = 0.1,
                ["truth"] = false,
                ["list"] = new object?[] { 1, null, "x" },
                ["map"] = new Dictionary<string, object?> { ["b"] = 1, ["none"] = null },
                ["secret"] = Output.CreateSecret(ImmutableArray.Create(1, 2)),
                ["unknown"] = new Bucket("later").Location,
                ["output"] = known.Location,
                ["asset"] = new StringAsset("<p>"),
                ["file"] = new FileAsset("./page.html"),
                ["address"] = new RemoteAsset("https://pages.example/a"),
                ["custom"] = known,
                ["component"] = new Shop("shop"),
            });
        }, preview: true);

        run.Succeeded();
        RemoteProgram.Same($$"""
            {
              "text": "Grüße", "number": 0.1, "truth": false, "list": [1, null, "x"], "map": { "b": 1 },
              "secret": { "{{Signature}}": "1b47061264138c4ac30d75fd1eb44270", "value": [1, 2] },
              "unknown": "{{Unknown}}",
              "output": "here",
              "asset": { "{{Signature}}": "c44067f5952c0a294b673a41bacd8c17", "text": "<p>" },
              "file": { "{{Signature}}": "c44067f5952c0a294b673a41bacd8c17", "path": "./page.html" },
              "address": { "{{Signature}}": "c44067f5952c0a294b673a41bacd8c17", "uri": "https://pages.example/a" },
              "custom": { "{{Signature}}": "5cf8f73096256a8f31e491e813e4eb8e", "urn": "urn:pulumi:dev::shop::cloud:storage/bucket:Bucket::known", "id": "{{Unknown}}" },
              "component": { "{{Signature}}": "5cf8f73096256a8f31e491e813e4eb8e", "urn": "urn:pulumi:dev::shop::test:index:Shop::shop" }
            }
            """, run.Registration("all")["object"]);
    }

    [FactWith("node", "npm:@pulumi/pulumi")]
    public async Task What_the_engine_answers_is_what_the_program_gets()
    {
        var stack = "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev";
        var script = new JsonObject
        {
            ["register"] = new JsonObject
            {
                [$"{stack}|{Bucket.TypeToken}|bucket"] = JsonNode.Parse($$"""
                    {
                      "urn": "urn:b", "id": "b-1", "propertyDependencies": { "zones": ["urn:pulumi:dev::shop::{{Bucket.TypeToken}}::other"] },
                      "object": { "location": { "{{Signature}}": "1b47061264138c4ac30d75fd1eb44270", "value": "here" }, "versions": 3, "zones": ["a"], "tags": null }
                    }
                    """),
            },
        };
        var run = await RemoteProgram.RunAsync(() =>
        {
            var bucket = new Bucket("bucket", null, new() { DependsOn = { new Bucket("other") } });
            _ = new Bucket("next", new() { Zones = bucket.Zones });
            return new() { ["all"] = Output.Tuple(bucket.Id, bucket.Urn, bucket.Versions).Apply(b => $"{b.Item1} {b.Item2} {b.Item3}"), ["location"] = bucket.Location };
        }, script.ToJsonString());

        RemoteProgram.Same(
            $$"""{ "all": "b-1 urn:b 3", "location": { "{{Signature}}": "1b47061264138c4ac30d75fd1eb44270", "value": "here" } }""",
            run.Succeeded().Of("outputs").Single()["outputs"]);
        RemoteProgram.Same($"""["urn:b","urn:pulumi:dev::shop::{Bucket.TypeToken}::other"]""", run.Registration("next")["dependencies"]);
    }

    [Fact]
    public void What_was_sent_reads_back_the_same()
    {
        var map = PropertyMap.Of(
            ("null", PropertyValue.Null),
            ("list", PropertyValue.List("a", 1d, true, PropertyValue.Unknown)),
            ("secret", PropertyValue.Secret(PropertyMap.Of(("inner", PropertyValue.Secret("s"))))),
            ("later", PropertyValue.Secret(PropertyValue.Unknown)),
            ("asset", new AssetValue("path", "a.txt")),
            ("reference", new ResourceReferenceValue("urn:a", "id")),
            ("component", new ResourceReferenceValue("urn:c", null)));

        Assert.Equal(map, WireValues.FromStruct(WireValues.ToStruct(map)));
    }

    [Fact]
    public void A_reference_whose_id_is_empty_has_an_unknown_one()
    {
        var sent = WireValues.ToStruct(PropertyMap.Of(("r", new ResourceReferenceValue("urn:a", ""))));

        Assert.Equal(new ResourceReferenceValue("urn:a", PropertyValue.Unknown), WireValues.FromStruct(sent)["r"]);
    }

    [Fact]
    public void An_output_value_that_was_received_keeps_all_that_it_says()
    {
        var received = Google.Protobuf.WellKnownTypes.Struct.Parser.ParseJson(
            $$"""{ "o": { "{{Signature}}": "d0e6a833031e9bbcd3f4e8bde6ca49a4", "value": "v", "secret": true, "dependencies": ["urn:a"] }, "n": { "{{Signature}}": "d0e6a833031e9bbcd3f4e8bde6ca49a4" } }""");

        Assert.Equal(PropertyMap.Of(("o", new OutputValue("v", true, ["urn:a"])), ("n", new OutputValue(null, false, []))), WireValues.FromStruct(received));
    }

    [Fact]
    public void A_value_of_a_kind_that_is_not_known_is_refused_by_its_signature()
    {
        var received = Google.Protobuf.WellKnownTypes.Struct.Parser.ParseJson($$"""{ "a": { "{{Signature}}": "0def7320c3a5731c473e5ecbe6d01bc7", "path": "x.zip" } }""");

        Assert.Contains("0def7320c3a5731c473e5ecbe6d01bc7", Assert.Throws<MonitorException>(() => WireValues.FromStruct(received)).Message);
    }

    private sealed class Everything(string name, Dictionary<string, object?> inputs)
        : CustomResource("cloud:index:Everything", name, new DictionaryResourceArgs(inputs.ToImmutableDictionary()));
}
