using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;
using static Slipway.Lab.Clouds.Tests.Platform;
using static Slipway.Lab.Clouds.Tests.Provider;

namespace Slipway.Lab.Clouds.Tests;

public sealed class Addons : IDisposable
{
    private const string Addon = "aws:eks/addon:Addon";
    private const string Association = "aws:eks/podIdentityAssociation:PodIdentityAssociation";
    private const string Version = "aws:eks/getAddonVersion:getAddonVersion";

    private readonly Lab _lab = new();

    public void Dispose() => _lab.Dispose();

    private Provider Aws => _lab.Aws();

    [Fact]
    public async Task An_addon_gets_its_default_version()
    {
        await Aws.NewCluster();
        var made = await Aws.Create(Addon, Map(("clusterName", "dev"), ("addonName", "kube-proxy")));

        Assert.Equal("dev:kube-proxy", made.Id);
        Assert.Equal("v1.34.0-eksbuild.45", made.Text("addonVersion"));
        Assert.Equal("kube-system", made.Outputs["namespaceConfig"].AsMap!["namespace"].AsString);
        Assert.Equal("ResourceInUseException: Addon already exists: dev:kube-proxy", await Aws.Refusal(Addon, Map(("clusterName", "dev"), ("addonName", "kube-proxy"))));
    }

    [Fact]
    public async Task An_addon_needs_its_cluster() => Assert.Equal(
        "clusterName: ResourceNotFoundException: No cluster found for name: dev.", await Aws.Refusal(Addon, Map(("clusterName", "dev"), ("addonName", "coredns"))));

    [Theory]
    [InlineData("addonName", "core-dns", "addonName: InvalidParameterException: Addon core-dns specified is not supported; did you mean coredns?")]
    [InlineData("addonVersion", "1.14.7", "addonVersion: '1.14.7' does not match")]
    [InlineData("resolveConflictsOnCreate", "PRESERVE", "resolveConflictsOnCreate: 'PRESERVE' is not one of NONE, OVERWRITE")]
    [InlineData("configurationValues", "{", "configurationValues: is not valid JSON")]
    public async Task It_is_one_that_EKS_knows(string property, string value, string expected) =>
        Assert.StartsWith(expected, await Aws.Problems(Addon, Map(("clusterName", "dev"), ("addonName", "coredns")).With(property, value)));

    [Fact]
    public async Task An_addon_of_unknown_version_must_say_which()
    {
        Assert.StartsWith("addonVersion: the lab knows no default version of metrics-server", await Aws.Problems(Addon, Map(("clusterName", "dev"), ("addonName", "metrics-server"))));
        Assert.Equal("", await Aws.Problems(Addon, Map(("clusterName", "dev"), ("addonName", "metrics-server"), ("addonVersion", "v0.8.0-eksbuild.1"))));
    }

    [Fact]
    public async Task Kube_proxy_goes_with_Kubernetes()
    {
        await Aws.NewCluster();
        var inputs = Map(("clusterName", "dev"), ("addonName", "kube-proxy"));

        Assert.StartsWith("InvalidParameterException: Addon version specified is not supported in 1.34 kubernetes version", await Aws.Refusal(Addon, inputs.With("addonVersion", "v1.36.0-eksbuild.45")));
        await Aws.Create(Addon, inputs.With("addonVersion", "v1.34.1-eksbuild.2"));
    }

    [Fact]
    public async Task The_version_of_an_addon_can_be_asked()
    {
        Assert.Equal("v1.14.7-eksbuild.10", await VersionOf("coredns", "1.36"));
        Assert.Equal("v1.36.0-eksbuild.45", await VersionOf("kube-proxy", "1.36"));
        await Assert.ThrowsAsync<ProviderException>(() => VersionOf("corends", "1.36"));
    }

    [Fact]
    public async Task A_service_account_has_one_role_that_EKS_may_hand_out()
    {
        await Aws.NewCluster();
        var (role, other) = (await Aws.Create(Role, PodTrust("sts:AssumeRole", "sts:TagSession"), "pods"), await Aws.Create(Role, PodTrust("sts:AssumeRole"), "half"));
        var inputs = Map(("clusterName", "dev"), ("namespace", "flux-system"), ("serviceAccount", "kustomize-controller"), ("roleArn", role.Text("arn")));

        Assert.Contains("it must allow pods.eks.amazonaws.com both sts:AssumeRole and sts:TagSession", await Aws.Refusal(Association, inputs.With("roleArn", other.Text("arn"))));
        var made = await Aws.Create(Association, inputs);
        Assert.StartsWith("a-", made.Text("associationId"));
        Assert.Equal("ResourceInUseException: Association already exists: flux-system/kustomize-controller on dev", await Aws.Refusal(Association, inputs));
        await Assert.ThrowsAsync<ProviderException>(() => Aws.Update(made, inputs.With("roleArn", other.Text("arn"))));
        await Aws.Create(Association, inputs.With("serviceAccount", "source-controller"));
    }

    [Fact]
    public async Task A_session_policy_needs_sessions_without_tags()
    {
        var inputs = Map(("clusterName", "dev"), ("namespace", "a"), ("serviceAccount", "b"), ("roleArn", "arn:aws:iam::111122223333:role/x"),
            ("policy", """{"Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}"""));

        Assert.StartsWith("disableSessionTags: InvalidParameterException", await Aws.Problems(Association, inputs));
        Assert.Equal("", await Aws.Problems(Association, inputs.With("disableSessionTags", true)));
    }

    [Fact]
    public async Task An_addon_and_an_association_do_not_share_a_service_account()
    {
        await Aws.NewCluster();
        var role = await Aws.Create(Role, PodTrust("sts:*"));
        var association = Map(("clusterName", "dev"), ("namespace", "kube-system"), ("serviceAccount", "ebs-csi-controller-sa"), ("roleArn", role.Text("arn")));
        var addon = Map(("clusterName", "dev"), ("addonName", "aws-ebs-csi-driver"),
            ("podIdentityAssociations", List(Map(("serviceAccount", "ebs-csi-controller-sa"), ("roleArn", role.Text("arn"))))));
        var made = await Aws.Create(Association, association);

        Assert.StartsWith($"ResourceInUseException: Association already exists: {made.Id}", await Aws.Refusal(Addon, addon));
        await Aws.Delete(made);
        await Aws.Create(Addon, addon);
        Assert.EndsWith("belongs to the add-on aws-ebs-csi-driver", await Aws.Refusal(Association, association));
    }

    [Fact]
    public async Task An_addon_has_the_service_accounts_it_has() => Assert.StartsWith(
        "podIdentityAssociations[0].serviceAccount: InvalidParameterException: The service account default is not one of the addon vpc-cni, which has aws-node",
        await Aws.Problems(Addon, Map(("clusterName", "dev"), ("addonName", "vpc-cni"),
            ("podIdentityAssociations", List(Map(("serviceAccount", "default"), ("roleArn", "arn:aws:iam::111122223333:role/x")))))));

    [Fact]
    public async Task They_go_with_the_cluster()
    {
        var cluster = await Aws.NewCluster();
        var addon = await Aws.Create(Addon, Map(("clusterName", "dev"), ("addonName", "coredns")));
        await Aws.Delete(cluster);

        Assert.Null(await Aws.Read(addon));
    }

    private async Task<string?> VersionOf(string addon, string kubernetes) =>
        (await Aws.Inner.InvokeAsync(Version, Map(("addonName", addon), ("kubernetesVersion", kubernetes), ("mostRecent", true)), default))["version"].AsString;

    private static PropertyMap PodTrust(params string[] actions) => Map(("assumeRolePolicy",
        $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"pods.eks.amazonaws.com"},"Action":[{{string.Join(',', actions.Select(a => $"\"{a}\""))}}]}]}"""));
}
