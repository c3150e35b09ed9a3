namespace Slipway.Components.Apps;

/// <summary>Where fleet-apps has what an app is made of.</summary>
public static class AppPaths
{
    /// <summary>The name of every kustomization file.</summary>
    internal const string Kustomization = "kustomization.yaml";

    /// <summary>The folder of what every environment has.</summary>
    internal const string Base = "apps/base";

    /// <summary>The folder of environments.</summary>
    internal const string Overlays = "apps/overlays";

    /// <summary>The folder of what several environments share.</summary>
    internal const string Components = "apps/components";

    /// <summary>What environments with more than one replica share.</summary>
    internal const string Redundant = Components + "/redundant";

    /// <summary>The folder of image automation, by environment.</summary>
    internal const string Automation = "image-automation";

    /// <summary>What the namespace of every app starts with.</summary>
    internal const string NetworkPolicies = "network-policies";

    /// <summary>Who approves what.</summary>
    internal const string Owners = ".github/CODEOWNERS";

    /// <summary>Files that tell a clone of fleet-apps from other folders.</summary>
    public static IReadOnlyList<string> Marks { get; } = [File(Base), File(Redundant), File(NetworkPolicies)];

    /// <summary>The kustomization file of a folder.</summary>
    internal static string File(string folder) => $"{folder}/{Kustomization}";

    /// <summary>Folders that Flux builds, as far as the repository has them: overlays and image automation.</summary>
    public static IEnumerable<string> Builds(RepositoryFiles files) =>
        ((string[])[Overlays, Automation]).SelectMany(folder => files.FoldersWith(folder, Kustomization).Select(environment => $"{folder}/{environment}"));

    /// <summary>The paths of CODEOWNERS that are an app's.</summary>
    internal static IReadOnlyList<string> OwnedBy(string app) => [$"/{Base}/{app}/", $"/{Overlays}/*/{app}.yaml"];
}
