namespace Slipway.Infra.Clusters;

/// <summary>How nodes are bought.</summary>
public enum NodeCapacity
{
    /// <summary>At the list price, for as long as they are wanted.</summary>
    OnDemand,

    /// <summary>Spare capacity, much cheaper: AWS takes it back with two minutes' notice.</summary>
    Spot,
}
