using Slipway.Checks.Yaml;
using Slipway.Components;

namespace Slipway.Checks.Schemas.Rules;

/// <summary>Volumes and what mounts them.</summary>
internal static class VolumeRules
{
    /// <summary>What is wrong with the volumes of a pod.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="claimed">The volumes that the claims of a StatefulSet add.</param>
    public static IEnumerable<SchemaProblem> Check(PodTemplate pod, IEnumerable<string> claimed)
    {
        var names = claimed.ToHashSet(StringComparer.Ordinal);
        foreach (var (volume, path) in pod.Spec.Maps("volumes", pod.At("spec")))
        {
            names.Add(volume.TextAt("name") ?? "");
            var sources = volume.Entries.Length - (volume.Has("name") ? 1 : 0);
            if (sources > 1)
                yield return SchemaProblem.At(volume, SchemaProblemKind.Contradiction, path, $"a volume has one source, not {sources}", "make a volume of each");
        }
        foreach (var (container, path) in ContainerRules.Of(pod))
        {
            foreach (var (mount, at) in container.Maps("volumeMounts", path).Concat(container.Maps("volumeDevices", path)))
            {
                if (mount.TextAt("name") is { } name && !names.Contains(name))
                    yield return SchemaProblem.At(mount["name"]!, SchemaProblemKind.UnknownReference, $"{at}.name", $"the pod has no volume '{name}'", NearestName.Remedy(name, names, "add the volume, or remove the mount"));
                if (mount.Has("subPath") && mount.Has("subPathExpr"))
                    yield return SchemaProblem.At(mount, SchemaProblemKind.Contradiction, at, "subPath and subPathExpr exclude each other", "keep one of them");
            }
        }
    }

    /// <summary>The volumes that the claims of a StatefulSet add to its pods.</summary>
    public static IEnumerable<string> Claimed(YamlMap manifest) => (manifest["spec"] as YamlMap).Maps("volumeClaimTemplates", "spec").Select(claim => claim.Item.TextAt("metadata", "name") ?? "");
}
