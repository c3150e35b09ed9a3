using Pulumi;
using Slipway.Lab.Wire;
using Aws = Pulumi.Aws;
using Eks = Pulumi.Aws.Eks;
using Github = Pulumi.Github;
using Kubernetes = Pulumi.Kubernetes;

namespace Slipway.Lab.Generator.Tests;

/// <summary>The generated classes at work: what they send, and what comes back through them.</summary>
public sealed class TypedResources
{
    private static readonly Dictionary<string, object?> NoOutputs = [];

    [Fact]
    public async Task Send_their_inputs_under_wire_names_with_the_version_of_the_package()
    {
        var monitor = await RecordingMonitor.RunAsync(PropertyMap.Empty, () =>
        {
            _ = new Eks.NodeGroup("nodes", new Eks.NodeGroupArgs
            {
                ClusterName = "c",
                NodeRoleArn = "arn:aws:iam::1:role/r",
                SubnetIds = { "subnet-1", "subnet-2" },
                ScalingConfig = new Eks.Inputs.NodeGroupScalingConfigArgs { DesiredSize = 2, MaxSize = 3, MinSize = 1 },
                Tags = { ["a"] = "b" },
            });
            return NoOutputs;
        });

        var request = monitor.Resource("aws:eks/nodeGroup:NodeGroup");
        Assert.Equal(
            """{"clusterName":"c","nodeRoleArn":"arn:aws:iam::1:role/r","scalingConfig":{"desiredSize":2,"maxSize":3,"minSize":1},"subnetIds":["subnet-1","subnet-2"],"tags":{"a":"b"}}""",
            Json(request.Inputs));
        Assert.Equal(Slipway.Lab.Providers.Schemas.For("aws").Version, request.Version);
    }

    [Fact]
    public async Task Send_secret_inputs_as_secrets_and_name_their_secret_outputs()
    {
        var monitor = await RecordingMonitor.RunAsync(PropertyMap.Empty, () =>
        {
            _ = new Kubernetes.Core.V1.Secret("git", new Kubernetes.Types.Inputs.Core.V1.SecretArgs { StringData = new InputMap<string> { ["identity"] = "key" } });
            return NoOutputs;
        });

        var request = monitor.Resource("kubernetes:core/v1:Secret");
        Assert.True(request.Inputs["stringData"].WithoutOutputs().ContainsSecrets);
        Assert.Equal(["data", "stringData"], request.AdditionalSecretOutputs.AsEnumerable());
    }

    [Fact]
    public async Task Of_Kubernetes_name_their_own_kind()
    {
        var monitor = await RecordingMonitor.RunAsync(PropertyMap.Empty, () =>
        {
            _ = new Kubernetes.Core.V1.Namespace("flux", new() { Metadata = new Kubernetes.Types.Inputs.Meta.V1.ObjectMetaArgs { Name = "flux-system" } });
            return NoOutputs;
        });

        Assert.Equal(
            """{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"flux-system"}}""",
            Json(monitor.Resource("kubernetes:core/v1:Namespace").Inputs));
    }

    [Fact]
    public async Task Of_providers_send_everything_but_text_as_JSON()
    {
        var monitor = await RecordingMonitor.RunAsync(PropertyMap.Empty, () =>
        {
            _ = new Aws.Provider("aws", new() { Region = "eu-west-1", MaxRetries = 3, DefaultTags = new Aws.Inputs.ProviderDefaultTagsArgs { Tags = { ["a"] = "b" } } });
            return NoOutputs;
        });

        var inputs = monitor.Resource("pulumi:providers:aws").Inputs;
        Assert.Equal(("eu-west-1", "3", """{"tags":{"a":"b"}}"""), (inputs["region"].AsString, inputs["maxRetries"].AsString, inputs["defaultTags"].AsString));
    }

    [Fact]
    public async Task Give_nested_outputs_as_objects()
    {
        var authority = PropertyMap.Of(("data", "Q0E="));
        var oidc = PropertyValue.List(PropertyMap.Of(("oidcs", PropertyValue.List(PropertyMap.Of(("issuer", "https://oidc"))))));

        var monitor = await RecordingMonitor.RunAsync(PropertyMap.Of(("certificateAuthority", authority), ("identities", oidc)), () =>
        {
            var cluster = new Eks.Cluster("c", new Eks.ClusterArgs { RoleArn = "r", VpcConfig = new Eks.Inputs.ClusterVpcConfigArgs { SubnetIds = { "s" } } });
            return new Dictionary<string, object?>
            {
                ["ca"] = cluster.CertificateAuthority.Apply(a => a.Data),
                ["issuer"] = cluster.Identities.Apply(i => i[0].Oidcs[0].Issuer),
            };
        });

        Assert.Equal("""{"ca":"Q0E=","issuer":"https://oidc"}""", Json(monitor.StackOutputs));
    }

    [Fact]
    public async Task Are_read_by_id_with_what_is_known()
    {
        var monitor = await RecordingMonitor.RunAsync(PropertyMap.Of(("fullName", "org/fleet")), () =>
        {
            var repository = Github.Repository.Get("fleet", "fleet-apps", new Github.RepositoryState { Template = new Github.Inputs.RepositoryTemplateGetArgs { Owner = "o", Repository = "r" } });
            return new Dictionary<string, object?> { ["name"] = repository.FullName };
        });

        var read = Assert.Single(monitor.Read);
        Assert.Equal(("fleet-apps", """{"template":{"owner":"o","repository":"r"}}"""), (read.Id.AsString, Json(read.Properties)));
        Assert.Equal("""{"name":"org/fleet"}""", Json(monitor.StackOutputs));
    }

    [Fact]
    public async Task Call_functions_and_give_their_results()
    {
        var monitor = await RecordingMonitor.RunAsync(PropertyMap.Of(("names", PropertyValue.List("eu-west-1a")), ("id", "eu-west-1")), () =>
        {
            var zones = Aws.GetAvailabilityZones.Invoke(new() { State = "available", Filters = { new Aws.Inputs.GetAvailabilityZonesFilterInputArgs { Name = "n", Values = { "v" } } } });
            return new Dictionary<string, object?> { ["zone"] = zones.Apply(z => z.Names[0]) };
        });

        var call = Assert.Single(monitor.Invoked);
        Assert.Equal(
            ("aws:index/getAvailabilityZones:getAvailabilityZones", """{"filters":[{"name":"n","values":["v"]}],"state":"available"}"""),
            (call.Token, Json(call.Args)));
        Assert.Equal("""{"zone":"eu-west-1a"}""", Json(monitor.StackOutputs));
    }

    [Fact]
    public async Task Take_a_policy_as_text_or_as_a_document()
    {
        var monitor = await RecordingMonitor.RunAsync(PropertyMap.Empty, () =>
        {
            _ = new Aws.Iam.Role("r", new Aws.Iam.RoleArgs
            {
                AssumeRolePolicy = new Aws.Iam.Inputs.PolicyDocumentArgs
                {
                    Version = Aws.Iam.PolicyDocumentVersion.PolicyDocumentVersion_2012_10_17,
                    Statement = { new Aws.Iam.Inputs.PolicyStatementArgs { Effect = Aws.Iam.PolicyStatementEffect.ALLOW, Action = "sts:AssumeRole" } },
                },
            });
            return NoOutputs;
        });

        Assert.Equal(
            """{"assumeRolePolicy":{"Statement":[{"Action":"sts:AssumeRole","Effect":"Allow"}],"Version":"2012-10-17"}}""",
            Json(monitor.Resource("aws:iam/role:Role").Inputs));
    }

    private static string Json(PropertyMap map) => PropertyJson.Serialize(map.Bare());
}
