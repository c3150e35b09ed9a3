using Slipway.Checks.Yaml;
using Slipway.Components;

namespace Slipway.Checks.Schemas.Rules;

/// <summary>Services against the pods that the same objects make.</summary>
public static class ServiceTargets
{
    /// <summary>
    /// What leads nowhere: a <c>targetPort</c> by a name that no container of the selected pods has. A Service whose selector fits none of the pods is left
    /// alone, as charts and operators make pods that nobody sees here.
    /// </summary>
    /// <param name="objects">The objects that live together in a cluster.</param>
    public static IEnumerable<SchemaProblem> Check(IEnumerable<YamlMap> objects)
    {
        var all = objects.ToList();
        var pods = all.Select(o => (Namespace: o.TextAt("metadata", "namespace"), Pods: PodTemplate.Of(o, Group(o), o.TextAt("kind") ?? "")))
            .Where(p => p.Pods is not null)
            .ToLookup(p => p.Namespace, p => p.Pods!);
        foreach (var service in all.Where(o => o.TextAt("apiVersion") == "v1" && o.TextAt("kind") == "Service"))
        {
            var spec = service["spec"] as YamlMap;
            var selector = spec.Pairs("selector").ToList();
            var selected = pods[service.TextAt("metadata", "namespace")].Where(p => selector.Count > 0 && selector.All(s => p.Labels.GetValueOrDefault(s.Key) == s.Value)).ToList();
            if (selected.Count == 0)
                continue;
            var names = selected.SelectMany(ContainerRules.Of).SelectMany(c => c.Container.Maps("ports", "")).Select(p => p.Item.TextAt("name")).OfType<string>().ToHashSet(StringComparer.Ordinal);
            foreach (var (port, path) in spec.Maps("ports", "spec"))
            {
                if (port["targetPort"] is YamlScalar { JsonKind: YamlKind.String } target && !names.Contains(target.JsonText))
                {
                    yield return SchemaProblem.At(
                        target, SchemaProblemKind.UnknownReference, $"{path}.targetPort", $"no container of the pods it selects has a port '{target.JsonText}'", NearestName.Remedy(target.JsonText, names, "name the container's port"));
                }
            }
        }
    }

    private static string Group(YamlMap manifest) => manifest.TextAt("apiVersion")?.Split('/') is [var group, _] ? group : "";
}
