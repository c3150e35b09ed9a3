using System.Collections.Immutable;
using Pulumi.Aws.Ec2;
using Pulumi.Aws.Vpc;

namespace Slipway.Infra.Networking;

/// <summary>Services of AWS within the VPC: S3 by route, and others by network interfaces that only the VPC's own addresses reach.</summary>
public sealed class PrivateEndpoints : ComponentResource
{
    /// <summary>Type token.</summary>
    public const string Token = "slipway:infra:PrivateEndpoints";

    private const int Https = 443;

    private readonly string _name;
    private readonly PrivateEndpointsArgs _args;

    /// <summary>Makes the endpoints. Children are named <c>{name}-…</c>.</summary>
    public PrivateEndpoints(string name, PrivateEndpointsArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, args, options)
    {
        _name = name;
        _args = args;

        Ready = [Storage(), .. args.Set == EndpointSet.All ? Interfaces() : []];
        RegisterOutputs();
    }

    /// <summary>
    /// The services that <see cref="EndpointSet.All"/> reaches by interface: images, instances, credentials, logs, keys, the EKS API, Pod
    /// Identity, load balancers, scaling, and sessions on nodes (facts: EKS private clusters, Systems Manager).
    /// </summary>
    public static ImmutableArray<string> Services { get; } =
    [
        "autoscaling", "ec2", "ec2messages", "ecr.api", "ecr.dkr", "eks", "eks-auth", "elasticloadbalancing", "kms", "logs", "ssm", "ssmmessages", "sts",
    ];

    /// <summary>The endpoints and what makes them reachable.</summary>
    public ImmutableArray<Resource> Ready { get; }

    private VpcEndpoint Storage() => new($"{_name}-s3", new VpcEndpointArgs
    {
        VpcId = _args.VpcId,
        ServiceName = Service("s3"),
        VpcEndpointType = "Gateway",
        RouteTableIds = _args.RouteTableIds,
        Tags = _args.Tags.Named($"{_name}-s3"),
    }, this.Child());

    private ImmutableArray<Resource> Interfaces()
    {
        var group = new SecurityGroup($"{_name}-group", new SecurityGroupArgs
        {
            Description = "HTTPS from inside the VPC to endpoints of AWS",
            VpcId = _args.VpcId,
            Tags = _args.Tags.Named($"{_name}-group"),
        }, this.Child());
        var rule = new SecurityGroupIngressRule($"{_name}-https", new SecurityGroupIngressRuleArgs
        {
            SecurityGroupId = group.Id,
            Description = "HTTPS from inside the VPC",
            CidrIpv4 = _args.Cidr.ToString(),
            IpProtocol = "tcp",
            FromPort = Https,
            ToPort = Https,
            Tags = _args.Tags.Named($"{_name}-https"),
        }, this.Child());
        return [rule, .. Services.Select(service => Interface(service, group))];
    }

    private VpcEndpoint Interface(string service, SecurityGroup group)
    {
        var name = $"{_name}-{service.Replace('.', '-')}";
        return new VpcEndpoint(name, new VpcEndpointArgs
        {
            VpcId = _args.VpcId,
            ServiceName = Service(service),
            VpcEndpointType = "Interface",
            PrivateDnsEnabled = true,
            SubnetIds = _args.SubnetIds,
            SecurityGroupIds = { group.Id },
            Tags = _args.Tags.Named(name),
        }, this.Child());
    }

    private string Service(string service) => $"com.amazonaws.{_args.Region}.{service}";
}
