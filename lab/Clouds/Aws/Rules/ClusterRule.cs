using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Slipway.Lab.Clouds.Keys;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Aws;

/// <summary>An EKS cluster: subnets of one VPC in two zones or more, a role that EKS may assume, an API server with a certificate of its own.</summary>
internal sealed class ClusterRule : AwsRule
{
    /// <summary>Type token of clusters.</summary>
    public const string Token = "aws:eks/cluster:Cluster";

    private const string Subnet = "aws:ec2/subnet:Subnet";

    // In the order in which a cluster may go through them.
    private static readonly string[] Modes = ["CONFIG_MAP", "API_AND_CONFIG_MAP", "API"];

    // What EKS takes for the endpoint when nothing is said.
    private static readonly PropertyMap Defaults = PropertyMap.Of(
        ("endpointPrivateAccess", false), ("endpointPublicAccess", true), ("publicAccessCidrs", PropertyValue.List("0.0.0.0/0")));

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        var vpc = inputs.Map("vpcConfig");
        if (vpc.Find("endpointPublicAccess")?.Bare() is BoolValue { Value: false } && !vpc.Flag("endpointPrivateAccess") && !IsUnknown(vpc, "endpointPrivateAccess"))
            yield return new CheckFailure("vpcConfig.endpointPrivateAccess", "InvalidParameterException: Private and public endpoint access cannot both be false");
        foreach (var failure in AutoMode.Check(inputs))
            yield return failure;
    }

    public override void Admit(AwsCloud cloud, AwsScope scope, PropertyMap inputs)
    {
        var subnets = inputs.Map("vpcConfig").Texts("subnetIds").Select(id => cloud.Find(scope, Subnet, id)!).ToList();
        if (subnets.Select(s => s.Properties.Text("availabilityZone")).Distinct().Count() < 2)
            throw new ProviderException("InvalidParameterException: Subnets specified must be in at least two different AZs (vpcConfig.subnetIds)");
        if (subnets.Select(s => s.Properties.Text("vpcId")).Distinct().Count() > 1)
            throw new ProviderException("InvalidParameterException: Subnets specified must belong to the same VPC (vpcConfig.subnetIds)");
        if (inputs.Map("computeConfig").Flag("enabled"))
            RequireTrust(cloud, scope, inputs.Text("roleArn")!, "eks.amazonaws.com", "sts:AssumeRole", "sts:TagSession");
        else
            RequireTrust(cloud, scope, inputs.Text("roleArn")!, "eks.amazonaws.com", "sts:AssumeRole");
    }

    /// <summary>Refuses a role that a service may not assume.</summary>
    public static void RequireTrust(AwsCloud cloud, AwsScope scope, string roleArn, string service, params ReadOnlySpan<string> actions)
    {
        var role = cloud.Find(scope, new AwsReference("", "aws:iam/role:Role", "arn", roleArn));
        if (role?.Properties.Text("assumeRolePolicy") is { } policy && !PolicyText.Allows(policy, service, actions))
            throw new ProviderException($"InvalidParameterException: The trust policy of role {roleArn} does not let {service} assume it; add it under Principal.Service with {string.Join(", ", actions)}");
    }

    /// <summary>Encryption is added to a cluster that stands, and never taken away: neither replaces it.</summary>
    public static DiffResult Weigh(DiffResult diff, PropertyMap old, PropertyMap wanted) => old.Has("encryptionConfig") && wanted.Has("encryptionConfig")
        ? diff
        : diff with
        {
            Changes = diff.Changes.ToImmutableSortedDictionary(
                c => c.Key,
                c => !c.Key.StartsWith("encryptionConfig", StringComparison.Ordinal) ? c.Value : old.Has("encryptionConfig") ? DiffKind.Delete : DiffKind.Add,
                StringComparer.Ordinal),
        };

    public override void AdmitChange(PropertyMap there, PropertyMap inputs)
    {
        if (there.Has("encryptionConfig") && !inputs.Has("encryptionConfig"))
            throw new ProviderException("InvalidRequestException: envelope encryption cannot be disabled once it is enabled (encryptionConfig)");
        var (before, after) = (there.Map("accessConfig").Text("authenticationMode"), inputs.Map("accessConfig").Text("authenticationMode"));
        if (after is not null && Array.IndexOf(Modes, after) < Array.IndexOf(Modes, before))
            throw new ProviderException($"InvalidParameterException: Unsupported authentication mode update from {before} to {after}: there is no way back (accessConfig.authenticationMode)");
        if (KubernetesVersion.Minor(there.Text("version")) is not { } from || KubernetesVersion.Minor(inputs.Text("version")) is not { } to)
            return;
        if (to < from)
            throw new ProviderException($"InvalidParameterException: Unsupported Kubernetes minor version update from 1.{from} to 1.{to}: a cluster cannot go back (version)");
        if (to > from + 1)
            throw new ProviderException($"InvalidParameterException: Unsupported Kubernetes minor version update from 1.{from} to 1.{to}: one minor version at a time, so 1.{from + 1} first (version)");
    }

    public override PropertyMap Complete(AwsCloud cloud, AwsScope scope, string id, PropertyMap outputs)
    {
        var vpc = Defaults.Merge(outputs.Map("vpcConfig"));
        var subnet = vpc.Texts("subnetIds").Select(s => cloud.Find(scope, Subnet, s)).FirstOrDefault(s => s is not null);
        var there = cloud.Find(scope, "aws:eks/cluster:Cluster", id)?.Properties;
        vpc = vpc
            .With("vpcId", subnet?.Properties.Text("vpcId") ?? "")
            .With("clusterSecurityGroupId", there?.Map("vpcConfig").Text("clusterSecurityGroupId") ?? $"sg-{RandomNumberGenerator.GetHexString(17, lowercase: true)}");
        outputs = outputs.With("vpcConfig", vpc);
        if (there is not null)
            return outputs;
        var host = RandomNumberGenerator.GetHexString(32);
        return outputs.Merge(PropertyMap.Of(
            ("endpoint", $"https://{host}.gr7.{scope.Region}.eks.amazonaws.com"),
            ("identities", PropertyValue.List(PropertyMap.Of(
                ("oidcs", PropertyValue.List(PropertyMap.Of(("issuer", $"https://oidc.eks.{scope.Region}.amazonaws.com/id/{host}"))))))),
            ("certificateAuthority", PropertyMap.Of(("data", NewAuthority())))));
    }

    public override void Created(AwsCloud cloud, AwsScope scope, AwsObject made)
    {
        var name = ClusterEndpoints.NameOf(made.Id, scope.Region, scope.Account);
        cloud.Kubernetes.Install(name);
        var vpc = made.Properties.Map("vpcConfig");
        SecurityGroupRule.Install(
            cloud, scope, vpc.Text("clusterSecurityGroupId")!, vpc.Text("vpcId")!, $"eks-cluster-sg-{made.Id}", "EKS created security group applied to ENI that is attached to EKS Control Plane master nodes");
        cloud.Endpoints.Add(made.Properties.Text("endpoint")!, new ClusterEndpoint(name, made.Properties.Map("certificateAuthority").Text("data")!));
    }

    public override void AdmitDeletion(AwsCloud cloud, AwsScope scope, AwsObject there)
    {
        if (there.Properties.Flag("deletionProtection"))
            throw new ProviderException($"InvalidRequestException: Cluster {there.Id} has deletion protection enabled; set deletionProtection to false first");
    }

    public override void Deleted(AwsCloud cloud, AwsScope scope, AwsObject gone)
    {
        cloud.Endpoints.Remove(gone.Properties.Text("endpoint") ?? "");
        cloud.Delete(scope, SecurityGroupRule.Token, gone.Properties.Map("vpcConfig").Text("clusterSecurityGroupId") ?? "");
        cloud.Kubernetes.Uninstall(ClusterEndpoints.NameOf(gone.Id, scope.Region, scope.Account));
        foreach (var type in (ReadOnlySpan<string>)[
            "aws:eks/accessEntry:AccessEntry", "aws:eks/accessPolicyAssociation:AccessPolicyAssociation", "aws:eks/addon:Addon",
            "aws:eks/podIdentityAssociation:PodIdentityAssociation"])
        {
            foreach (var entry in cloud.List(scope, type).Where(e => e.Properties.Text("clusterName") == gone.Id).ToList())
                cloud.Delete(scope, type, entry.Id);
        }
    }

    public override string Taken(string id, PropertyMap inputs) => $"ResourceInUseException: Cluster already exists with name: {id}";

    public override string InUse(string id, string users) => $"ResourceInUseException: Cluster {id} has nodegroups attached: {users}";

    private static bool IsUnknown(PropertyMap map, string name) => map.Find(name) is { ContainsUnknowns: true };

    // As EKS gives it: a self-signed certificate, PEM, in base64. Its key is of no use to anybody here and is not kept.
    private static string NewAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=kubernetes", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.DigitalSignature, critical: true));
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddYears(10));
        return Convert.ToBase64String(Encoding.ASCII.GetBytes(Pem.Write("CERTIFICATE", certificate.RawData)));
    }
}
