using System.Collections.Immutable;
using Slipway.Components.Fleet;
using Slipway.Components.Layers;
using Slipway.Lab.Wire;
using Slipway.Tests;

namespace Slipway.EndToEnd.Graphs;

public sealed class PlatformGraphTests(PlatformGraphs graphs) : IClassFixture<PlatformGraphs>
{
    private const string Cluster = "aws:eks/cluster:Cluster";
    private const string Vpc = "aws:ec2/vpc:Vpc";
    private const string DeployKey = "github:index/repositoryDeployKey:RepositoryDeployKey";
    private const string Repository = "github:index/repository:Repository";

    [Theory]
    [InlineData("dev")]
    [InlineData("staging")]
    [InlineData("prod")]
    public void The_resources_of_an_environment_are_those_that_were_reviewed(string environment) =>
        Snapshot.Matches($"{environment}.graph.txt", graphs[environment].Text());

    [Theory]
    [InlineData("dev")]
    [InlineData("staging")]
    [InlineData("prod")]
    public void The_resources_of_layers_depend_on_each_other_as_the_layers_do(string environment)
    {
        var layers = LayerGraph.Default(environment, imageAutomation: environment == "dev").ToDictionary(l => $"layers-{l.Name}", l => l.DependsOn.Select(d => $"layers-{d}").Order());

        Assert.Equal(layers.Keys.Order(), graphs[environment].OfType(DeliveryLayer.Token).Select(l => l.Name).Order());
        foreach (var resource in graphs[environment].Resources.Where(r => r.Type == DeliveryLayer.Token || r.Parent.Contains(DeliveryLayer.Token, StringComparison.Ordinal)))
            Assert.Equal(layers[Layer(resource.Name)], resource.Dependencies.Select(urn => Layer(urn[(urn.LastIndexOf(':') + 1)..])).Order());

        static string Layer(string name) => name.Replace("-origin", "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("staging")]
    [InlineData("prod")]
    public void Cluster_info_tells_what_manifests_and_checks_count_on(string environment) => Assert.Equal(
        ClusterFacts.Names.Order(StringComparer.Ordinal),
        Assert.Single(graphs[environment].OfType("kubernetes:core/v1:ConfigMap")).Inputs["data"].WithoutOutputs().AsMap!.Keys.Order(StringComparer.Ordinal));

    public static TheoryData<string> EveryInvariant => new(Invariants.All.Select(i => i.Name));

    [Theory]
    [MemberData(nameof(EveryInvariant))]
    public void Holds_in_every_environment(string invariant) => Assert.Empty(Invariants.All.Single(i => i.Name == invariant).Violations(graphs.All));

    [Fact]
    public void A_resource_without_a_parent_is_found() => Fails(Invariants.Parented, g => g.Plus(new RegisterRequest { Type = Vpc, Name = "loose", Custom = true, Parent = "" }));

    [Fact]
    public void A_resource_without_tags_is_found() => Fails(Invariants.Tagged, g => g.With(Vpc, i => i.Without("tags")));

    [Fact]
    public void An_api_that_is_open_to_the_internet_is_found() => Fails(Invariants.NoOpenIngress, g => g.With(Cluster, i =>
        i.With("vpcConfig", i["vpcConfig"].AsMap!.With("publicAccessCidrs", PropertyValue.List("0.0.0.0/0")))));

    [Fact]
    public void An_open_security_group_rule_is_found() => Fails(Invariants.NoOpenIngress, g => g.Plus(new RegisterRequest
    {
        Type = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        Name = "open",
        Custom = true,
        Inputs = PropertyMap.Of(("cidrIpv4", "0.0.0.0/0")),
    }));

    [Fact]
    public void A_policy_of_everything_on_everything_is_found() => Fails(Invariants.NoStarOnStar, g => g.Plus(new RegisterRequest
    {
        Type = "aws:iam/rolePolicy:RolePolicy",
        Name = "all",
        Custom = true,
        Inputs = PropertyMap.Of(("policy", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["*"],"Resource":"*"}]}""")),
    }));

    [Theory]
    [InlineData(Cluster, "encryptionConfig")]
    [InlineData("aws:cloudwatch/logGroup:LogGroup", "kmsKeyId")]
    [InlineData("aws:ecr/repository:Repository", "encryptionConfigurations")]
    [InlineData("aws:kms/key:Key", "enableKeyRotation")]
    [InlineData("aws:ec2/launchTemplate:LaunchTemplate", "blockDeviceMappings")]
    public void What_is_stored_without_encryption_is_found(string type, string without) => Fails(Invariants.Encrypted, g => g.With(type, i => i.Without(without)), "dev");

    [Fact]
    public void Flux_that_does_not_wait_for_an_identity_is_found() => Fails(Invariants.FluxComesLast, g => g.Plus(new RegisterRequest
    {
        Type = "aws:eks/podIdentityAssociation:PodIdentityAssociation",
        Name = "late",
        Custom = true,
        Inputs = PropertyMap.Of(("namespace", "flux-system")),
    }));

    [Fact]
    public void A_bucket_without_encryption_is_found() => Fails(Invariants.Encrypted, g => g.Plus(new RegisterRequest { Type = "aws:s3/bucket:Bucket", Name = "open", Custom = true }));

    [Fact]
    public void A_node_whose_metadata_answers_anybody_is_found() =>
        Fails(Invariants.MetadataIsGuarded, g => g.With("aws:ec2/launchTemplate:LaunchTemplate", i => i.Without("metadataOptions")));

    [Theory]
    [InlineData("deletionProtection")]
    [InlineData("vpcConfig")]
    public void A_production_cluster_that_is_not_private_or_protected_is_found(string without) =>
        Fails(Invariants.ProductionIsPrivateAndProtected, g => g.With(Cluster, i => i.Without(without)));

    [Fact]
    public void A_public_repository_is_found() => Fails(Invariants.RepositoriesArePrivateAndKept, g => g.With(Repository, i => i.With("visibility", "public")), "dev");

    [Fact]
    public void A_private_key_that_is_not_secret_is_found() => Fails(Invariants.PrivateKeysAreSecret, g =>
        g.With("kubernetes:core/v1:Secret", i => i.With("stringData", PropertyMap.Of(("identity", "plain")))));

    [Fact]
    public void A_second_deploy_key_that_writes_is_found() => Fails(Invariants.DeployKeysOnlyRead, g => g.With(DeployKey, i => i.With("readOnly", false)));

    [Fact]
    public void A_fleet_whose_image_automation_cannot_push_is_found() =>
        Fails(Invariants.DeployKeysOnlyRead, g => g.With(DeployKey, i => i.With("readOnly", true)), "dev");

    [Theory]
    [InlineData("Team")]
    [InlineData("RepositoryRole")]
    public void A_rule_that_others_pass_is_found(string actor) => Fails(Invariants.OnlyTheAutomationPassesRules, g => g.With(
        "github:index/repositoryRuleset:RepositoryRuleset", i => i.With("bypassActors", PropertyValue.List(PropertyMap.Of(("actorType", actor), ("bypassMode", "always"))))), "dev");

    [Fact]
    public void Networks_that_overlap_are_found() => Fails(Invariants.EnvironmentsDoNotMeet, g => g.With(Vpc, i => i.With("cidrBlock", "10.10.0.0/16")));

    private void Fails(Invariant invariant, Func<PlatformGraph, PlatformGraph> mutate, string environment = "prod")
    {
        ImmutableArray<PlatformGraph> mutated = [.. graphs.All.Select(g => g.Environment == environment ? mutate(g) : g)];

        Assert.NotEmpty(invariant.Violations(mutated));
    }
}
