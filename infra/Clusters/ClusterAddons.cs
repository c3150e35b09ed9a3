using System.Collections.Immutable;
using Eks = Pulumi.Aws.Eks;

namespace Slipway.Infra.Clusters;

/// <summary>Add-ons of a cluster, in the versions that the configuration or <see cref="Addon.All"/> says.</summary>
public sealed class ClusterAddons : ComponentResource
{
    /// <summary>Type token.</summary>
    public const string Token = "slipway:infra:ClusterAddons";

    /// <summary>Makes the add-ons. Children are named <c>{name}-…</c>.</summary>
    public ClusterAddons(string name, ClusterAddonsArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, args, options)
    {
        Ready =
        [
            .. args.Addons.Select(addon => new Eks.Addon($"{name}-{addon.Name}", new Eks.AddonArgs
            {
                ClusterName = args.ClusterName,
                AddonName = addon.Name,
                AddonVersion = (args.Versions.GetValueOrDefault(addon.Name) ?? addon.VersionFor(args.KubernetesVersion))!,
                ConfigurationValues = addon.Configuration!,
                ResolveConflictsOnCreate = "OVERWRITE",
                ResolveConflictsOnUpdate = "OVERWRITE",
                Tags = args.Tags.Named($"{name}-{addon.Name}"),
            }, this.Child(args.DependsOn))),
        ];
        RegisterOutputs();
    }

    /// <summary>The add-ons.</summary>
    public ImmutableArray<Resource> Ready { get; }
}
