using System.Collections.Immutable;
using Pulumi.Aws.Eks;

namespace Slipway.Infra.Identity;

/// <summary>What the pods of one service account may do in AWS: a role, and EKS Pod Identity to hand it to them. No key, no annotation, no ARN in a manifest.</summary>
public sealed class WorkloadIdentity : ComponentResource
{
    /// <summary>Type token.</summary>
    public const string Token = "slipway:infra:WorkloadIdentity";

    /// <summary>Makes the identity. Children are named <c>{name}…</c>.</summary>
    /// <exception cref="ArgumentException">The identity may do nothing.</exception>
    public WorkloadIdentity(string name, WorkloadIdentityArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, args, options)
    {
        if (args.ManagedPolicies.IsEmpty && args.Policy is null)
            throw new ArgumentException($"{args.ServiceAccount} would get a role that may do nothing; give it a policy", nameof(args));
        var role = new ServiceRole(name, new ServiceRoleArgs
        {
            Account = args.Account,
            Trust = TrustPolicy.ForPods(),
            ManagedPolicies = args.ManagedPolicies,
            Policy = args.Policy,
            Tags = args.Tags,
        }, this.Part());
        var association = new PodIdentityAssociation(name, new PodIdentityAssociationArgs
        {
            ClusterName = args.ClusterName,
            Namespace = args.ServiceAccount.Namespace,
            ServiceAccount = args.ServiceAccount.Name,
            RoleArn = role.Arn,
            Tags = args.Tags.Named(name),
        }, this.Child(role.Ready));

        RoleArn = role.Arn;
        Ready = [association];
        RegisterOutputs();
    }

    /// <summary>ARN of the role.</summary>
    [Output("roleArn")]
    public Output<string> RoleArn { get; private set; }

    /// <summary>What must exist before the pods start: a pod that started earlier has no identity until it is restarted.</summary>
    public ImmutableArray<Resource> Ready { get; }
}
