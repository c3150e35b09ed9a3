using System.Collections.Immutable;

namespace Slipway.Infra.Identity;

/// <summary>Trust policies: who may assume a role.</summary>
public static class TrustPolicy
{
    /// <summary>The service through which EKS Pod Identity hands a role to a pod.</summary>
    private const string PodIdentity = "pods.eks.amazonaws.com";

    /// <summary>A service of AWS may assume the role.</summary>
    /// <param name="service">The service's principal, e.g. <c>eks.amazonaws.com</c>.</param>
    /// <param name="actions">Actions beside <c>sts:AssumeRole</c>, e.g. <c>sts:TagSession</c>.</param>
    public static PolicyDocument ForService(string service, params ImmutableArray<string> actions) =>
        PolicyDocument.Of(PolicyStatement.Allow(["sts:AssumeRole", .. actions]).To(PolicyPrincipal.Service(service)));

    /// <summary>A service may assume the role when it acts for this account, so that nobody else's resource can make it do so.</summary>
    /// <param name="service">The service's principal.</param>
    /// <param name="account">The account's number.</param>
    public static PolicyDocument ForServiceIn(string service, string account) => PolicyDocument.Of(
        PolicyStatement.Allow("sts:AssumeRole").To(PolicyPrincipal.Service(service)).If("StringEquals", "aws:SourceAccount", account));

    /// <summary>Pods that Pod Identity associates with the role may have it.</summary>
    public static PolicyDocument ForPods() => ForService(PodIdentity, "sts:TagSession");

    /// <summary>Jobs of GitHub Actions may assume the role whose token has exactly the given subject.</summary>
    /// <param name="providerArn">ARN of the account's identity provider for GitHub.</param>
    /// <param name="subject">The subject.</param>
    public static PolicyDocument ForGitHub(string providerArn, GitHubSubject subject) => PolicyDocument.Of(
        PolicyStatement.Allow("sts:AssumeRoleWithWebIdentity")
            .To(PolicyPrincipal.Federated(providerArn))
            .If("StringEquals", $"{GitHubSubject.Issuer}:aud", GitHubSubject.Audience)
            .If("StringEquals", $"{GitHubSubject.Issuer}:sub", subject.ToString()));
}
