using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Aws;

/// <summary>Access entries are for clusters that know them.</summary>
internal sealed class AccessEntryRule : AwsRule
{
    public override void Admit(AwsCloud cloud, AwsScope scope, PropertyMap inputs)
    {
        var cluster = cloud.Find(scope, "aws:eks/cluster:Cluster", inputs.Text("clusterName")!)!;
        if (cluster.Properties.Map("accessConfig").Text("authenticationMode") == "CONFIG_MAP")
        {
            throw new ProviderException(
                "InvalidRequestException: The cluster's authentication mode must be set to one of [API, API_AND_CONFIG_MAP] to perform this operation.");
        }
    }

    public override string Taken(string id, PropertyMap inputs) =>
        $"ResourceInUseException: The specified access entry resource is already in use on this cluster: {inputs.Text("principalArn")}";
}

/// <summary>A policy is given to a principal that has an entry.</summary>
internal sealed class AccessPolicyAssociationRule : AwsRule
{
    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        var scope = inputs.Map("accessScope");
        if (scope.Text("type") == "namespace" && !scope.Has("namespaces"))
            yield return new CheckFailure("accessScope.namespaces", "is missing: a policy for namespaces says which");
        if (scope.Text("type") == "cluster" && scope.Has("namespaces"))
            yield return new CheckFailure("accessScope.namespaces", "does not go with type cluster, which means all of them");
    }

    public override void Admit(AwsCloud cloud, AwsScope scope, PropertyMap inputs)
    {
        var (cluster, principal) = (inputs.Text("clusterName"), inputs.Text("principalArn"));
        if (cloud.Find(scope, "aws:eks/accessEntry:AccessEntry", $"{cluster}:{principal}") is null)
        {
            throw new ProviderException(
                $"ResourceNotFoundException: The specified principalArn could not be found: {principal} has no access entry on {cluster}. Make the entry first.");
        }
    }

    public override string Taken(string id, PropertyMap inputs) =>
        $"{inputs.Text("policyArn")} is associated with {inputs.Text("principalArn")} on {inputs.Text("clusterName")} already";
}
