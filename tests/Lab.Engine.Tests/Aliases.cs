using Slipway.Lab.Engine.Tests.Fakes;
using Slipway.Lab.Wire;
using static Slipway.Lab.Engine.Tests.Fakes.Program;

namespace Slipway.Lab.Engine.Tests;

public sealed class Aliases : IDisposable
{
    private readonly Fakes.Lab _lab = new();

    public void Dispose() => _lab.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_renamed_resource_is_the_same_one(bool byUrn)
    {
        await _lab.UpAsync(p => p.ThingAsync("old"));
        var id = _lab["old"].Id;

        var result = await _lab.UpAsync(p => p.ThingAsync("new", PropertyMap.Of(("label", _lab["old"].Inputs.Find("label")!)), r => r with
        {
            Aliases = [byUrn ? new AliasSpec { Urn = Fakes.Lab.UrnOf("old") } : new AliasSpec { Name = "old" }],
        }));

        Assert.False(result.HasChanges);
        Assert.Equal(id, _lab["new"].Id);
        Assert.Equal([Fakes.Lab.UrnOf("old")], _lab["new"].Aliases.AsEnumerable());
        Assert.Empty(_lab.State.Verify());
    }

    [Fact]
    public async Task Children_and_dependants_follow_a_renamed_component()
    {
        static Func<Program, Task> Group(string name, params AliasSpec[] aliases) => async p =>
        {
            var group = await p.ComponentAsync(name, r => r with { Aliases = [.. aliases] });
            var child = await p.ThingAsync($"{name}-child", PropertyMap.Of(("label", "fixed")), r => r with { Parent = group.Urn });
            await p.ThingAsync("user", PropertyMap.Of(("of", From(child, "arn")), ("label", "user")), Uses("of", child.Urn));
        };
        await _lab.UpAsync(Group("first"));
        _lab.Cloud.Calls.Clear();

        var result = await _lab.UpAsync(Group("second", new AliasSpec { Name = "first" }));

        Assert.False(result.HasChanges);
        Assert.Empty(_lab.Cloud.Calls);
        Assert.Equal(["urn:pulumi:dev::proj::my:index:Group$fake:index:Thing::second-child"], _lab["user"].Dependencies.AsEnumerable());
        Assert.Empty(_lab.State.Verify());
    }

    [Fact]
    public async Task A_resource_can_move_under_a_component()
    {
        await _lab.UpAsync(p => p.ThingAsync("a", PropertyMap.Of(("label", "x"))));

        var result = await _lab.UpAsync(async p =>
        {
            var group = await p.ComponentAsync("group");
            await p.ThingAsync("a", PropertyMap.Of(("label", "x")), r => r with { Parent = group.Urn, Aliases = [new AliasSpec { NoParent = true }] });
        });

        Assert.Equal(1, result.Counts[StepOp.Create]);
        Assert.False(result.Counts.ContainsKey(StepOp.Delete));
        Assert.Single(_lab.Cloud.Objects);
    }

    [Fact]
    public async Task References_of_what_is_not_reached_follow_the_new_name()
    {
        await _lab.UpAsync(async p =>
        {
            var a = await p.ThingAsync("a", PropertyMap.Of(("label", "x")));
            await p.ThingAsync("b", null, After(a.Urn));
        });

        await _lab.UpAsync(async p =>
        {
            await p.ThingAsync("renamed", PropertyMap.Of(("label", "x")), r => r with { Aliases = [new AliasSpec { Name = "a" }] });
            throw new InvalidOperationException("the program ends early");
        });

        Assert.Equal([Fakes.Lab.UrnOf("renamed")], _lab["b"].Dependencies.AsEnumerable());
        Assert.Empty(_lab.State.Verify());
    }

    [Fact]
    public async Task Two_resources_cannot_have_been_one()
    {
        await _lab.UpAsync(p => p.ThingAsync("a"));

        var result = await _lab.UpAsync(async p =>
        {
            await p.ThingAsync("b", null, r => r with { Aliases = [new AliasSpec { Name = "a" }] });
            await p.ThingAsync("c", null, r => r with { Aliases = [new AliasSpec { Name = "a" }] });
        });

        Assert.Contains("both claim to have been", Assert.Single(result.ProgramErrors).Message, StringComparison.Ordinal);
    }
}
