using System.Collections.Immutable;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Aws;

/// <summary>An EKS add-on: one that EKS knows, in a version for the cluster, its service accounts with roles that EKS may hand out.</summary>
internal sealed class AddonRule : AwsRule
{
    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        if (inputs.Text("addonName") is not { } name)
            yield break;
        if (EksAddon.Find(name) is not { } addon)
        {
            var near = NearestName.Of(name, EksAddon.Names) is { } meant ? $"; did you mean {meant}?" : $"; known are {string.Join(", ", EksAddon.Names)}";
            yield return new CheckFailure("addonName", $"InvalidParameterException: Addon {name} specified is not supported{near}");
            yield break;
        }
        if (!inputs.Has("addonVersion") && addon.VersionFor(35) is null)
            yield return new CheckFailure("addonVersion", $"the lab knows no default version of {name}; say which, e.g. v1.0.0-eksbuild.1");
        var associations = inputs.Find("podIdentityAssociations")?.AsList ?? [];
        for (var i = 0; i < associations.Length; i++)
        {
            if (associations[i].Inside()?.Text("serviceAccount") is { } account && !addon.ServiceAccounts.IsEmpty && !addon.ServiceAccounts.Contains(account))
            {
                yield return new CheckFailure(
                    $"podIdentityAssociations[{i}].serviceAccount",
                    $"InvalidParameterException: The service account {account} is not one of the addon {name}, which has {string.Join(", ", addon.ServiceAccounts)}");
            }
        }
        if (inputs.Has("serviceAccountRoleArn") && associations.Length > 0)
            yield return new CheckFailure("serviceAccountRoleArn", "InvalidParameterException: serviceAccountRoleArn and podIdentityAssociations cannot both be given; prefer the latter");
    }

    public override void Admit(AwsCloud cloud, AwsScope scope, PropertyMap inputs)
    {
        AdmitVersion(cloud, scope, inputs);
        AdmitRoles(cloud, scope, inputs);
        var mine = ServiceAccountsOf(inputs).ToHashSet();
        var taken = cloud.List(scope, "aws:eks/podIdentityAssociation:PodIdentityAssociation").FirstOrDefault(a =>
            a.Properties.Text("clusterName") == inputs.Text("clusterName")
            && mine.Contains((a.Properties.Text("namespace")!, a.Properties.Text("serviceAccount")!)));
        if (taken is not null)
            throw new ProviderException($"ResourceInUseException: Association already exists: {taken.Id} has {taken.Properties.Text("namespace")}/{taken.Properties.Text("serviceAccount")} on {inputs.Text("clusterName")}");
    }

    public override void AdmitUpdate(AwsCloud cloud, AwsScope scope, AwsObject there, PropertyMap inputs)
    {
        AdmitVersion(cloud, scope, inputs);
        AdmitRoles(cloud, scope, inputs);
    }

    /// <summary>Namespace and name of the service accounts that an add-on gives roles to.</summary>
    public static IEnumerable<(string Namespace, string Name)> ServiceAccountsOf(PropertyMap addon)
    {
        var space = addon.Map("namespaceConfig").Text("namespace") ?? EksAddon.Find(addon.Text("addonName") ?? "")?.Namespace ?? "";
        return (addon.Find("podIdentityAssociations")?.AsList ?? []).Select(a => (space, a.Inside()?.Text("serviceAccount") ?? ""));
    }

    public override PropertyMap Complete(AwsCloud cloud, AwsScope scope, string id, PropertyMap outputs)
    {
        var addon = EksAddon.Find(outputs.Text("addonName")!)!;
        var minor = MinorOf(cloud, scope, outputs) ?? 0;
        if (outputs.Text("addonVersion") is null or "")
            outputs = outputs.With("addonVersion", addon.VersionFor(minor) ?? "");
        return outputs.Map("namespaceConfig").Has("namespace") ? outputs : outputs.With("namespaceConfig", PropertyMap.Of(("namespace", addon.Namespace)));
    }

    public override string Taken(string id, PropertyMap inputs) => $"ResourceInUseException: Addon already exists: {id}";

    private static int? MinorOf(AwsCloud cloud, AwsScope scope, PropertyMap inputs) =>
        KubernetesVersion.Minor(cloud.Find(scope, "aws:eks/cluster:Cluster", inputs.Text("clusterName") ?? "")?.Properties.Text("version"));

    // The version of kube-proxy is that of Kubernetes; the others go with every version that is supported.
    private static void AdmitVersion(AwsCloud cloud, AwsScope scope, PropertyMap inputs)
    {
        if (inputs.Text("addonName") == "kube-proxy" && inputs.Text("addonVersion") is { } version && MinorOf(cloud, scope, inputs) is { } minor
            && !version.StartsWith($"v1.{minor}.", StringComparison.Ordinal))
            throw new ProviderException($"InvalidParameterException: Addon version specified is not supported in 1.{minor} kubernetes version: {version}");
    }

    private static void AdmitRoles(AwsCloud cloud, AwsScope scope, PropertyMap inputs)
    {
        foreach (var association in inputs.Find("podIdentityAssociations")?.AsList ?? ImmutableArray<PropertyValue>.Empty)
            PodIdentityAssociationRule.RequireTrust(cloud, scope, association.Inside()!.Text("roleArn")!);
    }
}
