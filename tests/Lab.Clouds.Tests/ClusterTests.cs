using System.Security.Cryptography.X509Certificates;
using System.Text;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;
using static Slipway.Lab.Clouds.Tests.Platform;
using static Slipway.Lab.Clouds.Tests.Provider;

namespace Slipway.Lab.Clouds.Tests;

public sealed class EksClusters : IDisposable
{
    private readonly Lab _lab = new();

    public void Dispose() => _lab.Dispose();

    private Provider Aws => _lab.Aws();

    [Fact]
    public async Task A_cluster_looks_as_in_AWS()
    {
        var cluster = await Aws.NewCluster();
        var authority = Encoding.ASCII.GetString(Convert.FromBase64String(cluster.Outputs["certificateAuthority"].AsMap!["data"].AsString!));
        using var certificate = X509Certificate2.CreateFromPem(authority);
        var issuer = cluster.Outputs["identities"].AsList!.Value[0].AsMap!["oidcs"].AsList!.Value[0].AsMap!["issuer"].AsString;

        Assert.Equal("dev", cluster.Id);
        Assert.Matches("^https://[0-9A-F]{32}\\.gr7\\.eu-west-1\\.eks\\.amazonaws\\.com$", cluster.Text("endpoint"));
        Assert.Matches("^https://oidc\\.eks\\.eu-west-1\\.amazonaws\\.com/id/[0-9A-F]{32}$", issuer);
        Assert.Equal("ACTIVE", cluster.Text("status"));
        Assert.Equal("CN=kubernetes", certificate.Subject);
        Assert.Equal(certificate.Subject, certificate.Issuer);
        Assert.StartsWith("vpc-", cluster.Outputs["vpcConfig"].AsMap!["vpcId"].AsString);
        Assert.Equal(["default", "kube-node-lease", "kube-public", "kube-system"],
            _lab.Host.Kubernetes.List(Assert.Single(_lab.Host.Kubernetes.Clusters), "v1", "Namespace").Select(n => n["metadata"].AsMap!["name"].AsString));
    }

    [Fact]
    public async Task Its_subnets_are_in_two_zones_of_one_vpc()
    {
        var (one, two) = (await Aws.NewVpc(), await Aws.NewVpc());
        var role = await Aws.Create(Role, Trust("eks.amazonaws.com"));
        var (a, a2, b) = (await Aws.NewSubnet(one, 0, "eu-west-1a"), await Aws.NewSubnet(one, 1, "eu-west-1a"), await Aws.NewSubnet(two, 0, "eu-west-1b"));

        Assert.Contains("at least two different AZs", await Aws.Refusal(Cluster, ClusterInputs(role, a, a2)));
        Assert.Contains("must belong to the same VPC", await Aws.Refusal(Cluster, ClusterInputs(role, a, b)));
    }

    [Fact]
    public async Task Its_role_must_exist_and_trust_EKS()
    {
        var vpc = await Aws.NewVpc();
        var (a, b) = (await Aws.NewSubnet(vpc, 0, "eu-west-1a"), await Aws.NewSubnet(vpc, 1, "eu-west-1b"));
        var role = await Aws.Create(Role, Trust("ec2.amazonaws.com"));

        Assert.Contains("does not let eks.amazonaws.com assume it", await Aws.Refusal(Cluster, ClusterInputs(role, a, b)));
        Assert.StartsWith("roleArn: InvalidParameterException: Role with arn: arn:aws:iam::111122223333:role/none", await Aws.Refusal(
            Cluster, ClusterInputs(role, a, b).With("roleArn", "arn:aws:iam::111122223333:role/none")));
    }

    [Fact]
    public async Task All_that_is_wrong_is_said_at_once_with_its_path()
    {
        var problems = await Aws.Problems(Cluster, Map(
            ("nmae", "dev"), ("version", "1.3"), ("roleArn", "role"), ("enabledClusterLogTypes", List("api", "adit")),
            ("vpcConfig", Map(("endpointPublicAcces", true), ("endpointPrivateAccess", "yes")))));

        Assert.Equal("""
            enabledClusterLogTypes[1]: 'adit' is not one of api, audit, authenticator, controllerManager, scheduler (did you mean 'audit'?)
            nmae: there is no property 'nmae' here; did you mean 'name'?
            roleArn: 'role' is not an ARN (arn:partition:service:region:account:resource)
            version: '1.3' is not one of 1.31, 1.32, 1.33, 1.34, 1.35, 1.36 (did you mean '1.31'?)
            vpcConfig.endpointPrivateAccess: must be true or false, not a text
            vpcConfig.endpointPublicAcces: there is no property 'endpointPublicAcces' here; did you mean 'endpointPublicAccess'?
            vpcConfig.subnetIds: is required and missing
            """, string.Join("\n", problems.Split('\n').Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task An_endpoint_that_nobody_reaches_is_refused() =>
        Assert.Contains("Private and public endpoint access cannot both be false", await Aws.Problems(Cluster, Map(
            ("roleArn", PropertyValue.Unknown), ("vpcConfig", Map(("subnetIds", PropertyValue.Unknown), ("endpointPublicAccess", false))))));

    [Fact]
    public async Task Versions_go_up_one_at_a_time()
    {
        var cluster = await Aws.NewCluster();
        var back = await Assert.ThrowsAsync<ProviderException>(() => Aws.Update(cluster, cluster.Inputs.With("version", "1.33"), preview: true));
        var far = await Assert.ThrowsAsync<ProviderException>(() => Aws.Update(cluster, cluster.Inputs.With("version", "1.36"), preview: true));
        var next = await Aws.Update(cluster, cluster.Inputs.With("version", "1.35"));

        Assert.Contains("a cluster cannot go back", back.Message);
        Assert.Contains("1.35 first", far.Message);
        Assert.Equal("1.35", next.Text("version"));
        Assert.Equal(cluster.Text("endpoint"), next.Text("endpoint"));
        Assert.False((await Aws.Diff(cluster, next.Inputs)).Replaces);
    }

    [Fact]
    public async Task A_cluster_that_must_be_replaced_under_its_name_goes_first()
    {
        var cluster = await Aws.NewCluster();
        var diff = await Aws.Diff(cluster, cluster.Inputs.With("roleArn", "arn:aws:iam::111122223333:role/other"));

        Assert.True(diff.Replaces);
        Assert.True(diff.DeleteBeforeReplace);
    }

    [Fact]
    public async Task Deletion_protection_protects()
    {
        var cluster = await Aws.NewCluster();
        var locked = await Aws.Update(cluster, cluster.Inputs.With("deletionProtection", true));

        Assert.Contains("deletion protection enabled", (await Assert.ThrowsAsync<ProviderException>(() => Aws.Delete(locked))).Message);
        await Aws.Delete(await Aws.Update(locked, cluster.Inputs.With("deletionProtection", false)));
    }

    [Fact]
    public async Task A_node_group_keeps_to_its_limits()
    {
        var problems = await Aws.Problems(NodeGroup, NodeInputs("dev", "arn:aws:iam::111122223333:role/n", 5, 2, 3));

        Assert.Contains("Minimum capacity 5 can't be greater than desired size 2", problems);
        Assert.Contains("Minimum capacity 5 can't be greater than maximum size 3", problems);
    }

    [Fact]
    public async Task A_node_group_needs_its_cluster_and_a_role_for_instances()
    {
        var cluster = await Aws.NewCluster();
        var role = await Aws.Create(Role, Trust("ec2.amazonaws.com"));
        var subnet = cluster.Outputs["vpcConfig"].AsMap!["subnetIds"].AsList!.Value[0].AsString!;
        var inputs = NodeInputs("dev", role.Text("arn"), 1, 2, 3, subnet);

        Assert.Contains("No cluster found for name: prod.", await Aws.Refusal(NodeGroup, inputs.With("clusterName", "prod")));
        Assert.Contains("does not let ec2.amazonaws.com assume it", await Aws.Refusal(NodeGroup, inputs.With("nodeRoleArn", cluster.Text("roleArn"))));
        var nodes = await Aws.Create(NodeGroup, inputs, "workers");
        Assert.Matches("^dev:workers-[0-9a-f]{7}$", nodes.Id);
        Assert.Equal("1.34", nodes.Text("version"));
        Assert.StartsWith("ResourceInUseException: Cluster dev has nodegroups attached", (await Assert.ThrowsAsync<ProviderException>(() => Aws.Delete(cluster))).Message);
    }

    [Fact]
    public async Task Access_needs_an_entry_and_goes_with_the_cluster()
    {
        const string Admin = "arn:aws:iam::111122223333:role/admin";
        var cluster = await Aws.NewCluster();
        var policy = Map(("clusterName", "dev"), ("principalArn", Admin), ("accessScope", Map(("type", "cluster"))),
            ("policyArn", "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy"));

        Assert.Contains("has no access entry on dev", await Aws.Refusal(AccessPolicy, policy));
        var entry = await Aws.Create(AccessEntry, Map(("clusterName", "dev"), ("principalArn", Admin)));
        var association = await Aws.Create(AccessPolicy, policy);
        await Aws.Delete(cluster);
        Assert.Null(await Aws.Read(entry));
        Assert.Null(await Aws.Read(association));
    }

    [Theory]
    [InlineData("{", "is not valid JSON (line 1, position 2)")]
    [InlineData("""{"Version":"2020-01-01","Statement":[]}""", "valid version string")]
    [InlineData("""{"Version":"2012-10-17","Statement":[]}""", "it has no Statement")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"sts:AssumeRole"}}""", "Missing required field Principal")]
    [InlineData("""{"Statement":{"Effect":"Allow","Principal":"*","Resource":"*","Action":"sts:AssumeRole"}}""", "Has prohibited field Resource")]
    [InlineData("""{"Statement":{"Effect":"Allow","Principal":"*","Action":"s3:GetObject"}}""", "may only specify STS AssumeRole actions")]
    [InlineData("""{"Statement":{"Effect":"allow","Principal":"*","Action":"sts:AssumeRole"}}""", "Effect must be Allow or Deny")]
    public async Task A_trust_policy_that_IAM_would_refuse_is_refused(string policy, string why) =>
        Assert.Contains(why, await Aws.Problems(Role, Map(("assumeRolePolicy", policy))));

    [Fact]
    public async Task A_trust_policy_may_be_an_object()
    {
        var role = await Aws.Create(Role, Map(("assumeRolePolicy", Map(("Version", "2012-10-17"), ("Statement", List(Map(
            ("Effect", "Allow"), ("Principal", Map(("Service", "eks.amazonaws.com"))), ("Action", "sts:AssumeRole"))))))));

        Assert.Equal(
            """{"Statement":[{"Action":"sts:AssumeRole","Effect":"Allow","Principal":{"Service":"eks.amazonaws.com"}}],"Version":"2012-10-17"}""",
            role.Text("assumeRolePolicy"));
    }

    [Fact]
    public async Task A_role_keeps_its_automatic_name_and_its_policies()
    {
        var role = await Aws.Create(Role, Trust("eks.amazonaws.com"), "cluster");
        var again = await Aws.Check(Role, Trust("eks.amazonaws.com"), role.Inputs, "cluster");
        await Aws.Create(Attachment, Map(("role", role.Text("name")), ("policyArn", "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy")));

        Assert.Matches("^cluster-[0-9a-f]{7}$", role.Id);
        Assert.Equal($"arn:aws:iam::111122223333:role/{role.Id}", role.Text("arn"));
        Assert.Equal(role.Inputs, again.Inputs);
        Assert.Empty((await Aws.Diff(role, again.Inputs)).Changes);
        Assert.StartsWith("DeleteConflict", (await Assert.ThrowsAsync<ProviderException>(() => Aws.Delete(role))).Message);
        Assert.Equal("EntityAlreadyExists: Role with name " + role.Id + " already exists.", await Aws.Refusal(Role, Trust("eks.amazonaws.com").With("name", role.Id)));
    }

    [Fact]
    public async Task A_misspelt_managed_policy_is_refused() =>
        Assert.Contains("did you mean AmazonEKSClusterPolicy?", await Aws.Problems(
            Attachment, Map(("role", "r"), ("policyArn", "arn:aws:iam::aws:policy/AmazonEKSClusterPolcy"))));

    [Fact]
    public async Task A_preview_knows_the_inputs_and_nothing_that_AWS_decides()
    {
        var preview = await Aws.Preview(Cluster, Map(("name", "dev"), ("roleArn", PropertyValue.Unknown), ("vpcConfig", Map(("subnetIds", PropertyValue.Unknown)))));

        Assert.Equal("dev", preview.Text("name"));
        Assert.Equal(PropertyValue.Unknown, preview.Outputs["endpoint"]);
        Assert.False(Directory.Exists(Path.Combine(_lab.Root, "aws")));
    }

    [Fact]
    public async Task A_refresh_shows_what_a_person_changed_in_the_cloud()
    {
        var cluster = await Aws.NewCluster();
        var file = Path.Combine(_lab.Root, "aws", "111122223333", "eu-west-1", "eks", "cluster", "dev.json");
        System.IO.File.WriteAllText(file, System.IO.File.ReadAllText(file).Replace("\"version\": \"1.34\"", "\"version\": \"1.35\""));
        var read = await Aws.Read(cluster);

        Assert.Equal("1.35", read!.Inputs["version"].AsString);
        Assert.Equal(cluster.Inputs["vpcConfig"], read.Inputs["vpcConfig"]);
    }

    [Fact]
    public async Task A_refresh_of_what_nobody_changed_changes_nothing()
    {
        var cluster = await Aws.NewCluster();
        var read = await Aws.Read(cluster);

        Assert.Equal(cluster.Inputs, read!.Inputs);
        Assert.Equal(cluster.Outputs, read.Outputs);
    }

    private static PropertyMap NodeInputs(string cluster, string role, int min, int desired, int max, params string[] subnets) => Map(
        ("clusterName", cluster), ("nodeRoleArn", role), ("subnetIds", List([.. subnets.Select(s => (PropertyValue)s)])),
        ("scalingConfig", Map(("minSize", min), ("desiredSize", desired), ("maxSize", max))));
}
