namespace Slipway.Lab.Flux.Tests;

/// <summary>Objects that tests commit.</summary>
internal static class Manifests
{
    /// <summary>A Flux Kustomization of the folder of its name.</summary>
    public static string Layer(string name, string more = "") => $"""
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata:
          name: {name}
          namespace: flux-system
        spec:
          interval: 10m
          retryInterval: 1m
          timeout: 5m
          prune: true
          path: ./{name}
          sourceRef:
            kind: GitRepository
            name: flux-system
        {Indent(more)}
        """;

    /// <summary>A ConfigMap in the namespace of Flux, which is there.</summary>
    public static string Settings(string name, string value, string annotation = "") => $"""
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: {name}
          namespace: flux-system
        {(annotation.Length > 0 ? $"  annotations:\n    {annotation}" : "")}
        data:
          value: "{value}"
        """;

    /// <summary>A HelmRelease of a chart at a tag.</summary>
    public static string Release(string name, string more = "", string tag = "1.0.0") => $"""
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: OCIRepository
        metadata:
          name: {name}
          namespace: flux-system
        spec:
          interval: 10m
          url: oci://ghcr.io/acme/charts/{name}
          ref:
            tag: {tag}
        ---
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata:
          name: {name}
          namespace: flux-system
        spec:
          interval: 10m
          chartRef:
            kind: OCIRepository
            name: {name}
        {Indent(more)}
        """;

    private static string Indent(string more) => string.Join('\n', more.Split('\n').Select(l => l.Length > 0 ? "  " + l : l));
}
