namespace Slipway.Stacks.Tests;

/// <summary>Mistakes in the sections about AWS, one at a time, each with the one message that it gives.</summary>
public sealed class BadAwsConfigurationTests
{
    [Theory]
    [InlineData("aws:region: eu-west-1", "aws:region: europe", "aws:region: 'europe' is no AWS region; write it like eu-west-1")]
    [InlineData("tier: development", "tier: test", "slipway:tier: 'test' is none of development, production")]
    // Tags
    [InlineData("tier: development", "tier: development\n  slipway:tags: { project: shop }", "slipway:tags.project: is a tag that Slipway sets itself; choose another name")]
    [InlineData("tier: development", "tier: development\n  slipway:tags: { Name: shop }", "slipway:tags.Name: is a tag that Slipway sets itself; choose another name")]
    [InlineData("tier: development", "tier: development\n  slipway:tags: { \"aws:x\": shop }", "slipway:tags.aws:x: 'aws:x' is no key of a tag; letters, digits, spaces and + - = . _ : / @, at most 128, and not 'aws:' first")]
    [InlineData("tier: development", "tier: development\n  slipway:tags: { owner: \"a#b\" }", "slipway:tags.owner: 'a#b' is no value of a tag; letters, digits, spaces and + - = . _ : / @, at most 256")]
    [InlineData("tier: development", "tier: development\n  slipway:tags: { cost-centre: 4711 }", "slipway:tags.cost-centre: is the number 4711; it is a text, so write it in quotes")]
    [InlineData("tier: development", "tier: development\n  slipway:tags: [owner]", "slipway:tags: is a list; it is an object with keys")]
    // Network
    [InlineData("cidr: 10.10.0.0/16", "cidr: 10.10.1.0/16", "slipway:network.cidr: '10.10.1.0/16' does not start its block; the block with that address is 10.10.0.0/16")]
    [InlineData("zones: [eu-west-1a, eu-west-1b]", "zones: [eu-west-1a]", "slipway:network.zones: names 1; EKS needs two zones, and a third is the most there is room for")]
    [InlineData("zones: [eu-west-1a, eu-west-1b]", "zones: [eu-west-1a, eu-west-1a]", "slipway:network.zones[1]: 'eu-west-1a' stands twice")]
    [InlineData("nat: single", "nat: single\n    endpoints: some", "slipway:network.endpoints: 'some' is none of s3, all")]
    [InlineData("nat: single", "nat: none\n    endpoints: s3", "slipway:network.endpoints: is s3; without NAT nodes reach AWS by its endpoints alone: say all, or give nat another value than none")]
    [InlineData("nat: single", "nat: single\n    flowLogs: true", "slipway:network.flowLogs: is true; it is an object with keys")]
    [InlineData("nat: single", "nat: single\n    flowLogs: { destination: kafka }", "slipway:network.flowLogs.destination: 'kafka' is none of cloudWatch, s3")]
    [InlineData("nat: single", "nat: single\n    flowLogs: { retentionDays: 100 }", "slipway:network.flowLogs.retentionDays: is 100, which CloudWatch does not offer; the nearest are 90 and 120 of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653")]
    [InlineData("nat: single", "nat: single\n    flowLogs: { destination: s3, retentionDays: 0 }", "slipway:network.flowLogs.retentionDays: is 0; it is between 1 and 3653")]
    [InlineData("nat: single", "nat: single\n    flowLogs: { days: 7 }", "slipway:network.flowLogs.days: is no key here; the keys are destination, retentionDays")]
    // Cluster
    [InlineData("administrators: [\"arn:aws:iam::111122223333:role/deployer\"]", "administrators: []", "slipway:cluster.administrators: is empty; nobody could reach the cluster, and Flux could not be installed: name at least the role that runs Pulumi")]
    [InlineData("arn:aws:iam::111122223333:role/deployer", "deployer", "slipway:cluster.administrators[0]: 'deployer' is no ARN of an IAM role or user; write it like arn:aws:iam::111122223333:role/name")]
    [InlineData("arn:aws:iam::111122223333:role/deployer", "arn:aws:iam::1111:role/deployer", "slipway:cluster.administrators[0]: 'arn:aws:iam::1111:role/deployer' is no ARN of an IAM role or user; write it like arn:aws:iam::111122223333:role/name")]
    [InlineData("deletionProtection: false", "deletionProtection: false\n    readers: [\"arn:aws:sts::111122223333:assumed-role/x\"]", "slipway:cluster.readers[0]: 'arn:aws:sts::111122223333:assumed-role/x' is no ARN of an IAM role or user; write it like arn:aws:iam::111122223333:role/name")]
    [InlineData("deletionProtection: false", "deletionProtection: false\n    readers: [\"arn:aws:iam::111122223333:role/deployer\"]", "slipway:cluster.readers[0]: 'arn:aws:iam::111122223333:role/deployer' is an administrator too; EKS has one entry for each, so name it once")]
    [InlineData("deletionProtection: false", "deletionProtection: maybe", "slipway:cluster.deletionProtection: is the text 'maybe'; it is true or false")]
    [InlineData("deletionProtection: false", "deletionProtection: false\n    compute: fargate", "slipway:cluster.compute: 'fargate' is none of managedNodes, autoMode")]
    [InlineData("deletionProtection: false", "deletionProtection: false\n    compute: autoMode", "slipway:cluster.pools: is not for compute autoMode, which makes its own nodes; remove it")]
    [InlineData("deletionProtection: false", "deletionProtection: false\n    logs: { retentionDays: 8 }", "slipway:cluster.logs.retentionDays: is 8, which CloudWatch does not offer; the nearest are 7 and 14 of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653")]
    [InlineData("deletionProtection: false", "deletionProtection: false\n    logs: { retentionDays: 4000 }", "slipway:cluster.logs.retentionDays: is 4000; it is between 1 and 3653")]
    [InlineData("deletionProtection: false", "deletionProtection: false\n    addons: { vpc-cnii: v1.0.0-eksbuild.1 }", "slipway:cluster.addons.vpc-cnii: is no add-on of the cluster; they are vpc-cni, eks-pod-identity-agent, coredns, kube-proxy, aws-ebs-csi-driver")]
    [InlineData("deletionProtection: false", "deletionProtection: false\n    addons: { coredns: latest }", "slipway:cluster.addons.coredns: 'latest' is no version of an add-on; write it like v1.23.2-eksbuild.1")]
    [InlineData("deletionProtection: false", "deletionProtection: false\n    dnsZones: [example.com]", "slipway:cluster.dnsZones[0]: 'example.com' is no id of a Route 53 zone; write it like Z0123456789ABCDEFGHIJ")]
    [InlineData("deletionProtection: false", "deletionProtection: false\n    dnsZones: [Z0123, Z0123]", "slipway:cluster.dnsZones: 'Z0123' stands 2 times")]
    [InlineData("deletionProtection: false", "deletionProtection: false\n    identities: [externalDns]", "slipway:cluster.identities[0]: 'externalDns' writes to DNS zones, and slipway:cluster.dnsZones names none; name the zones, or leave it out")]
    [InlineData("deletionProtection: false", "deletionProtection: false\n    identities: [velero]", "slipway:cluster.identities[0]: 'velero' is none of externalDns, certManager, loadBalancerController")]
    [InlineData("deletionProtection: false", "deletionProtection: false\n    identities: [loadBalancerController, loadBalancerController]", "slipway:cluster.identities[1]: 'loadBalancerController' stands twice")]
    [InlineData("deletionProtection: false", "deletionProtection: false\n    nodes: {}", "slipway:cluster.nodes: is no key here; the keys are version, endpoint, compute, dnsZones, domain, administrators, readers, deletionProtection, pools, addons, logs, identities")]
    // Pools
    [InlineData("general:", "General:", "slipway:cluster.pools.General: 'General' is no name of a pool; lower-case letters, digits and hyphens, at most 30, a letter first")]
    [InlineData("instanceTypes: [m7i.large]", "instanceTypes: []", "slipway:cluster.pools.general.instanceTypes: is empty; name at least one")]
    [InlineData("instanceTypes: [m7i.large]", "instanceTypes: [large]", "slipway:cluster.pools.general.instanceTypes[0]: 'large' is no EC2 instance type; write it like m7i.large")]
    [InlineData("instanceTypes: [m7i.large]", "instanceTypes: [m7i.large, m7i.large]", "slipway:cluster.pools.general.instanceTypes[1]: 'm7i.large' stands twice")]
    [InlineData("instanceTypes: [m7i.large]", "instanceTypes: [m7i.large, m7g.large]", "slipway:cluster.pools.general.instanceTypes[1]: 'm7g.large' is Graviton and 'm7i.large' is x86; a pool has one architecture, so give each its own")]
    [InlineData("instanceTypes: [m7i.large]", "instanceTypes: [m7g.large, t3.large]", "slipway:cluster.pools.general.instanceTypes[1]: 't3.large' is x86 and 'm7g.large' is Graviton; a pool has one architecture, so give each its own")]
    [InlineData("instanceTypes: [m7i.large]", "instanceTypes: [g5.xlarge]", "slipway:cluster.pools.general.instanceTypes[0]: 'g5.xlarge' has accelerators, and the images of pools have no drivers for them; choose another family")]
    [InlineData("desired: 2", "desired: 5", "slipway:cluster.pools.general.desired: is 5, more than the 4 at most; min ≤ desired ≤ max")]
    [InlineData("max: 4", "max: 0", "slipway:cluster.pools.general.max: is 0; it is between 1 and 450")]
    [InlineData("max: 4", "max: 4\n        ami: windows", "slipway:cluster.pools.general.ami: 'windows' is none of al2023, bottlerocket")]
    [InlineData("max: 4", "max: 4\n        capacity: reserved", "slipway:cluster.pools.general.capacity: 'reserved' is none of onDemand, spot")]
    [InlineData("max: 4", "max: 4\n        diskGiB: 8", "slipway:cluster.pools.general.diskGiB: is 8; it is between 20 and 16384")]
    [InlineData("max: 4", "max: 4\n        labels: { \"a b\": c }", "slipway:cluster.pools.general.labels.a b: 'a b' is no key of a label; letters, digits, '-', '_' and '.', at most 63, after a domain and '/' if it has one")]
    [InlineData("max: 4", "max: 4\n        labels: { a: \"b c\" }", "slipway:cluster.pools.general.labels.a: 'b c' is no value of a label; letters, digits, '-', '_' and '.', at most 63")]
    [InlineData("max: 4", "max: 4\n        taints: [{ key: a, effect: NoWay }]", "slipway:cluster.pools.general.taints[0].effect: 'NoWay' is none of NoSchedule, PreferNoSchedule, NoExecute")]
    [InlineData("max: 4", "max: 4\n        taints: [{ key: a, effect: NoSchedule }, { key: a, value: b, effect: NoSchedule }]", "slipway:cluster.pools.general.taints[1]: 'a' has the effect NoSchedule twice; a node has one value for each key and effect")]
    // Registry and backups
    [InlineData("tier: development", "tier: development\n  slipway:registry: { retain: 5 }", "slipway:registry.apps: names none; name the apps whose images are kept, or remove the section")]
    [InlineData("tier: development", "tier: development\n  slipway:registry: { apps: { shop: { repository: shop } } }", "slipway:registry.apps.shop.repository: 'shop' is no GitHub repository; write it like acme/shop")]
    [InlineData("tier: development", "tier: development\n  slipway:registry: { apps: { Shop: { repository: acme/shop } } }", "slipway:registry.apps.Shop: 'Shop' is no name of an app; lower-case letters, digits and hyphens, at most 40, a letter first")]
    [InlineData("tier: development", "tier: development\n  slipway:registry: { apps: { shop: { repository: acme/shop, branch: refs/heads/main } } }", "slipway:registry.apps.shop.branch: 'refs/heads/main' is no name of a branch; write it like main, without refs/heads/")]
    [InlineData("tier: development", "tier: development\n  slipway:registry: { apps: { shop: { repository: acme/shop, branch: main, environment: prod } } }", "slipway:registry.apps.shop.branch: stands beside environment; GitHub tells a job of an environment by that alone, so remove one of them")]
    [InlineData("tier: development", "tier: development\n  slipway:registry: { apps: { shop: { repository: acme/shop, ownerId: 7 } } }", "slipway:registry.apps.shop.repositoryId: is missing; ownerId and repositoryId stand together: gh api repos/OWNER/NAME --jq '.owner.id, .id'")]
    [InlineData("tier: development", "tier: development\n  slipway:registry: { apps: { shop: { repository: acme/shop } }, identityProvider: github }", "slipway:registry.identityProvider: 'github' is no ARN of GitHub's identity provider; write it like arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com")]
    [InlineData("tier: development", "tier: development\n  slipway:registry: { apps: { shop: { repository: acme/shop } }, retain: 0 }", "slipway:registry.retain: is 0; it is between 1 and 100000")]
    [InlineData("tier: development", "tier: development\n  slipway:backups: { retentionDays: forever }", "slipway:backups.retentionDays: is the text 'forever'; it is a whole number")]
    [InlineData("tier: development", "tier: development\n  slipway:backups: { days: 3 }", "slipway:backups.days: is no key here; the keys are enabled, retentionDays")]
    public void A_mistake_gives_one_message(string part, string instead, string message) =>
        Assert.Equal(message, WithoutPlace(Assert.Single(StackYaml.Problems(Changed(part, instead)))));

    [Theory]
    [InlineData("deletionProtection: false", "deletionProtection: false\n    endpoint: { publicCidrs: [0.0.0.0/0] }", "slipway:cluster.endpoint.publicCidrs: opens the Kubernetes API to the whole internet; name your own blocks in an environment of slipway:tier production")]
    [InlineData("max: 4", "max: 4", "slipway:cluster.pools: keeps 1 nodes at least; at least 2 in an environment of slipway:tier production")]
    [InlineData("deletionProtection: false", "deletionProtection: false", "slipway:cluster.deletionProtection: is false; it stays on in an environment of slipway:tier production")]
    [InlineData("tier: production", "tier: production\n  slipway:backups: { enabled: false }", "slipway:backups.enabled: is false; backups stay on in an environment of slipway:tier production")]
    public void Production_keeps_what_it_must(string part, string instead, string message)
    {
        var production = StackYaml.Sound.Replace("tier: development", "tier: production", StringComparison.Ordinal);
        Assert.Contains(part, production, StringComparison.Ordinal);

        Assert.Contains(message, StackYaml.Problems(production.Replace(part, instead, StringComparison.Ordinal)).Select(WithoutPlace));
    }

    [Fact]
    public void Managed_nodes_without_a_pool_are_refused() => Assert.Equal(
        "slipway:cluster.pools: names none; compute managedNodes needs one pool at least",
        WithoutPlace(Assert.Single(StackYaml.Problems(Changed(PoolsOfSound, "")))));

    [Theory]
    [InlineData("addons: { coredns: v1.14.7-eksbuild.10 }", "slipway:cluster.addons: is not for compute autoMode, which brings them along; remove it")]
    [InlineData("identities: [loadBalancerController]", "slipway:cluster.identities[0]: 'loadBalancerController' is part of compute autoMode; leave it out")]
    public void Auto_mode_takes_nothing_that_it_brings_itself(string line, string message) => Assert.Equal(
        message,
        WithoutPlace(Assert.Single(StackYaml.Problems(Changed(PoolsOfSound, $"    compute: autoMode\n    {line}\n")))));

    private const string PoolsOfSound = """
            pools:
              general:
                instanceTypes: [m7i.large]
                min: 1
                desired: 2
                max: 4

        """;

    // File, line and column are the business of other tests.
    private static string WithoutPlace(string problem)
    {
        var end = problem.LastIndexOf(" (Pulumi.", StringComparison.Ordinal);
        return end < 0 ? problem : problem[..end];
    }

    private static string Changed(string part, string instead)
    {
        Assert.Contains(part, StackYaml.Sound, StringComparison.Ordinal);
        return StackYaml.Sound.Replace(part, instead, StringComparison.Ordinal);
    }
}
