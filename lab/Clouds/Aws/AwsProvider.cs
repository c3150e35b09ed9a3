using System.Collections.Immutable;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Clouds.Schema;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Schema;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Aws;

/// <summary>The <c>aws</c> package, acting in one account and, unless a resource says otherwise, one region.</summary>
internal sealed class AwsProvider(PackageSchema schema, AwsCloud cloud, AwsScope scope, PropertyMap config) : SchemaProvider(schema)
{
    private const string Ciphertext = "aws:kms/ciphertext:Ciphertext";
    private const string Egress = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
    private const string Ingress = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

    private static readonly ImmutableDictionary<string, AwsRule> Rules = new Dictionary<string, AwsRule>
    {
        ["aws:cloudwatch/logGroup:LogGroup"] = new LogGroupRule(),
        ["aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"] = new DefaultSecurityGroupRule(),
        ["aws:ec2/eip:Eip"] = new ElasticIpRule(),
        ["aws:ec2/flowLog:FlowLog"] = new FlowLogRule(),
        ["aws:ec2/internetGateway:InternetGateway"] = new InternetGatewayRule(),
        ["aws:ec2/launchTemplate:LaunchTemplate"] = new LaunchTemplateRule(),
        ["aws:ec2/natGateway:NatGateway"] = new NatGatewayRule(),
        ["aws:ec2/route:Route"] = new RouteRule(),
        ["aws:ec2/routeTable:RouteTable"] = new RouteTableRule(),
        ["aws:ec2/routeTableAssociation:RouteTableAssociation"] = new RouteTableAssociationRule(),
        [SecurityGroupRule.Token] = new SecurityGroupRule(),
        [SubnetRule.Token] = new SubnetRule(),
        ["aws:ec2/vpc:Vpc"] = new VpcRule(),
        ["aws:ec2/vpcEndpoint:VpcEndpoint"] = new VpcEndpointRule(),
        ["aws:ecr/lifecyclePolicy:LifecyclePolicy"] = new ImageLifecycleRule(),
        ["aws:ecr/repository:Repository"] = new ImageRepositoryRule(),
        ["aws:eks/accessEntry:AccessEntry"] = new AccessEntryRule(),
        ["aws:eks/accessPolicyAssociation:AccessPolicyAssociation"] = new AccessPolicyAssociationRule(),
        ["aws:eks/addon:Addon"] = new AddonRule(),
        [ClusterRule.Token] = new ClusterRule(),
        ["aws:eks/nodeGroup:NodeGroup"] = new NodeGroupRule(),
        ["aws:eks/podIdentityAssociation:PodIdentityAssociation"] = new PodIdentityAssociationRule(),
        ["aws:iam/openIdConnectProvider:OpenIdConnectProvider"] = new OpenIdConnectProviderRule(),
        ["aws:iam/policy:Policy"] = new IamPolicyRule(),
        ["aws:iam/role:Role"] = new RoleRule(),
        ["aws:iam/rolePolicy:RolePolicy"] = new RolePolicyRule(),
        ["aws:iam/rolePolicyAttachment:RolePolicyAttachment"] = new RolePolicyAttachmentRule(),
        ["aws:kms/alias:Alias"] = new KeyAliasRule(),
        ["aws:kms/key:Key"] = new KeyRule(),
        ["aws:s3/bucket:Bucket"] = new BucketRule(),
        ["aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"] = new BucketLifecycleRule(),
        ["aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"] = new BucketSettingRule(),
        ["aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"] = new BucketEncryptionRule(),
        ["aws:s3/bucketVersioning:BucketVersioning"] = new BucketVersioningRule(),
        [Egress] = new TrafficRule(Egress),
        [Ingress] = new TrafficRule(Ingress),
    }.ToImmutableDictionary();

    private readonly ImmutableHashSet<(string, string)> _aliased = AwsReferences.Outputs(schema);

    /// <summary>The scope of a resource, which may name a region of its own.</summary>
    public static AwsScope In(AwsScope scope, PropertyMap inputs) => inputs.Text("region") is { } region ? scope with { Region = region } : scope;

    public override async Task<DiffResult> DiffAsync(DiffRequest request, CancellationToken cancellation)
    {
        var diff = await base.DiffAsync(request, cancellation);
        return request.Type == ClusterRule.Token ? ClusterRule.Weigh(diff, request.OldInputs, request.NewInputs) : diff;
    }

    protected override ResourceKind Kind(ResourceSchema resource) => resource.Token == Ciphertext
        ? new CiphertextKind(cloud, scope)
        : new AwsKind(cloud, scope, resource, Rules[resource.Token], _aliased);

    protected override PropertyMap Words(PropertyMap inputs) => In(scope, inputs).Words;

    // A policy may be given as an object; AWS knows it as text. The provider's default tags are on everything that has tags; a resource's own win.
    protected override PropertyMap Prepare(ResourceSchema resource, PropertyMap inputs)
    {
        foreach (var name in resource.Inputs.Properties.Values.Where(p => p.Type.Kind == TypeKind.Union).Select(p => p.Name))
        {
            if (inputs.Find(name) is not { ContainsUnknowns: false } policy || policy.AsMap is not { } document)
                continue;
            PropertyValue text = PropertyJson.Serialize(document);
            inputs = inputs.With(name, policy.ContainsSecrets ? PropertyValue.Secret(text) : text);
        }
        var defaults = config.Map("defaultTags").Map("tags");
        if (defaults.Count == 0 || !resource.Inputs.Properties.ContainsKey("tags") || inputs.Find("tags") is UnknownValue)
            return inputs;
        return inputs.With("tags", defaults.Merge(inputs.Map("tags")));
    }

    protected override Task<PropertyMap> CallAsync(FunctionSchema function, PropertyMap args, CancellationToken cancellation) => function.Token switch
    {
        "aws:eks/getAddonVersion:getAddonVersion" => Task.FromResult(AwsFunctions.AddonVersion(In(scope, args), args)),
        "aws:index/getAvailabilityZones:getAvailabilityZones" => Task.FromResult(AwsFunctions.AvailabilityZones(In(scope, args), args)),
        "aws:index/getCallerIdentity:getCallerIdentity" => Task.FromResult(AwsFunctions.CallerIdentity(scope)),
        "aws:index/getRegion:getRegion" => Task.FromResult(AwsFunctions.Region(scope, args)),
        _ => base.CallAsync(function, args, cancellation),
    };
}
