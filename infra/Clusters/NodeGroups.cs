using System.Collections.Immutable;
using Pulumi.Aws.Ec2;
using Pulumi.Aws.Ec2.Inputs;
using Pulumi.Aws.Eks;
using Pulumi.Aws.Eks.Inputs;
using Slipway.Infra.Identity;

namespace Slipway.Infra.Clusters;

/// <summary>The node groups of a cluster. Nodes have encrypted disks, and their metadata answers to themselves alone, not to pods.</summary>
public sealed class NodeGroups : ComponentResource
{
    /// <summary>Type token.</summary>
    public const string Token = "slipway:infra:NodeGroups";

    // Bottlerocket's own volume: it holds two copies of the system and nothing that grows.
    private const int SystemGiB = 4;

    private readonly string _name;
    private readonly NodeGroupsArgs _args;

    /// <summary>Makes the groups. Children are named <c>{name}-…</c>.</summary>
    public NodeGroups(string name, NodeGroupsArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, args, options)
    {
        _name = name;
        _args = args;

        // The addresses of pods are the business of the vpc-cni add-on, which has an identity of its own.
        var role = new ServiceRole($"{name}-role", new ServiceRoleArgs
        {
            Account = args.Account,
            Trust = TrustPolicy.ForService("ec2.amazonaws.com"),
            ManagedPolicies = ["AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly", "AmazonSSMManagedInstanceCore"],
            Tags = args.Tags,
        }, this.Part());
        Ready = [.. args.Pools.Select(pool => Group(pool, Template(pool), role))];
        RegisterOutputs();
    }

    /// <summary>The groups.</summary>
    public ImmutableArray<Resource> Ready { get; }

    private LaunchTemplate Template(NodePool pool)
    {
        var name = $"{_name}-{pool.Name}";
        var tags = _args.Tags.Named($"{_args.ClusterLabel}-{pool.Name}");
        return new LaunchTemplate(name, new LaunchTemplateArgs
        {
            Description = $"Nodes of the pool {pool.Name} of {_args.ClusterLabel}",
            UpdateDefaultVersion = true,
            MetadataOptions = new LaunchTemplateMetadataOptionsArgs
            {
                HttpEndpoint = "enabled",
                HttpTokens = "required",
                // A pod's request takes one more hop than the node's own.
                HttpPutResponseHopLimit = 1,
            },
            BlockDeviceMappings = Volumes(pool).ToArray(),
            TagSpecifications = ((string[])["instance", "volume", "network-interface"])
                .Select(type => new LaunchTemplateTagSpecificationArgs { ResourceType = type, Tags = tags }).ToArray(),
            Tags = tags,
        }, this.Child());
    }

    private IEnumerable<LaunchTemplateBlockDeviceMappingArgs> Volumes(NodePool pool)
    {
        if (pool.Image.SystemVolume() is { } system)
            yield return Volume(system, SystemGiB);
        yield return Volume(pool.Image.DataVolume(), pool.DiskGiB);
    }

    private LaunchTemplateBlockDeviceMappingArgs Volume(string device, int gib) => new()
    {
        DeviceName = device,
        Ebs = new LaunchTemplateBlockDeviceMappingEbsArgs
        {
            VolumeType = "gp3",
            VolumeSize = gib,
            Encrypted = "true",
            KmsKeyId = _args.KeyArn,
            DeleteOnTermination = "true",
        },
    };

    private NodeGroup Group(NodePool pool, LaunchTemplate template, ServiceRole role)
    {
        var options = this.Child([.. role.Ready, .. _args.DependsOn]);
        // Autoscalers move it; an update must not move it back.
        options.IgnoreChanges.Add("scalingConfig.desiredSize");
        return new NodeGroup($"{_name}-{pool.Name}", new NodeGroupArgs
        {
            ClusterName = _args.ClusterName,
            NodeRoleArn = role.Arn,
            SubnetIds = _args.SubnetIds,
            InstanceTypes = pool.InstanceTypes,
            Version = _args.KubernetesVersion,
            AmiType = pool.Image.AmiType(pool.Architecture),
            CapacityType = pool.Capacity switch
            {
                NodeCapacity.OnDemand => "ON_DEMAND",
                NodeCapacity.Spot => "SPOT",
                var other => throw new ArgumentOutOfRangeException(nameof(pool), other, "not a way to buy nodes"),
            },
            LaunchTemplate = new NodeGroupLaunchTemplateArgs { Id = template.Id, Version = template.LatestVersion.Apply(version => $"{version}") },
            ScalingConfig = new NodeGroupScalingConfigArgs { MinSize = pool.MinSize, DesiredSize = pool.DesiredSize, MaxSize = pool.MaxSize },
            Labels = pool.Labels,
            Taints = pool.Taints.Select(Taint).ToArray(),
            UpdateConfig = new NodeGroupUpdateConfigArgs { MaxUnavailablePercentage = 33 },
            NodeRepairConfig = new NodeGroupNodeRepairConfigArgs { Enabled = true },
            Tags = _args.Tags.Named($"{_name}-{pool.Name}"),
        }, options);
    }

    private static NodeGroupTaintArgs Taint(NodeTaint taint) => new() { Key = taint.Key, Value = taint.Value!, Effect = taint.ApiEffect };
}
