namespace Slipway.Checks.Kustomize;

/// <summary>What stands at a path of a repository.</summary>
public enum FleetEntry
{
    /// <summary>Nothing.</summary>
    Missing,

    /// <summary>A file.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,
}
