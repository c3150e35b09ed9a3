namespace Slipway.Components.Layers;

/// <summary>What a layer is read from.</summary>
public enum LayerSource
{
    /// <summary>The infrastructure repository, at the environment's release.</summary>
    Infrastructure,

    /// <summary>The apps repository, at the environment's release.</summary>
    Apps,

    /// <summary>
    /// The infrastructure repository as the cluster itself syncs it: its branch, whatever the release. What Pulumi generates stands there, takes
    /// effect at once and is never promoted.
    /// </summary>
    Cluster,
}
