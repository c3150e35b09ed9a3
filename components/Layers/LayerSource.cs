namespace Slipway.Components.Layers;

/// <summary>The repository that a layer lives in.</summary>
public enum LayerSource
{
    /// <summary>The infrastructure repository.</summary>
    Infrastructure,

    /// <summary>The apps repository.</summary>
    Apps,
}
