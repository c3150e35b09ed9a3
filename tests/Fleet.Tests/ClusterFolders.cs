using Slipway.Components.Fleet;
using Slipway.Components.Layers;

namespace Slipway.Fleet.Tests;

/// <summary>A copy of fleet-infrastructure with the files that Slipway generates, and with every optional notification.</summary>
internal sealed class ClusterFolders : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-fleet-").FullName;

    public ClusterFolders()
    {
        foreach (var file in FleetFolder.Files("fleet-infrastructure", ""))
        {
            var copy = Path.Combine(_folder, Path.GetRelativePath(FleetFolder.In("fleet-infrastructure"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        foreach (var environment in FleetFolder.Environments)
        {
            File.WriteAllText(Path.Combine(_folder, FleetNames.LayersFile(environment)), LayerManifests.Render(LayerGraph.Of([.. BuiltFleet.Graph(environment)]), environment));
            // Sealed: the root Kustomization decrypts nothing, and must not see it.
            var secrets = Directory.CreateDirectory(Path.Combine(Of(environment), "secrets")).FullName;
            File.WriteAllText(Path.Combine(secrets, "cluster-secrets.sops.yaml"), "apiVersion: v1\nkind: Secret\nmetadata:\n  name: cluster-secrets\nsops: {}\n");
            File.AppendAllText(Path.Combine(Of(environment), "kustomization.yaml"), "  - ../components/commit-status\n  - ../components/slack\n  - ../components/webhook\n");
        }
    }

    /// <summary>The folder that Flux syncs in an environment.</summary>
    public string Of(string environment) => Path.Combine(_folder, FleetNames.ClusterFolder(environment));

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
