using System.Collections.Immutable;
using Slipway.Infra.Identity;

namespace Slipway.Infra.Workloads;

/// <summary>Identities of the controllers that the fleet brings into a cluster.</summary>
public sealed class ControllerIdentities : ComponentResource
{
    /// <summary>Type token.</summary>
    public const string Token = "slipway:infra:ControllerIdentities";

    private readonly string _name;
    private readonly ControllerIdentitiesArgs _args;

    /// <summary>Makes the identities. Children are named <c>{name}-…</c>.</summary>
    public ControllerIdentities(string name, ControllerIdentitiesArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, args, options)
    {
        _name = name;
        _args = args;
        var (account, zones) = (args.Account, args.DnsZones);

        Ready =
        [
            .. args.Workloads.SelectMany(workload => workload switch
            {
                ClusterWorkload.ExternalDns =>
                    Identity("external-dns", new ServiceAccount("external-dns", "external-dns"), DnsPolicies.ExternalDns(account.Partition, zones).ToJson()),
                ClusterWorkload.CertManager =>
                    Identity("cert-manager", new ServiceAccount("cert-manager", "cert-manager"), DnsPolicies.CertManager(account.Partition, zones).ToJson()),
                ClusterWorkload.LoadBalancerController => Identity(
                    "load-balancer-controller",
                    new ServiceAccount("kube-system", "aws-load-balancer-controller"),
                    Output.Tuple(account.Id, args.ClusterName).Apply(t => LoadBalancerPolicy.For(account.Partition, account.Region, t.Item1, t.Item2).ToJson())),
                _ => throw new ArgumentOutOfRangeException(nameof(args), workload, "not a workload"),
            }),
        ];
        RegisterOutputs();
    }

    /// <summary>What must exist before the controllers start, and as long as they have something to clean up.</summary>
    public ImmutableArray<Resource> Ready { get; }

    private ImmutableArray<Resource> Identity(string suffix, ServiceAccount serviceAccount, Input<string> policy) => new WorkloadIdentity($"{_name}-{suffix}", new WorkloadIdentityArgs
    {
        Account = _args.Account,
        ClusterName = _args.ClusterName,
        ServiceAccount = serviceAccount,
        Policy = policy,
        Tags = _args.Tags,
    }, this.Part()).Ready;
}
