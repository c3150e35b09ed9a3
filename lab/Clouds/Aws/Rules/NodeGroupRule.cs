using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Aws;

/// <summary>A node group: as many nodes as its limits allow, in the cluster's VPC, with a role that instances may assume.</summary>
internal sealed class NodeGroupRule : AwsRule
{
    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        var scaling = inputs.Map("scalingConfig");
        var (min, desired, max) = (scaling.Integer("minSize"), scaling.Integer("desiredSize"), scaling.Integer("maxSize"));
        if (min > max)
            yield return new CheckFailure("scalingConfig.minSize", $"InvalidParameterException: Minimum capacity {min} can't be greater than maximum size {max}");
        if (min > desired)
            yield return new CheckFailure("scalingConfig.minSize", $"InvalidParameterException: Minimum capacity {min} can't be greater than desired size {desired}");
        if (desired > max)
            yield return new CheckFailure("scalingConfig.desiredSize", $"InvalidParameterException: desired size {desired} can't be greater than maximum size {max}");
        foreach (var failure in InstanceTypes.Check(inputs))
            yield return failure;
        if (inputs.Has("launchTemplate") && inputs.Has("remoteAccess"))
            yield return new CheckFailure("remoteAccess", "InvalidRequestException: Remote access configuration cannot be specified with a launch template.");
        if (inputs.Map("launchTemplate") is var template && inputs.Has("launchTemplate") && template.Has("id") == template.Has("name"))
            yield return new CheckFailure("launchTemplate", "exactly one of id, name must be given");
        if (inputs.Has("launchTemplate") && inputs.Has("diskSize"))
            yield return new CheckFailure("diskSize", "InvalidParameterException: Disk size must be specified within the launch template");
        if (inputs.Map("updateConfig") is var update && update.Has("maxUnavailable") && update.Has("maxUnavailablePercentage"))
            yield return new CheckFailure("updateConfig.maxUnavailablePercentage", "conflicts with updateConfig.maxUnavailable; give one of them");
    }

    public override void Admit(AwsCloud cloud, AwsScope scope, PropertyMap inputs)
    {
        var cluster = cloud.Find(scope, "aws:eks/cluster:Cluster", inputs.Text("clusterName")!)!;
        var vpc = cluster.Properties.Map("vpcConfig").Text("vpcId");
        foreach (var subnet in inputs.Texts("subnetIds").Select(id => cloud.Find(scope, "aws:ec2/subnet:Subnet", id)!))
        {
            if (subnet.Properties.Text("vpcId") != vpc)
                throw new ProviderException($"InvalidParameterException: Subnet {subnet.Id} is not in {vpc}, the VPC of cluster {cluster.Id}");
        }
        if (KubernetesVersion.Minor(inputs.Text("version")) > KubernetesVersion.Minor(cluster.Properties.Text("version")))
        {
            throw new ProviderException(
                $"InvalidParameterException: Nodegroup Kubernetes version {inputs.Text("version")} is newer than the cluster's, {cluster.Properties.Text("version")}");
        }
        ClusterRule.RequireTrust(cloud, scope, inputs.Text("nodeRoleArn")!, "ec2.amazonaws.com", "sts:AssumeRole");
    }

    public override PropertyMap Complete(AwsCloud cloud, AwsScope scope, string id, PropertyMap outputs)
    {
        var cluster = cloud.Find(scope, "aws:eks/cluster:Cluster", outputs.Text("clusterName") ?? "");
        var version = outputs.Text("version") ?? cluster?.Properties.Text("version") ?? "";
        return outputs.With("version", version).With("releaseVersion", outputs.Text("releaseVersion") ?? $"{version}.0-20260818");
    }

    public override string Taken(string id, PropertyMap inputs) =>
        $"ResourceInUseException: NodeGroup already exists with name {inputs.Text("nodeGroupName")} and cluster name {inputs.Text("clusterName")}";
}
