using Pulumi;

namespace Slipway.Lab.Sdk.Tests;

public sealed class DependencyTests
{
    [Fact]
    public async Task DependsOn_and_inputs_add_up()
    {
        var monitor = await Programs.SucceedAsync(() =>
        {
            var a = new Bucket("a");
            var b = new Bucket("b");
            _ = new Bucket("c", new() { Location = a.Id }, new() { DependsOn = { a, b } });
        });

        Assert.Equal([Urn("a"), Urn("b")], monitor["c"].Dependencies.ToArray());
        Assert.Equal(["location"], monitor["c"].PropertyDependencies.Keys);
    }

    [Fact]
    public async Task To_depend_on_a_component_is_to_depend_on_the_custom_resources_in_it_at_any_depth()
    {
        var monitor = await Programs.SucceedAsync(() => _ = new Bucket("after", options: new() { DependsOn = { new Shop("shop") } }));

        var inner = monitor["shop-inner-bucket"];
        Assert.Equal(
            [RecordingMonitor.UrnOf(monitor["shop-bucket"].Parent, Bucket.TypeToken, "shop-bucket"), RecordingMonitor.UrnOf(inner.Parent, Bucket.TypeToken, "shop-inner-bucket")],
            monitor["after"].Dependencies.Order(StringComparer.Ordinal).ToArray());
    }

    [Fact]
    public async Task A_dependant_is_registered_after_what_it_depends_on()
    {
        var gate = new TaskCompletionSource();
        var monitor = new RecordingMonitor
        {
            OnRegister = (request, result) =>
            {
                if (request.Name == "fast")
                    gate.SetResult();
                return result;
            },
        };

        await Programs.SucceedAsync(() =>
        {
            var slow = new Bucket("slow", new() { Location = Output.Create(SlowAsync()) });
            _ = new Bucket("fast");
            _ = new Bucket("after", options: new() { DependsOn = { slow } });
        }, monitor);

        Assert.Equal(["fast", "slow", "after"], monitor.Registered.Skip(1).Select(r => r.Name));

        async Task<string> SlowAsync()
        {
            await gate.Task;
            return "here";
        }
    }

    [Fact]
    public async Task A_resource_may_depend_on_the_component_that_it_is_part_of()
    {
        var monitor = await Programs.SucceedAsync(() =>
        {
            var shop = new Shop("shop");
            _ = new Bucket("more", options: new() { Parent = shop, DependsOn = { shop } });
            _ = new Bucket("most", options: new() { Parent = shop, DependsOn = { shop } });
        });

        Assert.Empty(monitor["more"].Dependencies);
    }

    [Fact]
    public async Task DependsOn_takes_outputs_of_resources()
    {
        var monitor = await Programs.SucceedAsync(() =>
        {
            var a = new Bucket("a");
            _ = new Bucket("b", options: new() { DependsOn = a.Id.Apply(_ => (Resource)new Bucket("made-later")) });
        });

        Assert.Equal([Urn("a"), Urn("made-later")], monitor["b"].Dependencies.ToArray());
    }

    [Fact]
    public async Task Resources_made_in_Apply_belong_to_the_program()
    {
        var monitor = await Programs.SucceedAsync(() => new Bucket("a").Id.Apply(id => new Bucket(id + "-twin").Id.Apply(twin => new Bucket(twin + "-third"))));

        Assert.Equal(["a", "a-id-twin", "a-id-twin-id-third"], monitor.Registered.Skip(1).Select(r => r.Name));
    }

    private static string Urn(string bucket) => RecordingMonitor.UrnOf("", Bucket.TypeToken, bucket);
}
