using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Engine.Providers;

namespace Slipway.Lab.Clouds.Aws;

/// <summary>What the pods of a service account may do in AWS, by EKS Pod Identity: association, role, policies of the role, policy of the key.</summary>
public sealed class PodIdentity
{
    private const string Association = "aws:eks/podIdentityAssociation:PodIdentityAssociation";
    private const string Role = "aws:iam/role:Role";
    private const string RolePolicy = "aws:iam/rolePolicy:RolePolicy";
    private const string Attachment = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
    private const string Policy = "aws:iam/policy:Policy";
    private const string Decryption = "kms:Decrypt";

    private readonly AwsCloud _cloud;

    internal PodIdentity(AwsCloud cloud) => _cloud = cloud;

    /// <summary>Decrypts with KMS as a pod does.</summary>
    /// <param name="cluster">The cluster: <c>name.region.account</c>.</param>
    /// <param name="space">The pod's namespace.</param>
    /// <param name="serviceAccount">The pod's service account.</param>
    /// <param name="keyArn">The key.</param>
    /// <param name="ciphertext">What it encrypted, in base64.</param>
    /// <param name="context">The encryption context.</param>
    /// <exception cref="ProviderException">The pod has no role, the role or the key does not allow it, or the key does not open it; the message names the link that is missing.</exception>
    public byte[] Decrypt(string cluster, string space, string serviceAccount, string keyArn, string ciphertext, IReadOnlyDictionary<string, string> context)
    {
        var parts = cluster.Split('.');
        var scope = new AwsScope(parts[^1], parts[^2]);
        var name = string.Join('.', parts[..^2]);
        var association = _cloud.List(scope, Association).FirstOrDefault(a =>
            a.Properties.Text("clusterName") == name && a.Properties.Text("namespace") == space && a.Properties.Text("serviceAccount") == serviceAccount)
            ?? throw new ProviderException($"get credentials: {name} has no EKS Pod Identity association for service account {space}/{serviceAccount}");
        var roleArn = association.Properties.Text("roleArn") ?? "";
        var role = _cloud.Find(scope, new AwsReference("", Role, "arn", roleArn))
            ?? throw new ProviderException($"get credentials: the role of the EKS Pod Identity association of {space}/{serviceAccount} is gone: {roleArn}");
        PodIdentityAssociationRule.RequireTrust(_cloud, scope, roleArn);
        var request = context.ToDictionary(c => $"kms:EncryptionContext:{c.Key}", c => c.Value, StringComparer.Ordinal);
        Require(PoliciesOf(scope, role), s => s.Reaches(keyArn), request, roleArn, keyArn, "identity-based");
        var key = _cloud.Kms.Find(scope, keyArn)?.Properties;
        // A key without a policy of its own has the default one, which leaves the decision to IAM.
        if (key?.Text("policy") is { } policy)
        {
            var root = $"arn:{scope.Partition}:iam::{scope.Account}:root";
            Require([policy], s => s.Principals("AWS").Any(p => p == root || p == roleArn || p == "*" || p == scope.Account), request, roleArn, keyArn, "resource-based");
        }
        return _cloud.Kms.Decrypt(keyArn, ciphertext, context);
    }

    private IEnumerable<string> PoliciesOf(AwsScope scope, AwsObject role)
    {
        var name = role.Properties.Text("name") ?? role.Id;
        foreach (var inline in _cloud.List(scope, RolePolicy).Where(p => p.Properties.Text("role") == name))
            yield return inline.Properties.Text("policy") ?? "";
        foreach (var attached in _cloud.List(scope, Attachment).Where(a => a.Properties.Text("role") == name))
        {
            if (_cloud.Find(scope, new AwsReference("", Policy, "arn", attached.Properties.Text("policyArn") ?? ""))?.Properties.Text("policy") is { } managed)
                yield return managed;
        }
    }

    private static void Require(
        IEnumerable<string> policies, Func<PolicyStatement, bool> concerns, IReadOnlyDictionary<string, string> request, string roleArn, string keyArn, string kind)
    {
        var about = policies.SelectMany(PolicyText.Statements).Where(s => s.Covers(Decryption) && concerns(s) && s.Holds(request)).ToList();
        var denied = $"AccessDeniedException: User: {roleArn} is not authorized to perform: {Decryption} on resource: {keyArn}";
        if (about.Exists(s => !s.IsAllow))
            throw new ProviderException($"{denied} with an explicit deny in the {kind} policy");
        if (about.Count == 0)
            throw new ProviderException($"{denied} because no {kind} policy allows the {Decryption} action");
    }
}
