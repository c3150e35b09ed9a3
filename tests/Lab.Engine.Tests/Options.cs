using Slipway.Lab.Engine.Tests.Fakes;
using Slipway.Lab.Wire;
using static Slipway.Lab.Engine.Tests.Fakes.Program;

namespace Slipway.Lab.Engine.Tests;

public sealed class Options : IDisposable
{
    private readonly Fakes.Lab _lab = new();

    public void Dispose() => _lab.Dispose();

    private static PropertyMap Sizes(params int[] sizes) =>
        PropertyMap.Of(("nodes", PropertyValue.List(sizes.Select(s => (PropertyValue)PropertyMap.Of(("size", s), ("zone", "a"))))));

    [Fact]
    public async Task Ignored_changes_keep_the_recorded_value()
    {
        await _lab.UpAsync(p => p.ThingAsync("a", PropertyMap.Of(("size", 1), ("tags", PropertyMap.Of(("x", 1), ("y", 1))))));

        var result = await _lab.UpAsync(p => p.ThingAsync(
            "a", PropertyMap.Of(("size", 9), ("tags", PropertyMap.Of(("x", 9), ("y", 2)))), r => r with { IgnoreChanges = ["size", "tags.x"] }));

        Assert.Equal(["tags.y"], result.Steps.Single(s => s.Op == StepOp.Update).Changes.Select(c => c.Path));
        Assert.Equal(PropertyMap.Of(("size", 1), ("tags", PropertyMap.Of(("x", 1), ("y", 2)))), _lab["a"].Inputs.Without("label"));
        Assert.Equal(["size", "tags.x"], _lab["a"].IgnoreChanges.AsEnumerable());
    }

    [Fact]
    public async Task Changes_can_be_ignored_in_every_element()
    {
        await _lab.UpAsync(p => p.ThingAsync("a", Sizes(1, 2)));

        var result = await _lab.PreviewAsync(p => p.ThingAsync("a", Sizes(8, 9), r => r with { IgnoreChanges = ["nodes[*].size"] }));

        Assert.False(result.HasChanges);
    }

    [Fact]
    public async Task An_ignored_place_that_is_there_on_one_side_only_is_an_error()
    {
        await _lab.UpAsync(p => p.ThingAsync("a", PropertyMap.Of(("tags", PropertyMap.Of(("x", 1))))));

        var result = await _lab.PreviewAsync(p => p.ThingAsync("a", PropertyMap.Empty, r => r with { IgnoreChanges = ["tags.x"] }));

        Assert.Contains("'tags.x'", Assert.Single(result.Diagnostics).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_malformed_path_is_an_error()
    {
        await _lab.UpAsync(p => p.ThingAsync("a"));

        var result = await _lab.PreviewAsync(p => p.ThingAsync("a", null, r => r with { IgnoreChanges = ["x["] }));

        Assert.Contains("'x[' is not a property path", Assert.Single(result.Diagnostics).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_protected_resource_is_not_deleted_and_nothing_else_is()
    {
        await _lab.UpAsync(async p =>
        {
            await p.ThingAsync("a", null, r => r with { Protect = true });
            await p.ThingAsync("b", null, r => r with { Protect = true });
            await p.ThingAsync("c");
        });

        var dropped = await _lab.UpAsync(_ => Task.CompletedTask);
        var destroyed = await _lab.DestroyAsync();

        Assert.Equal(UpdateStatus.Failed, dropped.Status);
        Assert.Equal(UpdateStatus.Failed, destroyed.Status);
        Assert.Equal(["a", "b"], destroyed.Diagnostics.Select(d => Urn.Name(d.Urn)).Order());
        Assert.Empty(_lab.Cloud.CallsOf("delete"));
    }

    [Fact]
    public async Task Taking_protection_off_is_no_change_of_the_resource_but_is_recorded()
    {
        await _lab.UpAsync(p => p.ThingAsync("a", null, r => r with { Protect = true }));

        var result = await _lab.UpAsync(p => p.ThingAsync("a"));

        Assert.False(result.HasChanges);
        Assert.False(_lab["a"].Protect);
        Assert.Equal(UpdateStatus.Succeeded, (await _lab.DestroyAsync()).Status);
    }

    [Fact]
    public async Task A_retained_resource_leaves_the_state_and_stays_in_the_cloud()
    {
        await _lab.UpAsync(p => p.ThingAsync("a", null, r => r with { RetainOnDelete = true }));

        var result = await _lab.DestroyAsync();

        Assert.True(result.Steps.Single(s => Urn.Name(s.Urn) == "a").Retained);
        Assert.Empty(_lab.Cloud.CallsOf("delete"));
        Assert.Single(_lab.Cloud.Objects);
        Assert.Empty(_lab.State.Resources);
    }

    [Fact]
    public async Task The_old_copy_of_a_retained_resource_stays_in_the_cloud()
    {
        await _lab.UpAsync(p => p.ThingAsync("a", PropertyMap.Of(("force", 1)), r => r with { RetainOnDelete = true }));

        await _lab.UpAsync(p => p.ThingAsync("a", PropertyMap.Of(("force", 2)), r => r with { RetainOnDelete = true }));

        Assert.Equal(2, _lab.Cloud.Objects.Count);
        Assert.DoesNotContain(_lab.State.Resources, r => r.Delete);
    }

    [Fact]
    public async Task What_goes_with_another_resource_is_not_deleted_by_itself()
    {
        await _lab.UpAsync(async p =>
        {
            var a = await p.ThingAsync("a");
            await p.ThingAsync("b", null, r => r with { DeletedWith = a.Urn });
        });

        await _lab.DestroyAsync();

        Assert.Equal(["a"], _lab.Cloud.CallsOf("delete"));
        Assert.Empty(_lab.State.Resources);
    }

    [Fact]
    public async Task What_goes_with_another_resource_is_deleted_when_only_it_goes()
    {
        await _lab.UpAsync(async p =>
        {
            var a = await p.ThingAsync("a");
            await p.ThingAsync("b", null, r => r with { DeletedWith = a.Urn });
        });

        await _lab.UpAsync(p => p.ThingAsync("a"));

        Assert.Equal(["b"], _lab.Cloud.CallsOf("delete"));
    }

    [Fact]
    public async Task Timeouts_are_recorded_in_seconds()
    {
        await _lab.UpAsync(p => p.ThingAsync("a", null, r => r with { CustomTimeouts = new Timeouts(TimeSpan.FromMinutes(30), null, TimeSpan.FromSeconds(90)) }));

        Assert.Matches("\"customTimeouts\": \\{\\s*\"create\": 1800,\\s*\"delete\": 90\\s*\\}", _lab.StateText);
        Assert.Equal(TimeSpan.FromSeconds(90), _lab["a"].CustomTimeouts?.Delete);
    }

    [Fact]
    public async Task Hidden_differences_are_done_but_not_shown()
    {
        await _lab.UpAsync(p => p.ThingAsync("a", PropertyMap.Of(("noise", PropertyMap.Of(("x", 1))), ("size", 1))));

        var result = await _lab.UpAsync(p => p.ThingAsync(
            "a", PropertyMap.Of(("noise", PropertyMap.Of(("x", 2))), ("size", 2)), r => r with { HideDiffs = ["noise"] }));

        Assert.Equal(["size"], result.Steps.Single(s => s.Op == StepOp.Update).Changes.Select(c => c.Path));
        Assert.Equal(PropertyMap.Of(("x", 2)), _lab["a"].Inputs.Find("noise")?.AsMap);
    }

    [Fact]
    public async Task Dependencies_parents_and_property_dependencies_are_recorded()
    {
        await _lab.UpAsync(async p =>
        {
            var group = await p.ComponentAsync("group");
            var a = await p.ThingAsync("a", null, r => r with { Parent = group.Urn });
            await p.ThingAsync("b", PropertyMap.Of(("of", From(a, "arn"))), r => Uses("of", a.Urn)(r) with { Parent = group.Urn });
        });

        var (a, b) = (_lab["a"], _lab["b"]);
        Assert.Equal("urn:pulumi:dev::proj::my:index:Group$fake:index:Thing::a", a.Urn);
        Assert.Equal("urn:pulumi:dev::proj::my:index:Group::group", b.Parent);
        Assert.Equal([a.Urn], b.Dependencies.AsEnumerable());
        Assert.Equal([a.Urn], b.PropertyDependencies["of"].AsEnumerable());
        Assert.Equal("urn:pulumi:dev::proj::pulumi:pulumi:Stack::proj-dev", _lab["group"].Parent);
    }

    [Fact]
    public async Task Two_resources_of_one_name_are_refused()
    {
        var result = await _lab.UpAsync(p => Task.WhenAll(p.ThingAsync("a"), p.ThingAsync("a")));

        Assert.Equal(UpdateStatus.Failed, result.Status);
        Assert.Contains("Two resources have the URN", Assert.Single(result.ProgramErrors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dependency_that_was_never_registered_is_refused()
    {
        var result = await _lab.UpAsync(p => p.ThingAsync("a", null, After(Fakes.Lab.UrnOf("ghost"))));

        Assert.Contains("which was not registered before it", Assert.Single(result.ProgramErrors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_component_has_no_cloud_and_keeps_its_outputs()
    {
        static async Task Group(Program p)
        {
            var group = await p.ComponentAsync("group");
            await p.Monitor.RegisterResourceOutputsAsync(group.Urn, PropertyMap.Of(("url", "http://x")), default);
        }
        await _lab.UpAsync(Group);

        var again = await _lab.UpAsync(Group);

        Assert.False(again.HasChanges);
        Assert.Equal("http://x", _lab["group"].Outputs.Find("url")?.AsString);
        Assert.Empty(_lab.Cloud.Calls);
    }

    [Fact]
    public async Task A_component_that_becomes_a_resource_is_refused()
    {
        await _lab.UpAsync(p => p.ThingAsync("a"));

        var result = await _lab.UpAsync(p => p.ThingAsync("a", null, r => r with { Custom = false }));

        Assert.Equal(UpdateStatus.Failed, result.Status);
        Assert.Contains("give the new one another name", Assert.Single(result.Diagnostics).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parallel_is_four_per_core_by_default() =>
        Assert.Equal(Environment.ProcessorCount * 4, new EngineOptions { Stack = "s", Project = "p" }.Parallel);
}
