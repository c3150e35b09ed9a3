using System.Collections.Immutable;

namespace Slipway.Infra.Identity;

/// <summary>Whom a statement of a trust or resource policy is about.</summary>
public sealed record PolicyPrincipal
{
    private PolicyPrincipal(string kind, ImmutableArray<string> values)
    {
        Kind = kind;
        Values = values;
    }

    /// <summary>Everybody. Only conditions narrow it.</summary>
    public static PolicyPrincipal Anyone { get; } = new("AWS", ["*"]);

    /// <summary>The kind's name in IAM's language: <c>Service</c>, <c>AWS</c> or <c>Federated</c>.</summary>
    public string Kind { get; }

    /// <summary>Services or ARNs.</summary>
    public ImmutableArray<string> Values { get; }

    /// <summary>A service of AWS, e.g. <c>ec2.amazonaws.com</c>.</summary>
    public static PolicyPrincipal Service(string service) => new("Service", [service]);

    /// <summary>An account, a role or a user, by ARN. An account's <c>root</c> stands for everybody in it whom IAM lets.</summary>
    public static PolicyPrincipal Aws(string arn) => new("AWS", [arn]);

    /// <summary>An identity provider of the account, by ARN.</summary>
    public static PolicyPrincipal Federated(string arn) => new("Federated", [arn]);
}
