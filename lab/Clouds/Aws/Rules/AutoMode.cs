using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Aws;

/// <summary>EKS Auto Mode is one thing in three places, and wants some others its way.</summary>
internal static class AutoMode
{
    /// <summary>What is wrong with a cluster's inputs; what is unknown is taken to be right.</summary>
    public static IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        bool?[] parts =
        [
            Switch(inputs, "computeConfig", "enabled"),
            Switch(inputs, "kubernetesNetworkConfig", "elasticLoadBalancing", "enabled"),
            Switch(inputs, "storageConfig", "blockStorage", "enabled"),
        ];
        if (parts.OfType<bool>().Distinct().Count() > 1)
        {
            yield return new CheckFailure("computeConfig.enabled",
                "InvalidParameterException: computeConfig.enabled, kubernetesNetworkConfig.elasticLoadBalancing.enabled and storageConfig.blockStorage.enabled must all be true or all be false");
        }
        var compute = inputs.Map("computeConfig");
        var pools = compute.Texts("nodePools");
        if (pools.Length > 0 && !compute.Has("nodeRoleArn"))
            yield return new CheckFailure("computeConfig.nodeRoleArn", "InvalidParameterException: When Compute Config nodePools is not empty, a nodeRoleArn must be provided");
        if (compute.Has("nodeRoleArn") && compute.Find("nodePools") is not { ContainsUnknowns: true } && pools.Length == 0)
            yield return new CheckFailure("computeConfig.nodePools", "InvalidParameterException: When Compute Config nodeRoleArn is not null or empty, nodePool value(s) must be provided");
        if (parts[0] is not true)
            yield break;
        // EKS would take true when nothing is said.
        if (inputs.Find("bootstrapSelfManagedAddons")?.Bare() is null or BoolValue { Value: true })
            yield return new CheckFailure("bootstrapSelfManagedAddons", "InvalidParameterException: bootstrapSelfManagedAddons must be set to false when EKS Auto Mode is enabled");
        if (inputs.Find("accessConfig") is not { ContainsUnknowns: true } && inputs.Map("accessConfig").Text("authenticationMode") is null or "CONFIG_MAP")
            yield return new CheckFailure("accessConfig.authenticationMode", "InvalidParameterException: EKS Auto Mode needs one of [API, API_AND_CONFIG_MAP]");
    }

    // Null while it is unknown; what is not given is off.
    private static bool? Switch(PropertyMap map, params ReadOnlySpan<string> path)
    {
        foreach (var part in path[..^1])
        {
            if (map.Find(part) is UnknownValue)
                return null;
            map = map.Map(part);
        }
        return map.Find(path[^1]) is { ContainsUnknowns: true } ? null : map.Flag(path[^1]);
    }
}
