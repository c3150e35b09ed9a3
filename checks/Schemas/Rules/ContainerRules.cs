using Slipway.Checks.Yaml;

namespace Slipway.Checks.Schemas.Rules;

/// <summary>Containers: names, images, ports, environment, resources and probes (kubernetes, <c>pkg/apis/core/validation</c>).</summary>
internal static class ContainerRules
{
    private static readonly string[] Handlers = ["exec", "httpGet", "tcpSocket", "grpc"];

    /// <summary>The containers of a pod, each with its path; the first ones are those that initialize it.</summary>
    public static IEnumerable<(YamlMap Container, string Path)> Of(PodTemplate pod) =>
        pod.Spec.Maps("initContainers", pod.At("spec")).Concat(pod.Spec.Maps("containers", pod.At("spec")));

    /// <summary>What is wrong with a pod's containers.</summary>
    public static IEnumerable<SchemaProblem> Check(PodTemplate pod)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        // Within one of the two lists the schema finds a name that stands twice.
        foreach (var (container, path) in pod.Spec.Maps("containers", pod.At("spec")))
            names.Add(container.TextAt("name") ?? path);
        foreach (var (container, path) in pod.Spec.Maps("initContainers", pod.At("spec")))
        {
            if (container.TextAt("name") is { } name && !names.Add(name) && pod.Spec.Maps("containers", "").Any(c => c.Item.TextAt("name") == name))
                yield return SchemaProblem.At(container["name"]!, SchemaProblemKind.DuplicateItem, $"{path}.name", $"a container of the pod is named '{name}' as well", "rename one of them");
        }
        foreach (var (container, path) in Of(pod))
        {
            foreach (var problem in Check(container, path))
                yield return problem;
        }
    }

    private static IEnumerable<SchemaProblem> Check(YamlMap container, string path)
    {
        if (!container.Has("image"))
            yield return SchemaProblem.At(container, SchemaProblemKind.MissingField, $"{path}.image", "the container has no image", "name one");
        var probes = ((string[])["livenessProbe", "readinessProbe", "startupProbe"]).SelectMany(name => Probe(container, name, path));
        foreach (var problem in (IEnumerable<SchemaProblem>)[.. Ports(container, path), .. Environment(container, path), .. Resources(container, path), .. probes])
            yield return problem;
    }

    private static IEnumerable<SchemaProblem> Ports(YamlMap container, string path)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (port, at) in container.Maps("ports", path))
        {
            if (port.TextAt("name") is { } name && !names.Add(name))
                yield return SchemaProblem.At(port["name"]!, SchemaProblemKind.DuplicateItem, $"{at}.name", $"another port of the container is named '{name}'", "rename one of them");
        }
    }

    private static IEnumerable<SchemaProblem> Environment(YamlMap container, string path)
    {
        foreach (var (variable, at) in container.Maps("env", path))
        {
            if (variable.Has("value") && variable.Has("valueFrom") && variable.TextAt("value") != "")
                yield return SchemaProblem.At(variable, SchemaProblemKind.Contradiction, at, "a variable has either value or valueFrom", "remove one of them");
            if (variable["valueFrom"] is YamlMap source && source.Entries.Length != 1)
                yield return SchemaProblem.At(source, SchemaProblemKind.Contradiction, $"{at}.valueFrom", $"a variable has one source, not {source.Entries.Length}", "keep one");
        }
    }

    private static IEnumerable<SchemaProblem> Resources(YamlMap container, string path)
    {
        if (container["resources"] is not YamlMap resources)
            yield break;
        var limits = resources.Pairs("limits").ToDictionary(StringComparer.Ordinal);
        foreach (var (name, text) in resources.Pairs("requests"))
        {
            if (!limits.TryGetValue(name, out var limit) || !Quantity.TryParse(text, out var requested) || !Quantity.TryParse(limit, out var most))
                continue;
            var at = resources.Find("requests", name)!;
            if (requested.CompareTo(most) > 0)
                yield return SchemaProblem.At(at, SchemaProblemKind.Contradiction, $"{path}.resources.requests.{name}", $"{text} is requested, and {limit} is the limit", "request no more than the limit");
        }
    }

    private static IEnumerable<SchemaProblem> Probe(YamlMap container, string name, string path)
    {
        if (container[name] is not YamlMap probe)
            yield break;
        var handlers = Handlers.Count(probe.Has);
        if (handlers != 1)
            yield return SchemaProblem.At(probe, SchemaProblemKind.Contradiction, $"{path}.{name}", $"a probe asks in one way, not in {handlers}", $"use one of {string.Join(", ", Handlers)}");
        if (name != "readinessProbe" && probe.Number("successThreshold") is > 1)
            yield return SchemaProblem.At(probe["successThreshold"]!, SchemaProblemKind.OutOfBounds, $"{path}.{name}.successThreshold", $"a {name} succeeds the first time", "set it to 1, or remove it");
        if (probe.Find("httpGet", "port") is YamlScalar { JsonKind: YamlKind.String } port && !container.Maps("ports", path).Any(p => p.Item.TextAt("name") == port.JsonText))
            yield return SchemaProblem.At(port, SchemaProblemKind.UnknownReference, $"{path}.{name}.httpGet.port", $"the container has no port '{port.JsonText}'", "name the port in the container's ports");
    }
}
