using Slipway.Checks.Flux;
using Slipway.Checks.Kustomize;
using Slipway.Checks.Schemas;
using Slipway.Checks.Tests.Kustomize;

namespace Slipway.Checks.Tests;

/// <summary>A fleet without a finding, in memory: a cluster, two layers, an object in each that takes a variable. Tests change one file.</summary>
internal sealed class SmallFleet
{
    public const string Layer = """
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata:
          name: apps
          namespace: flux-system
        spec:
          interval: 10m
          prune: true
          path: ./apps/dev
          sourceRef:
            kind: GitRepository
            name: flux-system
          postBuild:
            substituteFrom:
              - kind: ConfigMap
                name: settings

        """;

    public SmallFleet(params (string Path, string Content)[] changes)
    {
        this["clusters/dev/apps.yaml"] = Layer;
        this["clusters/dev/settings.yaml"] = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n  namespace: flux-system\ndata:\n  domain: dev.example\n";
        this["apps/dev/kustomization.yaml"] = "resources:\n  - web.yaml\n";
        this["clusters/dev/dns.yaml"] = Layer.Replace("apps", "dns", StringComparison.Ordinal);
        this["dns/dev/zone.yaml"] = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: zone\ndata:\n  zone: |\n    ${domain}\n";
        this["apps/dev/web.yaml"] = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\ndata:\n  host: app.${domain}\n";
        foreach (var (path, content) in changes)
            this[path] = content;
    }

    public MemoryFiles Files { get; } = new();

    public string this[string path]
    {
        set => Files[path] = value;
    }

    public FleetOptions Options { get; init; } = new();

    public Fleet Read() => FleetReader.Read([new FleetRepository("fleet", new FleetTree(Files))], Options);

    public CheckReport Check() => FleetCheck.Of(Read(), SchemaCatalog.BuiltIn);

    /// <summary>The findings as <c>rule file:line</c>.</summary>
    public string[] Findings() => [.. Check().Findings.Select(f => $"{f.Rule.Id} {f.Place.File}:{f.Place.Line}")];

    /// <summary>The Kustomization of a name in the only cluster.</summary>
    public FluxKustomization Kustomization(string name = "apps") => Read().Clusters.Single().Kustomizations.Single(k => k.Name == name);
}
