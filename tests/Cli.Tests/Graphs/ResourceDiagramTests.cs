using Slipway.Cli.Graphs;

namespace Slipway.Cli.Tests.Graphs;

public sealed class ResourceDiagramTests
{
    private readonly ResourceDiagram _resources = new(
    [
        Of("stack", "pulumi:pulumi:Stack", "", custom: false),
        Of("network", "slipway:infra:Network", "stack", custom: false),
        Of("vpc", "aws:ec2/vpc:Vpc", "network"),
        Of("subnet", "aws:ec2/subnet:Subnet", "network", dependsOn: ["vpc"]),
        Of("cluster", "slipway:infra:EksCluster", "stack", custom: false, dependsOn: ["subnet"]),
        Of("nodes", "slipway:infra:NodeGroups", "cluster", custom: false),
        Of("eks", "aws:eks/cluster:Cluster", "cluster", dependsOn: ["subnet", "vpc", "gone"]),
        Of("pool", "aws:eks/nodeGroup:NodeGroup", "nodes", dependsOn: ["eks", "eks"]),
        Of("provider", "pulumi:providers:kubernetes", "stack", dependsOn: ["eks"]),
        Of("part", "kubernetes:core/v1:Secret", "pool"),
    ]);

    [Fact]
    public void All_resources_stand_in_their_components()
    {
        Assert.Equal(
            ["eks in cluster", "part in nodes", "pool in nodes", "provider in ", "subnet in network", "vpc in network"],
            _resources.All.Nodes.Select(n => $"{n.Label} in {n.Group}"));
        Assert.Equal(["cluster in ", "nodes in cluster", "network in "], _resources.All.Groups.Select(g => $"{g.Label} in {g.Outer}"));
    }

    [Fact]
    public void Arrows_lead_from_what_is_waited_for_once() => Assert.Equal(
        ["eks > pool", "eks > provider", "subnet > eks", "vpc > eks", "vpc > subnet"],
        _resources.All.Arrows.Select(a => $"{a.From} > {a.To}").Order());

    [Fact]
    public void Collapsed_a_component_has_the_arrows_of_what_is_in_it()
    {
        Assert.Equal(
            ["cluster: 3 resources", "network: 2 resources", "provider: kubernetes provider"],
            _resources.Collapsed.Nodes.Select(n => $"{n.Label}: {n.Detail}"));
        Assert.Equal(["cluster > provider", "network > cluster"], _resources.Collapsed.Arrows.Select(a => $"{a.From} > {a.To}").Order());
    }

    [Fact]
    public void Inside_a_component_are_its_resources_at_any_depth()
    {
        var cluster = _resources.In(_resources.Components.Single(c => c.Name == "cluster"));

        Assert.Equal(["eks", "nodes/pool", "part"], cluster.Nodes.Select(n => n.Id == "pool" ? "nodes/pool" : n.Id).Order());
        Assert.Equal(["eks > pool"], cluster.Arrows.Select(a => $"{a.From} > {a.To}"));
    }

    private static DeclaredResource Of(string name, string type, string parent, bool custom = true, string[]? dependsOn = null) =>
        new() { Urn = name, Name = name, Type = type, Parent = parent, Custom = custom, DependsOn = [.. dependsOn ?? []] };
}
