using System.Collections.Immutable;
using Pulumi.Aws.Iam;

namespace Slipway.Infra.Identity;

/// <summary>An IAM role that a service of AWS assumes, for itself or for pods, with what it may do.</summary>
public sealed class ServiceRole : ComponentResource
{
    /// <summary>Type token.</summary>
    public const string Token = "slipway:infra:ServiceRole";

    /// <summary>Makes the role. Children are named <c>{name}…</c>.</summary>
    public ServiceRole(string name, ServiceRoleArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, args, options)
    {
        var role = new Role(name, new RoleArgs
        {
            AssumeRolePolicy = args.Trust.ToJson(),
            Tags = args.Tags.Named(name),
        }, this.Child());
        var managed = args.ManagedPolicies.Select(policy => (Resource)new RolePolicyAttachment($"{name}-{policy}", new RolePolicyAttachmentArgs
        {
            Role = role.Name,
            PolicyArn = args.Account.ManagedPolicy(policy),
        }, this.Child()));
        var own = args.Policy is null ? [] : (Resource[])
        [
            new RolePolicy($"{name}-policy", new RolePolicyArgs { Role = role.Name, Policy = args.Policy }, this.Child()),
        ];

        Ready = [role, .. managed, .. own];
        Arn = role.Arn;
        RegisterOutputs();
    }

    /// <summary>ARN of the role.</summary>
    [Output("arn")]
    public Output<string> Arn { get; private set; }

    /// <summary>The role and everything that it may do: depend on it from what uses the role.</summary>
    public ImmutableArray<Resource> Ready { get; }
}
