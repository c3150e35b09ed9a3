using Slipway.Checks.Flux;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Rules.Graph;

/// <summary>Namespaces that objects are in are created by someone.</summary>
internal sealed class NamespaceLint : Lint
{
    /// <summary>What it looks for.</summary>
    public static Rule Rule { get; } = new(
        "SLW046", Severity.Error, "Namespaces are created",
        "An object cannot be created in a namespace that does not exist; Flux fails, and nothing of the layer is applied.",
        "Add the Namespace to this layer or an earlier one, or correct the name.")
    {
        Bad = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n  namespace: wbe",
        Good = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n  namespace: web",
    };

    /// <inheritdoc />
    public override void Check(Cluster cluster, ClusterFindings findings)
    {
        if (!cluster.IsComplete)
            return;
        var created = cluster.OwnObjects.Select(o => Created(o.Object)).OfType<string>()
            .Concat(["", "default", "kube-system", "kube-public", "kube-node-lease", "flux-system", cluster.Kustomizations[0].Namespace]).ToHashSet(StringComparer.Ordinal);
        foreach (var group in cluster.OwnObjects.SelectMany(o => In(o.Object).Select(n => (o.Kustomization, o.Object, n.Name, n.Place))).Where(o => !created.Contains(o.Name)).GroupBy(o => (o.Kustomization, o.Name)))
        {
            var first = group.First();
            var others = group.Count() == 1 ? "is" : $"and {group.Count() - 1} more objects are";
            findings.Add(Rule, first.Place, $"{first.Object} of {first.Kustomization} {others} for namespace '{first.Name}', which nothing in this cluster creates");
        }
    }

    private static string? Created(FluxObject manifest) => manifest switch
    {
        _ when manifest.Is("", "Namespace") => manifest.Name,
        _ when manifest.Is(FluxKinds.Helm, "HelmRelease") && manifest.Text("spec", "install", "createNamespace") == "true" => manifest.Text("spec", "targetNamespace") ?? manifest.Namespace,
        _ => null,
    };

    /// <summary>The namespaces that an object needs and whose names are known.</summary>
    private static IEnumerable<(string Name, YamlPlace Place)> In(FluxObject manifest)
    {
        foreach (var value in (YamlValue?[])[manifest.Find("metadata", "namespace"), manifest.Is(FluxKinds.Helm, "HelmRelease") ? manifest.Find("spec", "targetNamespace") : null])
        {
            if (value is YamlScalar { Kind: not YamlKind.Null } name && !manifest.Uncertain.Contains(name.Place))
                yield return (name.Text, name.Place);
        }
    }
}
