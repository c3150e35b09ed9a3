using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;
using static Slipway.Lab.Clouds.Tests.Platform;
using static Slipway.Lab.Clouds.Tests.Provider;

namespace Slipway.Lab.Clouds.Tests;

public sealed class Compute : IDisposable
{
    private const string Template = "aws:ec2/launchTemplate:LaunchTemplate";
    private const string Key = "aws:kms/key:Key";

    private readonly Lab _lab = new();

    public void Dispose() => _lab.Dispose();

    private Provider Aws => _lab.Aws();

    [Theory]
    [InlineData("AL2023_ARM_64_STANDARD", "m7g.large", true)]
    [InlineData("BOTTLEROCKET_ARM_64", "c8gd.xlarge", true)]
    [InlineData("BOTTLEROCKET_ARM_64", "a1.large", true)]
    [InlineData("AL2023_x86_64_STANDARD", "g4dn.xlarge", true)]
    [InlineData("AL2023_x86_64_STANDARD", "m7i-flex.large", true)]
    [InlineData("CUSTOM", "m7g.large", true)]
    [InlineData("AL2023_x86_64_STANDARD", "m7g.large", false)]
    [InlineData("AL2023_x86_64_STANDARD", "g5g.xlarge", false)]
    [InlineData("AL2023_x86_64_STANDARD", "c6gn.large", false)]
    [InlineData("BOTTLEROCKET_ARM_64", "m7i.large", false)]
    [InlineData("AL2023_ARM_64_NVIDIA", "g6.xlarge", false)]
    public async Task Instance_types_go_with_their_image(string image, string type, bool fits)
    {
        var problems = await Aws.Problems(NodeGroup, Nodes().Merge(Map(("amiType", image), ("instanceTypes", List(type)))));

        Assert.Equal(fits, problems.Length == 0);
        if (!fits)
            Assert.StartsWith($"instanceTypes[0]: InvalidParameterException: [{type}] is not a valid instance type for requested amiType {image}", problems);
    }

    [Fact]
    public async Task An_image_of_AL2_ends_with_1_32() => Assert.StartsWith(
        "amiType: InvalidParameterException: AMI Type AL2_x86_64 is only supported for kubernetes versions 1.32 or earlier",
        await Aws.Problems(NodeGroup, Nodes().Merge(Map(("amiType", "AL2_x86_64"), ("version", "1.33")))));

    [Fact]
    public async Task Auto_Mode_is_one_thing_in_three_places()
    {
        var auto = Auto();

        Assert.Equal("", await Aws.Problems(Cluster, auto));
        foreach (var part in new[] { "kubernetesNetworkConfig", "storageConfig" })
            Assert.StartsWith("computeConfig.enabled: InvalidParameterException: computeConfig.enabled, kubernetesNetworkConfig.elasticLoadBalancing.enabled", await Aws.Problems(Cluster, auto.Without(part)));
        Assert.StartsWith("computeConfig.enabled: ", await Aws.Problems(Cluster, auto.Without("computeConfig")));
    }

    [Fact]
    public async Task It_is_seen_while_other_things_are_unknown() =>
        Assert.StartsWith("computeConfig.enabled: ", await Aws.Problems(Cluster, Auto().Without("storageConfig").With("roleArn", PropertyValue.Unknown)));

    [Fact]
    public async Task It_wants_the_rest_its_way()
    {
        Assert.StartsWith("bootstrapSelfManagedAddons: InvalidParameterException", await Aws.Problems(Cluster, Auto().Without("bootstrapSelfManagedAddons")));
        Assert.StartsWith("accessConfig.authenticationMode: InvalidParameterException", await Aws.Problems(Cluster, Auto().Without("accessConfig")));
        Assert.StartsWith("computeConfig.nodeRoleArn: InvalidParameterException", await Aws.Problems(Cluster, Auto().With("computeConfig", Map(("enabled", true), ("nodePools", List("system"))))));
    }

    [Fact]
    public async Task Its_role_may_tag_sessions()
    {
        var vpc = await Aws.NewVpc();
        var (a, b) = (await Aws.NewSubnet(vpc, 0, "eu-west-1a"), await Aws.NewSubnet(vpc, 1, "eu-west-1b"));
        var role = await Aws.Create(Role, Trust("eks.amazonaws.com"), "plain");
        var tagging = await Aws.Create(Role, Trust("eks.amazonaws.com").Select((_, p) => p.AsString!.Replace("\"sts:AssumeRole\"", "[\"sts:AssumeRole\",\"sts:TagSession\"]", StringComparison.Ordinal)), "auto");

        Assert.Contains("sts:TagSession", await Aws.Refusal(Cluster, Auto().Merge(ClusterInputs(role, a, b))));
        await Aws.Create(Cluster, Auto().Merge(ClusterInputs(tagging, a, b)));
    }

    [Fact]
    public async Task Authentication_does_not_go_back()
    {
        var cluster = await Aws.NewCluster();
        var refusal = await Assert.ThrowsAsync<ProviderException>(() => Aws.Update(cluster, cluster.Inputs.With("accessConfig", Map(("authenticationMode", "API_AND_CONFIG_MAP"))), preview: true));

        Assert.StartsWith("InvalidParameterException: Unsupported authentication mode update from API to API_AND_CONFIG_MAP", refusal.Message);
    }

    [Fact]
    public async Task Encryption_is_added_in_place_and_never_taken_away()
    {
        var cluster = await Aws.NewCluster();
        var key = await Aws.Create(Key, Map());
        var wanted = cluster.Inputs.With("encryptionConfig", Map(("resources", List("secrets")), ("provider", Map(("keyArn", key.Text("arn"))))));

        Assert.Equal([DiffKind.Add], (await Aws.Diff(cluster, wanted)).Changes.Values);
        var encrypted = await Aws.Update(cluster, wanted);
        Assert.Equal([DiffKind.Delete], (await Aws.Diff(encrypted, cluster.Inputs)).Changes.Values);
        Assert.Contains("envelope encryption cannot be disabled", (await Assert.ThrowsAsync<ProviderException>(() => Aws.Update(encrypted, cluster.Inputs, preview: true))).Message);
        Assert.Contains(DiffKind.UpdateReplace, (await Aws.Diff(encrypted, wanted.With("encryptionConfig", Map(("resources", List("secrets")), ("provider", Map(("keyArn", "arn:aws:kms:eu-west-1:111122223333:key/other"))))))).Changes.Values);
    }

    [Fact]
    public async Task Encryption_needs_a_key_that_exists() => Assert.StartsWith(
        "encryptionConfig.provider.keyArn: NotFoundException: Key 'arn:aws:kms:eu-west-1:111122223333:key/none' does not exist",
        (await Assert.ThrowsAsync<ProviderException>(async () =>
        {
            var cluster = await Aws.NewCluster();
            await Aws.Update(cluster, cluster.Inputs.With("encryptionConfig", Map(("resources", List("secrets")), ("provider", Map(("keyArn", "arn:aws:kms:eu-west-1:111122223333:key/none"))))));
        })).Message);

    [Theory]
    [InlineData("httpTokens", "mandatory", "metadataOptions.httpTokens: 'mandatory' is not one of required, optional")]
    [InlineData("httpEndpoint", "on", "metadataOptions.httpEndpoint: 'on' is not one of enabled, disabled")]
    public async Task Metadata_options_are_what_they_may_be(string option, string value, string expected) =>
        Assert.StartsWith(expected, await Aws.Problems(Template, Map(("metadataOptions", Map((option, value))))));

    [Fact]
    public async Task Hops_are_1_to_64()
    {
        Assert.Equal("metadataOptions.httpPutResponseHopLimit: 0 is out of range; 1 to 64 is allowed", await Aws.Problems(Template, Map(("metadataOptions", Map(("httpPutResponseHopLimit", 0))))));
        Assert.Equal("", await Aws.Problems(Template, Map(("metadataOptions", Map(("httpPutResponseHopLimit", 1), ("httpTokens", "required"), ("httpEndpoint", "enabled"))))));
    }

    [Theory]
    [InlineData("gp3", 20, 3000, 125, true)]
    [InlineData("gp3", 0, 3000, 125, false)]
    [InlineData("gp3", 65537, 3000, 125, false)]
    [InlineData("gp3", 20, 2999, 125, false)]
    [InlineData("gp3", 20, 3000, 124, false)]
    [InlineData("gp2", 20, 3000, 125, false)]
    [InlineData("st1", 20, null, null, false)]
    [InlineData("st1", 125, null, null, true)]
    public async Task Volumes_have_sizes_and_speeds_of_their_type(string type, int size, int? iops, int? throughput, bool fits)
    {
        var ebs = Map(("volumeType", type), ("volumeSize", size));
        ebs = iops is { } i ? ebs.With("iops", i) : ebs;
        ebs = throughput is { } t ? ebs.With("throughput", t) : ebs;
        var problems = await Aws.Problems(Template, Map(("blockDeviceMappings", List(Map(("deviceName", "/dev/xvda"), ("ebs", ebs))))));

        Assert.Equal(fits, problems.Length == 0);
        Assert.True(fits || problems.StartsWith("blockDeviceMappings[0].ebs.", StringComparison.Ordinal), problems);
    }

    [Fact]
    public async Task A_key_is_for_volumes_that_are_encrypted_and_exists()
    {
        PropertyMap With(PropertyMap ebs) => Map(("blockDeviceMappings", List(Map(("ebs", ebs)))));
        var key = await Aws.Create(Key, Map());

        Assert.Contains("KmsKeyId requires the parameter Encrypted", await Aws.Problems(Template, With(Map(("kmsKeyId", "x")))));
        Assert.Contains("InvalidKmsKey.NotFound", await Aws.Refusal(Template, With(Map(("kmsKeyId", "x"), ("encrypted", "true")))));
        await Aws.Create(Template, With(Map(("kmsKeyId", key.Text("arn")), ("encrypted", "true"))));
    }

    [Fact]
    public async Task Every_change_is_a_version()
    {
        var made = await Aws.Create(Template, Map(("name", "nodes"), ("updateDefaultVersion", true)));
        var changed = await Aws.Update(made, Map(("name", "nodes"), ("updateDefaultVersion", true), ("description", "x")));
        var tagged = await Aws.Update(changed, changed.Inputs.With("tags", Map(("a", "b"))));

        Assert.Equal(("1", "2", "2"), (made.Outputs["latestVersion"].ToString(), changed.Outputs["latestVersion"].ToString(), tagged.Outputs["latestVersion"].ToString()));
        Assert.Equal("2", changed.Outputs["defaultVersion"].ToString());
        Assert.StartsWith("InvalidLaunchTemplateName.AlreadyExistsException", await Aws.Refusal(Template, Map(("name", "nodes"))));
    }

    [Fact]
    public async Task Nodes_start_from_a_template_that_exists()
    {
        var cluster = await Aws.NewCluster();
        var role = await Aws.Create(Role, Trust("ec2.amazonaws.com"), "node");
        var template = await Aws.Create(Template, Map());
        var nodes = Nodes().Merge(Map(("nodeRoleArn", role.Text("arn")), ("subnetIds", cluster.Outputs["vpcConfig"].AsMap!["subnetIds"]), ("launchTemplate", Map(("id", template.Id), ("version", "1")))));

        Assert.StartsWith("launchTemplate.id: InvalidLaunchTemplateId.NotFound", await Aws.Refusal(NodeGroup, nodes.With("launchTemplate", Map(("id", "lt-none"), ("version", "1")))));
        Assert.StartsWith("launchTemplate: exactly one of id, name", await Aws.Problems(NodeGroup, nodes.With("launchTemplate", Map(("version", "1")))));
        Assert.StartsWith("remoteAccess: InvalidRequestException", await Aws.Problems(NodeGroup, nodes.With("remoteAccess", Map(("ec2SshKey", "k")))));
        await Aws.Create(NodeGroup, nodes);
    }

    private static PropertyMap Nodes() => Map(
        ("clusterName", "dev"), ("nodeRoleArn", "arn:aws:iam::111122223333:role/node"), ("subnetIds", List("subnet-1")),
        ("scalingConfig", Map(("minSize", 1), ("desiredSize", 1), ("maxSize", 1))));

    private static PropertyMap Auto() => Map(
        ("roleArn", "arn:aws:iam::111122223333:role/cluster"), ("vpcConfig", Map(("subnetIds", List("a", "b")))), ("bootstrapSelfManagedAddons", false),
        ("accessConfig", Map(("authenticationMode", "API"))), ("computeConfig", Map(("enabled", true))),
        ("kubernetesNetworkConfig", Map(("elasticLoadBalancing", Map(("enabled", true))))), ("storageConfig", Map(("blockStorage", Map(("enabled", true))))));
}
