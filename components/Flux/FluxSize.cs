namespace Slipway.Components.Flux;

/// <summary>Profiles of the Flux Operator for kustomize- and helm-controller (0.58): reconciliations at once, CPU limit, memory limit.</summary>
public enum FluxSize
{
    /// <summary>5 at once, 1 CPU, 512 MiB.</summary>
    Small,

    /// <summary>10 at once, 2 CPUs, 1 GiB.</summary>
    Medium,

    /// <summary>20 at once, 3 CPUs, 3 GiB.</summary>
    Large,
}
