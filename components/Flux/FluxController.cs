using System.Collections.Immutable;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Helm.V3;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Helm.V3;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Slipway.Components.Fleet;
using Slipway.Infra;

namespace Slipway.Components.Flux;

/// <summary>
/// Flux in a cluster: its namespace, the keys to the repositories and to sealed secrets, the <c>cluster-info</c> ConfigMap, the Flux Operator and the
/// FluxInstance. From then on everything in the cluster comes from Git.
/// </summary>
public sealed class FluxController : ComponentResource
{
    /// <summary>Type token.</summary>
    public const string Token = "slipway:components:FluxController";

    private const string Charts = "oci://ghcr.io/controlplaneio-fluxcd/charts";

    // Reports as often as metrics are scraped, and goes before pods that it brings (recommendations of the chart, 0.58).
    private static readonly ImmutableDictionary<string, object> OperatorValues = ImmutableDictionary<string, object>.Empty
        .Add("installCRDs", true)
        .Add("priorityClassName", "system-cluster-critical")
        .Add("reporting", ImmutableDictionary<string, object>.Empty.Add("interval", "30s"));

    private readonly string _name;
    private readonly FluxControllerArgs _args;
    private readonly Resource? _deletedWith;

    /// <summary>Installs Flux with the Kubernetes provider that the options carry, and lets it go with what they say it is deleted with. Children are named <c>{name}-…</c>.</summary>
    public FluxController(string name, FluxControllerArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, args, options)
    {
        _name = name;
        _args = args;
        _deletedWith = options?.DeletedWith;

        var space = FluxNamespace();
        var @operator = Install("operator", "flux-operator", OperatorValues, [space]);
        var instance = Install(
            "instance",
            "flux-instance",
            args.InfrastructureUrl.Apply(url => FluxInstanceValues.For(
                args.Options, new FluxSync(args.Environment, url, args.Provider), args.ImageAutomation, args.AgeIdentity is not null)),
            [@operator, ClusterInfo(space), .. args.Credentials.Select(c => Credential(space, c)), .. Secrets(space), .. args.SyncDependsOn]);

        // A version that is not installed is no fact about the cluster.
        Version = instance.Id.Apply(_ => args.Options.Version);
        RegisterOutputs();
    }

    /// <summary>The Flux version that the cluster runs. It resolves once the FluxInstance is installed.</summary>
    [Output("version")]
    public Output<string> Version { get; private set; }

    private Namespace FluxNamespace() => new($"{_name}-namespace", new NamespaceArgs
    {
        Metadata = new ObjectMetaArgs
        {
            Name = FleetNames.Namespace,
            // The operator and the controllers meet the restricted level (Flux Operator chart 0.58).
            Labels = { ["pod-security.kubernetes.io/warn"] = "restricted" },
        },
    }, Child([.. _args.DependsOn]));

    private Secret Credential(Namespace space, GitCredential credential) => new($"{_name}-{credential.SecretName}-key", new SecretArgs
    {
        Metadata = Metadata(credential.SecretName),
        Type = "Opaque",
        StringData = credential.Data,
    }, Child([space, .. credential.DependsOn]));

    private IEnumerable<Resource> Secrets(Namespace space)
    {
        yield return Secret(FleetNames.WebhookToken, "token", _args.WebhookToken, space);
        if (_args.AgeIdentity is { } identity)
            yield return Secret(FleetNames.AgeIdentity, FleetNames.AgeIdentityEntry, identity, space);
    }

    private Secret Secret(string name, string entry, Output<string> value, Namespace space) => new($"{_name}-{name}", new SecretArgs
    {
        Metadata = Metadata(name),
        Type = "Opaque",
        StringData = { [entry] = value },
    }, Child(space));

    private ConfigMap ClusterInfo(Namespace space) => new($"{_name}-cluster-info", new ConfigMapArgs
    {
        Metadata = new ObjectMetaArgs
        {
            Name = FleetNames.ClusterInfo,
            Namespace = FleetNames.Namespace,
            // Flux reconciles what uses a fact as soon as the fact changes.
            Labels = { ["reconcile.fluxcd.io/watch"] = "Enabled" },
        },
        Data = _args.ClusterInfo,
    }, Child(space));

    private Release Install(string suffix, string chart, InputMap<object> values, ImmutableArray<Resource> dependsOn) =>
        new($"{_name}-{suffix}", new ReleaseArgs
        {
            // The FluxInstance object takes its name from its chart; the CRD accepts no other than "flux".
            Name = chart,
            Chart = $"{Charts}/{chart}",
            Version = _args.Options.OperatorVersion,
            Namespace = FleetNames.Namespace,
            Values = values,
        }, Child([.. dependsOn]));

    private static ObjectMetaArgs Metadata(string name) => new() { Name = name, Namespace = FleetNames.Namespace };

    private CustomResourceOptions Child(params IEnumerable<Resource> dependsOn)
    {
        var options = ChildOptions.Child(this, dependsOn);
        options.DeletedWith = _deletedWith;
        return options;
    }
}
