using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Aws;

/// <summary>A Pod Identity association: one role per service account of a cluster, with a trust policy that lets EKS hand it out.</summary>
internal sealed class PodIdentityAssociationRule : AwsRule
{
    private const string Service = "pods.eks.amazonaws.com";

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        if (inputs.Has("policy") && inputs.Find("disableSessionTags")?.Bare() is not UnknownValue && !inputs.Flag("disableSessionTags"))
            yield return new CheckFailure("disableSessionTags", "InvalidParameterException: disableSessionTags must be true when a policy is given");
        if (inputs.Text("policy") is { } policy && PolicyText.ProblemOf(PolicyKind.Identity, policy) is { } problem)
            yield return new CheckFailure("policy", problem);
    }

    public override void Admit(AwsCloud cloud, AwsScope scope, PropertyMap inputs)
    {
        RequireTrust(cloud, scope, inputs.Text("roleArn")!);
        var (cluster, space, account) = (inputs.Text("clusterName")!, inputs.Text("namespace")!, inputs.Text("serviceAccount")!);
        var addon = cloud.List(scope, "aws:eks/addon:Addon").FirstOrDefault(a =>
            a.Properties.Text("clusterName") == cluster && AddonRule.ServiceAccountsOf(a.Properties).Contains((space, account)));
        if (addon is not null)
            throw new ProviderException($"ResourceInUseException: Association already exists: {space}/{account} on {cluster} belongs to the add-on {addon.Properties.Text("addonName")}");
    }

    public override void AdmitUpdate(AwsCloud cloud, AwsScope scope, AwsObject there, PropertyMap inputs) =>
        RequireTrust(cloud, scope, inputs.Text("roleArn")!);

    /// <summary>Refuses a role that EKS may not hand to pods.</summary>
    public static void RequireTrust(AwsCloud cloud, AwsScope scope, string roleArn)
    {
        var role = cloud.Find(scope, new AwsReference("", "aws:iam/role:Role", "arn", roleArn));
        if (role?.Properties.Text("assumeRolePolicy") is { } policy && !PolicyText.Allows(policy, Service, "sts:AssumeRole", "sts:TagSession"))
        {
            throw new ProviderException(
                $"InvalidParameterException: Trust policy of role {roleArn} is not valid for EKS Pod Identity: "
                + $"it must allow {Service} both sts:AssumeRole and sts:TagSession");
        }
    }

    public override string Taken(string id, PropertyMap inputs) =>
        $"ResourceInUseException: Association already exists: {inputs.Text("namespace")}/{inputs.Text("serviceAccount")} on {inputs.Text("clusterName")}";
}
