using Slipway.Checks.Yaml;

namespace Slipway.Checks.Schemas.Rules;

/// <summary>Ingresses and network policies.</summary>
internal static class NetworkRules
{
    /// <summary>What is wrong with an Ingress.</summary>
    public static IEnumerable<SchemaProblem> CheckIngress(YamlMap manifest)
    {
        if (manifest["spec"] is not YamlMap spec)
            yield break;
        if (!spec.Has("rules") && !spec.Has("defaultBackend"))
            yield return SchemaProblem.At(spec, SchemaProblemKind.MissingField, "spec.rules", "the Ingress leads nowhere", "give it rules or a defaultBackend");
        foreach (var problem in Backend(spec["defaultBackend"] as YamlMap, "spec.defaultBackend"))
            yield return problem;
        foreach (var (rule, path) in spec.Maps("rules", "spec"))
        {
            foreach (var (route, at) in (rule["http"] as YamlMap).Maps("paths", $"{path}.http"))
            {
                if (route.TextAt("pathType") is "Exact" or "Prefix" && route.TextAt("path")?.StartsWith('/') != true)
                    yield return SchemaProblem.At(route, SchemaProblemKind.WrongFormat, $"{at}.path", "a path begins with a slash", "write it as /…");
                foreach (var problem in Backend(route["backend"] as YamlMap, $"{at}.backend"))
                    yield return problem;
            }
        }
    }

    /// <summary>What is wrong with a NetworkPolicy.</summary>
    public static IEnumerable<SchemaProblem> CheckPolicy(YamlMap manifest)
    {
        var spec = manifest["spec"] as YamlMap;
        var rules = spec.Maps("ingress", "spec").Select(r => (r.Item, r.Path, Peers: "from")).Concat(spec.Maps("egress", "spec").Select(r => (r.Item, r.Path, Peers: "to")));
        foreach (var (rule, path, peers) in rules)
        {
            foreach (var (peer, at) in rule.Maps(peers, path))
            {
                if (peer.Entries.Length == 0)
                    yield return SchemaProblem.At(peer, SchemaProblemKind.MissingField, at, "the peer is nobody", "name a podSelector, a namespaceSelector or an ipBlock");
                if (peer.Has("ipBlock") && peer.Entries.Length > 1)
                    yield return SchemaProblem.At(peer, SchemaProblemKind.Contradiction, at, "an ipBlock stands alone", "make two peers of it");
            }
            foreach (var (port, at) in rule.Maps("ports", path).Where(p => p.Item.Number("endPort") is not null))
            {
                if (port.Number("port") is not { } first)
                    yield return SchemaProblem.At(port["endPort"]!, SchemaProblemKind.Contradiction, $"{at}.endPort", "a range needs a port number to begin with", "give port a number");
                else if (port.Number("endPort") < first)
                    yield return SchemaProblem.At(port["endPort"]!, SchemaProblemKind.OutOfBounds, $"{at}.endPort", $"the range ends before it begins at {first}", "raise it");
            }
        }
    }

    private static IEnumerable<SchemaProblem> Backend(YamlMap? backend, string path)
    {
        if (backend is null)
            yield break;
        if (backend.Has("service") == backend.Has("resource"))
            yield return SchemaProblem.At(backend, SchemaProblemKind.Contradiction, path, "a backend is one service or one resource", "name one of them");
        if (backend["service"] is YamlMap service && (service["port"] as YamlMap).Has("name") == (service["port"] as YamlMap).Has("number"))
            yield return SchemaProblem.At(service, SchemaProblemKind.Contradiction, $"{path}.service.port", "a port is named or numbered", "give it a name or a number");
    }
}
