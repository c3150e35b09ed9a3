using System.Security.Cryptography;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Aws;

/// <summary>A VPC endpoint: a gateway in route tables, for S3 and DynamoDB, or interfaces in subnets, one per zone.</summary>
internal sealed class VpcEndpointRule : AwsRule
{
    private const string Vpc = "aws:ec2/vpc:Vpc";
    private const string RouteTable = "aws:ec2/routeTable:RouteTable";
    private const string Token = "aws:ec2/vpcEndpoint:VpcEndpoint";

    private static readonly string[] Gateways = ["dynamodb", "s3"];

    private static readonly string[] Interfaces =
    [
        "autoscaling", "cloudformation", "dynamodb", "ebs", "ec2", "ec2messages", "ecr.api", "ecr.dkr", "ecs", "eks", "eks-auth", "elasticfilesystem",
        "elasticloadbalancing", "email-smtp", "events", "execute-api", "guardduty-data", "kinesis-firehose", "kinesis-streams", "kms", "lambda", "logs",
        "monitoring", "rds", "s3", "secretsmanager", "sns", "sqs", "ssm", "ssmmessages", "states", "sts", "synthetics", "xray",
    ];

    // What a gateway cannot have, and what interfaces cannot.
    private static readonly string[] OfInterfaces = ["subnetIds", "securityGroupIds", "subnetConfigurations"];

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        foreach (var missing in new[] { "resourceConfigurationArn", "serviceNetworkArn", "subnetConfigurations" }.Where(inputs.Has))
            yield return new CheckFailure(missing, "the lab's AWS does not offer this; leave it out, or run against the real one");
        if (!inputs.Has("serviceName"))
            yield return new CheckFailure("serviceName", "is missing: an endpoint leads to a service, e.g. com.amazonaws.eu-west-1.s3");
        if (inputs.Find("vpcEndpointType") is UnknownValue)
            yield break;
        var isGateway = inputs.Text("vpcEndpointType") is null or "Gateway";
        foreach (var name in isGateway ? OfInterfaces.Where(inputs.Has) : new[] { "routeTableIds" }.Where(inputs.Has))
            yield return new CheckFailure(name, $"InvalidParameter: {name} is not supported for endpoints of type {(isGateway ? "Gateway" : "Interface")}");
        if (isGateway && inputs.Flag("privateDnsEnabled"))
            yield return new CheckFailure("privateDnsEnabled", "InvalidParameter: Private DNS is not supported for endpoints of type Gateway");
        if (!isGateway && !inputs.Has("subnetIds"))
            yield return new CheckFailure("subnetIds", "is missing: an interface endpoint stands in subnets");
        if (isGateway && !inputs.Has("routeTableIds"))
            yield return new CheckFailure("routeTableIds", "is missing: a gateway endpoint serves the subnets of route tables");
        if (inputs.Text("policy") is { } policy && PolicyText.ProblemOf(PolicyKind.Endpoint, policy) is { } problem)
            yield return new CheckFailure("policy", problem);
    }

    public override void Admit(AwsCloud cloud, AwsScope scope, PropertyMap inputs)
    {
        AdmitService(scope, inputs);
        AdmitPlace(cloud, scope, inputs, null);
    }

    public override void AdmitUpdate(AwsCloud cloud, AwsScope scope, AwsObject there, PropertyMap inputs) => AdmitPlace(cloud, scope, inputs, there.Id);

    public override PropertyMap Complete(AwsCloud cloud, AwsScope scope, string id, PropertyMap outputs)
    {
        var there = cloud.Find(scope, Token, id)?.Properties;
        var service = outputs.Text("serviceName")!;
        if (outputs.Text("vpcEndpointType") is null or "Gateway")
            return outputs.With("prefixListId", PrefixList(service));
        var interfaces = outputs.Texts("subnetIds").Select((_, i) =>
            (PropertyValue)(there?.Texts("networkInterfaceIds").ElementAtOrDefault(i) ?? $"eni-{RandomNumberGenerator.GetHexString(17, lowercase: true)}"));
        var names = new List<string> { $"{id}-{id[^8..]}.{service.Split('.', 4)[3]}.{scope.Region}.vpce.amazonaws.com" };
        if (outputs.Flag("privateDnsEnabled"))
            names.Add(PrivateName(service, scope.Region));
        return outputs.Merge(PropertyMap.Of(
            ("networkInterfaceIds", PropertyValue.List(interfaces)),
            ("ipAddressType", outputs.Text("ipAddressType") is { Length: > 0 } type ? type : "ipv4"),
            ("dnsEntries", PropertyValue.List(names.Select(n => (PropertyValue)PropertyMap.Of(("dnsName", n), ("hostedZoneId", "Z00000000000000000000")))))));
    }

    public override string InUse(string id, string users) => $"DependencyViolation: the endpoint {id} has routes: {users}";

    private static void AdmitService(AwsScope scope, PropertyMap inputs)
    {
        var (service, isGateway) = (inputs.Text("serviceName")!, inputs.Text("vpcEndpointType") is null or "Gateway");
        var prefix = $"com.amazonaws.{scope.Region}.";
        var known = Gateways.Concat(Interfaces).Distinct().Select(s => prefix + s).ToList();
        if (!known.Contains(service))
        {
            throw new ProviderException($"InvalidServiceName: The Vpc Endpoint Service '{service}' does not exist"
                + (NearestName.Of(service, known) is { } near ? $"; did you mean {near}?" : $" in {scope.Region}"));
        }
        if (isGateway && !Gateways.Contains(service[prefix.Length..]))
            throw new ProviderException($"InvalidParameter: The Vpc Endpoint Service '{service}' is not of type Gateway; give vpcEndpointType: Interface");
    }

    private static void AdmitPlace(AwsCloud cloud, AwsScope scope, PropertyMap inputs, string? self)
    {
        var vpc = cloud.Find(scope, Vpc, inputs.Text("vpcId")!)!;
        RequireSameVpc(cloud, scope, vpc.Id, RouteTable, inputs.Texts("routeTableIds"));
        RequireSameVpc(cloud, scope, vpc.Id, SubnetRule.Token, inputs.Texts("subnetIds"));
        RequireSameVpc(cloud, scope, vpc.Id, SecurityGroupRule.Token, inputs.Texts("securityGroupIds"));
        var zones = inputs.Texts("subnetIds").Select(s => cloud.Find(scope, SubnetRule.Token, s)!).GroupBy(s => s.Properties.Text("availabilityZone"));
        if (zones.FirstOrDefault(z => z.Count() > 1) is { } twice)
            throw new ProviderException($"DuplicateSubnetsInSameZone: Found another VPC endpoint subnet in the availability zone of {twice.Last().Id} ({twice.Key}, subnetIds)");
        var twins = cloud.Users(scope, Vpc, vpc.Id).Where(u => u.Type == Token && u.Id != self && u.Properties.Text("serviceName") == inputs.Text("serviceName")).ToList();
        foreach (var table in inputs.Texts("routeTableIds"))
        {
            if (twins.Exists(t => t.Properties.Texts("routeTableIds").Contains(table)))
                throw new ProviderException($"RouteAlreadyExists: route table {table} already has a route with destination-prefix-list-id {PrefixList(inputs.Text("serviceName")!)}");
        }
        if (!inputs.Flag("privateDnsEnabled"))
            return;
        if (!vpc.Properties.Flag("enableDnsSupport") || !vpc.Properties.Flag("enableDnsHostnames"))
            throw new ProviderException($"InvalidParameter: Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for {vpc.Id}");
        if (twins.Find(t => t.Properties.Flag("privateDnsEnabled")) is { } other)
        {
            throw new ProviderException(
                $"InvalidParameter: private-dns-enabled cannot be set because there is already a conflicting DNS domain for {PrivateName(inputs.Text("serviceName")!, scope.Region)} in the VPC {vpc.Id} ({other.Id})");
        }
    }

    private static void RequireSameVpc(AwsCloud cloud, AwsScope scope, string vpcId, string type, IEnumerable<string> ids)
    {
        foreach (var id in ids)
        {
            if (cloud.Find(scope, type, id)!.Properties.Text("vpcId") is var other && other != vpcId)
                throw new ProviderException($"InvalidParameter: {id} is not in {vpcId}, the VPC of the endpoint, but in {other}");
        }
    }

    private static string PrefixList(string service) => service.EndsWith(".s3", StringComparison.Ordinal) ? "pl-63a5400a" : "pl-02cd2c6b";

    // ecr.api answers as api.ecr, s3 for any bucket.
    private static string PrivateName(string service, string region) =>
        $"{string.Join('.', service.Split('.', 4)[3].Split('.').Reverse())}.{region}.amazonaws.com";
}
