namespace Slipway.Components.Promotion;

/// <summary>The two repositories of a fleet.</summary>
public enum FleetRole
{
    /// <summary>Clusters, infrastructure, operators and core.</summary>
    Infrastructure,

    /// <summary>Apps.</summary>
    Apps,
}
