namespace Slipway.Infra.Repositories;

/// <summary>What a deploy key is for.</summary>
public enum DeployKeyPurpose
{
    /// <summary>Flux fetches.</summary>
    Read,

    /// <summary>Image automation pushes its branch.</summary>
    Write,
}
