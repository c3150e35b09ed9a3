using Slipway.Checks.Yaml;

namespace Slipway.Checks.Schemas.Rules;

/// <summary>Services: ports and what belongs to which type.</summary>
internal static class ServiceRules
{
    /// <summary>What is wrong with a Service by itself.</summary>
    public static IEnumerable<SchemaProblem> Check(YamlMap manifest)
    {
        if (manifest["spec"] is not YamlMap spec)
            yield break;
        var type = spec.TextAt("type") ?? "ClusterIP";
        if (type == "ExternalName" && !spec.Has("externalName"))
            yield return SchemaProblem.At(spec, SchemaProblemKind.MissingField, "spec.externalName", "a Service of type ExternalName needs it", "name the host");
        var ports = spec.Maps("ports", "spec").ToList();
        if (type != "ExternalName" && ports.Count == 0 && spec.TextAt("clusterIP") != "None")
            yield return SchemaProblem.At(spec, SchemaProblemKind.MissingField, "spec.ports", "the Service has no ports", "add one, or make it headless (clusterIP: None)");
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (port, path) in ports)
        {
            var name = port.TextAt("name");
            if (name is null && ports.Count > 1)
                yield return SchemaProblem.At(port, SchemaProblemKind.MissingField, $"{path}.name", "each of several ports needs a name", "name it");
            if (name is not null && !names.Add(name))
                yield return SchemaProblem.At(port["name"]!, SchemaProblemKind.DuplicateItem, $"{path}.name", $"another port of the Service is named '{name}'", "rename one of them");
            if (port.Number("nodePort") is > 0 && type is not ("NodePort" or "LoadBalancer"))
                yield return SchemaProblem.At(port["nodePort"]!, SchemaProblemKind.Contradiction, $"{path}.nodePort", $"a Service of type {type} has no node ports", "remove it, or use NodePort");
        }
    }
}
