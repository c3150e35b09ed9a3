namespace Slipway.Stacks.Settings;

/// <summary>Names of what runs pods, as the configuration has them.</summary>
public enum ComputeMode
{
    /// <summary>Node groups that EKS manages.</summary>
    ManagedNodes,

    /// <summary>EKS Auto Mode.</summary>
    AutoMode,
}
