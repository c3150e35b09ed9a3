using System.Collections.Immutable;
using System.Text;
using Slipway.Checks.Flux;
using Slipway.Checks.Kustomize;
using Slipway.Checks.Yaml;
using Slipway.Lab.Clouds.Kubernetes;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Flux;

/// <summary>
/// What the Flux Operator makes of the FluxInstance that its chart's release carries: the controllers' Deployments, the source and the Kustomization
/// of what is synced, with the instance's patches.
/// </summary>
internal sealed class FluxInstall(FluxContext context)
{
    private const string Manager = "flux-operator";
    private const string Place = "FluxInstance/flux";

    /// <summary>Whether the cluster has Flux at all.</summary>
    public static PropertyMap? InstanceOf(ClusterSession session) =>
        session.Find(new ObjectReference("helm.sh/v3", "Release", FluxContext.FluxNamespace, "flux-instance"))?.Map("spec").Map("values").Map("instance");

    /// <summary>Installs what is missing, and puts right what was changed.</summary>
    /// <returns>False when the cluster has no FluxInstance.</returns>
    public bool Run()
    {
        if (InstanceOf(context.Session) is not { Count: > 0 } instance)
            return false;
        var sync = instance.Map("sync");
        var instanceObject = PropertyMap.Of(
            ("apiVersion", $"{FluxKinds.Operator}/v1"), ("kind", "FluxInstance"),
            ("metadata", PropertyMap.Of(("name", "flux"), ("namespace", FluxContext.FluxNamespace))), ("spec", instance));
        var made = context.Session.ApplyAs(Manager, instanceObject);
        var objects = Build(sync, instance);
        foreach (var manifest in objects)
            context.Session.ApplyAs(Manager, ManifestValues.ToProperties(manifest));
        var target = new ClusterObject(made.Object);
        var version = instance.Map("distribution").Text("version");
        context.SetStatus(target, context.Ready(target, target.Status, isReady: true, "ReconciliationSucceeded", $"Reconciliation finished: Flux {version} (simulated: the lab runs no pods)"));
        return true;
    }

    private static ImmutableArray<YamlMap> Build(PropertyMap sync, PropertyMap instance)
    {
        var objects = new StringBuilder();
        foreach (var component in instance.Texts("components"))
            objects.AppendLine(Deployment(component));
        // A FluxInstance may come without sync, for what people apply by themselves.
        if (sync.Count > 0)
            objects.AppendLine(Sync(sync));
        var patches = (instance.Map("kustomize").Find("patches") ?? PropertyValue.List()).Bare();
        var kustomization = ManifestValues.ToYaml(
            PropertyMap.Of(("resources", PropertyValue.List("flux.yaml")), ("patches", patches)), YamlPlace.StartOf(Place));
        var files = ImmutableSortedDictionary.CreateRange<string, ReadOnlyMemory<byte>?>(StringComparer.Ordinal,
        [
            KeyValuePair.Create("flux.yaml", (ReadOnlyMemory<byte>?)Encoding.UTF8.GetBytes(objects.ToString())),
            KeyValuePair.Create("kustomization.yaml", (ReadOnlyMemory<byte>?)Encoding.UTF8.GetBytes(YamlWriter.Write(kustomization))),
        ]);
        var built = new KustomizeBuilder(new FleetTree(new CommitFiles(files))).Build("");
        return built.Succeeded
            ? built.Objects
            : throw new FluxInstallException($"FluxInstance flux: its objects or patches cannot be built: {string.Join("; ", built.Problems.Select(p => p.Message))}. Correct slipway:flux, then bring the environment up again.");
    }

    private static string Deployment(string name) => $"""
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: {name}
          namespace: {FluxContext.FluxNamespace}
        spec:
          replicas: 1
          selector:
            matchLabels:
              app: {name}
          template:
            metadata:
              labels:
                app: {name}
            spec:
              serviceAccountName: {name}
              containers:
                - name: manager
                  image: ghcr.io/fluxcd/{name}
                  args:
                    - --log-level=info
                  resources:
                    limits:
                      cpu: 1000m
                      memory: 1Gi
        """;

    private static string Sync(PropertyMap sync)
    {
        var name = sync.Text("name") is { Length: > 0 } given ? given : FluxContext.FluxNamespace;
        var kind = sync.Text("kind") ?? "GitRepository";
        return YamlWriter.Write(ManifestValues.ToYaml(PropertyMap.Of(
            ("apiVersion", $"{FluxKinds.Source}/v1"), ("kind", kind), Metadata(name),
            ("spec", PropertyMap.Of(
                ("interval", sync.Text("interval") ?? "1m"), ("url", sync.Text("url") ?? ""), ("provider", sync.Text("provider") ?? "generic"),
                ("ref", PropertyMap.Of(("name", sync.Text("ref") ?? ""))), ("secretRef", PropertyMap.Of(("name", sync.Text("pullSecret") ?? "")))))), YamlPlace.StartOf(Place)))
            .Insert(0, "---\n")
            + "---\n"
            + YamlWriter.Write(ManifestValues.ToYaml(PropertyMap.Of(
                ("apiVersion", $"{FluxKinds.Kustomize}/v1"), ("kind", "Kustomization"), Metadata(name),
                ("spec", PropertyMap.Of(
                    ("interval", "10m"), ("prune", true), ("path", sync.Text("path") ?? "./"),
                    ("sourceRef", PropertyMap.Of(("kind", kind), ("name", name)))))), YamlPlace.StartOf(Place)));
    }

    private static (string, PropertyValue) Metadata(string name) => ("metadata", PropertyMap.Of(("name", name), ("namespace", FluxContext.FluxNamespace)));
}
