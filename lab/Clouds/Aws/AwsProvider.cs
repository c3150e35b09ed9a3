using System.Collections.Immutable;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Clouds.Schema;
using Slipway.Lab.Schema;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Aws;

/// <summary>The <c>aws</c> package, acting in one account and, unless a resource says otherwise, one region.</summary>
internal sealed class AwsProvider(PackageSchema schema, AwsCloud cloud, AwsScope scope, PropertyMap config) : SchemaProvider(schema)
{
    private const string RoleToken = "aws:iam/role:Role";

    private static readonly AwsRule Plain = new();

    private static readonly ImmutableDictionary<string, AwsRule> Rules = new Dictionary<string, AwsRule>
    {
        ["aws:ec2/eip:Eip"] = new ElasticIpRule(),
        ["aws:ec2/internetGateway:InternetGateway"] = new InternetGatewayRule(),
        ["aws:ec2/natGateway:NatGateway"] = new NatGatewayRule(),
        ["aws:ec2/route:Route"] = new RouteRule(),
        ["aws:ec2/routeTable:RouteTable"] = new RouteTableRule(),
        ["aws:ec2/routeTableAssociation:RouteTableAssociation"] = new RouteTableAssociationRule(),
        ["aws:ec2/subnet:Subnet"] = new SubnetRule(),
        ["aws:ec2/vpc:Vpc"] = new VpcRule(),
        ["aws:eks/accessEntry:AccessEntry"] = new AccessEntryRule(),
        ["aws:eks/accessPolicyAssociation:AccessPolicyAssociation"] = new AccessPolicyAssociationRule(),
        ["aws:eks/cluster:Cluster"] = new ClusterRule(),
        ["aws:eks/nodeGroup:NodeGroup"] = new NodeGroupRule(),
        [RoleToken] = new RoleRule(),
        ["aws:iam/rolePolicyAttachment:RolePolicyAttachment"] = new RolePolicyAttachmentRule(),
    }.ToImmutableDictionary();

    private readonly ImmutableHashSet<(string, string)> _aliased = AwsReferences.Outputs(schema);

    /// <summary>The scope of a resource, which may name a region of its own.</summary>
    public static AwsScope In(AwsScope scope, PropertyMap inputs) => inputs.Text("region") is { } region ? scope with { Region = region } : scope;

    protected override ResourceKind Kind(ResourceSchema resource) =>
        new AwsKind(cloud, scope, resource, Rules.GetValueOrDefault(resource.Token, Plain), _aliased);

    protected override PropertyMap Words(PropertyMap inputs) => In(scope, inputs).Words;

    // A role's trust policy may be given as an object; IAM knows it as text. The provider's default tags are on everything that has tags; a resource's own win.
    protected override PropertyMap Prepare(ResourceSchema resource, PropertyMap inputs)
    {
        if (resource.Token == RoleToken && inputs.Find("assumeRolePolicy") is { ContainsUnknowns: false } policy && policy.AsMap is { } document)
        {
            PropertyValue text = PropertyJson.Serialize(document);
            inputs = inputs.With("assumeRolePolicy", policy.ContainsSecrets ? PropertyValue.Secret(text) : text);
        }
        var defaults = config.Map("defaultTags").Map("tags");
        if (defaults.Count == 0 || !resource.Inputs.Properties.ContainsKey("tags") || inputs.Find("tags") is UnknownValue)
            return inputs;
        return inputs.With("tags", defaults.Merge(inputs.Map("tags")));
    }

    protected override Task<PropertyMap> CallAsync(FunctionSchema function, PropertyMap args, CancellationToken cancellation) => function.Token switch
    {
        "aws:index/getAvailabilityZones:getAvailabilityZones" => Task.FromResult(AwsFunctions.AvailabilityZones(In(scope, args), args)),
        "aws:index/getCallerIdentity:getCallerIdentity" => Task.FromResult(AwsFunctions.CallerIdentity(scope)),
        "aws:index/getRegion:getRegion" => Task.FromResult(AwsFunctions.Region(scope, args)),
        _ => base.CallAsync(function, args, cancellation),
    };
}
