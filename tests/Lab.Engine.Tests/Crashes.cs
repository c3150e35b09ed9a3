using System.Collections.Immutable;
using Slipway.Lab.Engine.State;
using Slipway.Lab.Engine.Tests.Fakes;
using Slipway.Lab.Wire;
using static Slipway.Lab.Engine.Tests.Fakes.Program;

namespace Slipway.Lab.Engine.Tests;

/// <summary>
/// At every boundary of a run, disk and cloud are copied as a kill would leave them; a later run finishes the copy, and both must then be as they are
/// after a run that nobody disturbed. Processes that are really killed: the tests of the clouds, and of the command.
/// </summary>
public sealed class Crashes
{
    private static readonly Func<Program, Task> First = p => Tree(p, 1);
    private static readonly Func<Program, Task> Second = p => Tree(p, 2);

    public static TheoryData<string, bool> Runs => new()
    {
        { "up", false }, { "up", true }, { "update", false }, { "update", true }, { "destroy", false }, { "destroy", true },
    };

    // Every operation: created, updated, replaced after and before, with a dependant that goes along, renamed, dropped, retained, a component, outputs.
    private static async Task Tree(Program p, int version)
    {
        var size = PropertyMap.Of(("size", version));
        var group = await p.ComponentAsync("group");
        var a = await p.ThingAsync("a", size, r => r with { Parent = group.Urn });
        await p.ThingAsync("same", PropertyMap.Of(("password", PropertyValue.Secret("hunter2"))), After(a.Urn));
        var forced = await p.ThingAsync("forced", PropertyMap.Of(("force", version)), After(a.Urn));
        await p.ThingAsync("on-forced", PropertyMap.Of(("of", From(forced, "arn"))), Uses("of", forced.Urn));
        var solo = await p.ThingAsync("solo", PropertyMap.Of(("solo", version)));
        await p.ThingAsync("on-solo", PropertyMap.Of(("forceOf", From(solo, "arn"))), Uses("forceOf", solo.Urn));
        await p.ThingAsync($"name{version}", PropertyMap.Of(("force", version)), r => r with { Aliases = [new AliasSpec { Name = "name1" }] });
        await p.ThingAsync($"only{version}", size);
        await p.Monitor.RegisterResourceOutputsAsync(p.Root, PropertyMap.Of(("url", PropertyValue.Secret($"http://{version}"))), default);
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public async Task Finishing_after_a_crash_anywhere_ends_where_an_undisturbed_run_does(string run, bool refresh)
    {
        using var lab = new Fakes.Lab();
        if (run != "up")
            await lab.UpAsync(First);
        var images = new List<(Dictionary<string, byte[]> Disk, ImmutableDictionary<string, PropertyMap> Objects, ImmutableDictionary<string, string> Made)>();
        // One operation at a time, so that a copy is of one moment.
        lab.Options = lab.Options with { Parallel = 1 };
        await RunAsync(lab, run, () => images.Add((lab.Disk(), lab.Cloud.Objects.ToImmutableDictionary(), lab.Cloud.Made.ToImmutableDictionary())));
        var (state, cloud) = (Words(lab.State), Words(lab.Cloud));

        Assert.InRange(images.Count, 20, 500);
        foreach (var image in images)
        {
            using var copy = new Fakes.Lab();
            copy.Restore(image.Disk, image.Objects, image.Made);
            if (refresh)
                Assert.Equal(UpdateStatus.Succeeded, (await copy.RefreshAsync()).Status);

            await RunAsync(copy, run, () => { });

            Assert.Empty(copy.State.Verify());
            Assert.Empty(copy.State.PendingOperations);
            Assert.Equal(state, Words(copy.State));
            Assert.Equal(cloud, Words(copy.Cloud));
        }
    }

    private static async Task RunAsync(Fakes.Lab lab, string run, Action boundary)
    {
        var engine = lab.Engine(boundary);
        var result = run == "destroy" ? await engine.DestroyAsync(false, default) : await engine.UpAsync(Fakes.Lab.Run(run == "up" ? First : Second), default);
        Assert.True(result.Status == UpdateStatus.Succeeded, string.Join('\n', result.Diagnostics.Select(d => d.Message)));
    }

    // Ids and made-up names differ from run to run; what they stand for does not.
    private static string[] Words(Snapshot state) =>
        [.. state.Resources.Select(r => $"{Urn.Name(r.Urn)} delete={r.Delete} pending={r.PendingReplacement} {Words(r.Inputs)} => {string.Join(',', r.Outputs.Keys)} after {string.Join(',', r.Dependencies)} in {r.Parent}").Order(StringComparer.Ordinal)];

    private static string[] Words(FakeCloud cloud) => [.. cloud.Objects.Select(o => $"{o.Key.Split('#')[0]} {Words(o.Value)}").Order(StringComparer.Ordinal)];

    private static string Words(PropertyMap inputs) => string.Join(' ', inputs.Bare().Where(i => i.Key is not ("label" or "of" or "forceOf")).Select(i => $"{i.Key}={i.Value}"));

    [Fact]
    public async Task What_was_in_flight_is_told_and_settled_by_the_next_command()
    {
        using var lab = new Fakes.Lab();
        var stuck = await lab.AbandonAsync(p => p.ThingAsync("a"), "create a", afterwards: true);

        var preview = await stuck.PreviewAsync(p => p.ThingAsync("a"));
        var refresh = await stuck.RefreshAsync();

        Assert.Contains("An earlier run was ended while creating a: it was made, and is taken over", Assert.Single(preview.Diagnostics).Message, StringComparison.Ordinal);
        Assert.False(preview.HasChanges);
        Assert.Contains("it was made, and is taken over", Assert.Single(refresh.Diagnostics).Message, StringComparison.Ordinal);
        Assert.Equal(Assert.Single(stuck.Cloud.Objects).Key, stuck["a"].Id);
        stuck.Dispose();
    }

    [Fact]
    public async Task While_nobody_can_tell_what_became_of_it_nothing_is_begun()
    {
        using var lab = new Fakes.Lab();
        var stuck = await lab.AbandonAsync(p => p.ThingAsync("a"), "create a", afterwards: true);
        stuck.Cloud.Before = c => c == "find a" ? throw new Engine.Providers.ProviderException("the cloud is away.") : Task.CompletedTask;

        var up = await stuck.UpAsync(p => p.ThingAsync("a"));

        Assert.Equal(UpdateStatus.Failed, up.Status);
        Assert.Contains("how far that came cannot be told: the cloud is away.", Assert.Single(up.Diagnostics).Message, StringComparison.Ordinal);
        Assert.Empty(stuck.Cloud.CallsOf("create"));
        Assert.Single(stuck.State.PendingOperations);
        stuck.Dispose();
    }
}
