using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Engine.Tests.Fakes;
using Slipway.Lab.Wire;
using static Slipway.Lab.Engine.Tests.Fakes.Program;

namespace Slipway.Lab.Engine.Tests;

/// <summary>Whatever the graph and whatever changes in it: a run leaves nothing to do, the state keeps its rules, and destroy leaves nothing.</summary>
public sealed class RandomPrograms
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Come_up_change_and_go(int seed)
    {
        using var lab = new Fakes.Lab();
        var random = new Random(seed);
        lab.Options = lab.Options with { Parallel = random.Next(1, 9) };
        var nodes = Graph(random, random.Next(1, 25));

        for (var round = 0; round < 4; round++)
        {
            var preview = await lab.PreviewAsync(Program(nodes));
            var up = await lab.UpAsync(Program(nodes));

            Assert.Equal(UpdateStatus.Succeeded, up.Status);
            Assert.Empty(lab.State.Verify());
            Assert.Equal(Counts(preview), Counts(up));
            Assert.False((await lab.PreviewAsync(Program(nodes))).HasChanges);
            Assert.False((await lab.RefreshAsync()).HasChanges);
            Assert.Equal(nodes.Count(n => !n.IsGroup), lab.Cloud.Objects.Count);
            nodes = Mutate(random, nodes);
        }

        Assert.Equal(UpdateStatus.Succeeded, (await lab.DestroyAsync()).Status);
        Assert.Empty(lab.State.Resources);
        Assert.Empty(lab.Cloud.Objects);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Recover_from_failures_anywhere(int seed)
    {
        using var lab = new Fakes.Lab();
        var random = new Random(seed);
        var nodes = Graph(random, random.Next(2, 20));

        for (var round = 0; round < 4; round++)
        {
            var doomed = nodes[random.Next(nodes.Count)].Name;
            lab.Cloud.Before = c => c.EndsWith(" " + doomed, StringComparison.Ordinal) ? throw new ProviderException("no") : Task.CompletedTask;
            await lab.UpAsync(Program(nodes));
            Assert.Empty(lab.State.Verify());
            Assert.Empty(lab.State.PendingOperations);

            lab.Cloud.Before = _ => Task.CompletedTask;
            Assert.Equal(UpdateStatus.Succeeded, (await lab.UpAsync(Program(nodes))).Status);
            Assert.False((await lab.PreviewAsync(Program(nodes))).HasChanges);
            Assert.Equal(nodes.Count(n => !n.IsGroup), lab.Cloud.Objects.Count);
            nodes = Mutate(random, nodes);
        }
    }

    /// <summary>A preview knows less, so it may foresee an update or a replacement that the run then finds unneeded, and only that.</summary>
    private static (int Created, int Deleted) Counts(UpdateResult result) =>
        (result.Counts.GetValueOrDefault(StepOp.Create), result.Counts.GetValueOrDefault(StepOp.Delete));

    private static List<Node> Graph(Random random, int count)
    {
        var nodes = new List<Node>();
        for (var i = 0; i < count; i++)
            nodes.Add(NewNode(random, $"n{i}", nodes));
        return nodes;
    }

    private static Node NewNode(Random random, string name, List<Node> earlier)
    {
        var property = new[] { "size", "force", "solo" }[random.Next(3)];
        var uses = new[] { "of", "forceOf" }[random.Next(2)];
        var needs = earlier.Where(n => !n.IsGroup && random.Next(4) == 0).Select(n => n.Name).Take(3).ToArray();
        var parents = earlier.Where(n => n.IsGroup).ToArray();
        var parent = parents.Length > 0 && random.Next(2) == 0 ? parents[random.Next(parents.Length)].Name : null;
        return new Node(name, random.Next(6) == 0, property, random.Next(3), uses, needs, parent);
    }

    /// <summary>Values change, resources come and go; who is left loses its dependency on what is gone.</summary>
    private static List<Node> Mutate(Random random, List<Node> nodes)
    {
        var gone = nodes.Where(_ => random.Next(6) == 0).Select(n => n.Name).ToHashSet();
        var next = nodes
            .Where(n => !gone.Contains(n.Name))
            .Select(n => n with
            {
                Value = random.Next(3) == 0 ? n.Value + 1 : n.Value,
                Needs = [.. n.Needs.Where(d => !gone.Contains(d))],
                Parent = n.Parent is not null && gone.Contains(n.Parent) ? null : n.Parent,
            })
            .ToList();
        next.Add(NewNode(random, $"n{random.Next(1000, 100000)}", next));
        return next;
    }

    private static Func<Program, Task> Program(List<Node> nodes) => p =>
    {
        var tasks = new Dictionary<string, Task<RegisterResult>>();
        foreach (var node in nodes)
            tasks[node.Name] = RegisterAsync(p, node, tasks);
        return Task.WhenAll(tasks.Values);
    };

    private static async Task<RegisterResult> RegisterAsync(Program p, Node node, IReadOnlyDictionary<string, Task<RegisterResult>> tasks)
    {
        var needs = new List<RegisterResult>();
        foreach (var need in node.Needs.Select(n => tasks[n]).ToArray())
            needs.Add(await need);
        var parent = node.Parent is null ? p.Root : (await tasks[node.Parent]).Urn;
        if (node.IsGroup)
            return await p.ComponentAsync(node.Name, r => r with { Parent = parent });
        var inputs = PropertyMap.Of((node.Property, node.Value));
        if (needs.Count > 0)
            inputs = inputs.With(node.Uses, PropertyValue.List(needs.Select(n => From(n, "arn"))));
        return await p.ThingAsync(node.Name, inputs, r => Uses(node.Uses, [.. needs.Select(n => n.Urn)])(r) with { Parent = parent });
    }

    private sealed record Node(string Name, bool IsGroup, string Property, int Value, string Uses, string[] Needs, string? Parent);
}
