namespace Slipway.Infra.Clusters;

/// <summary>What a taint does to pods that do not tolerate it.</summary>
public enum TaintEffect
{
    /// <summary>None is placed on the node.</summary>
    NoSchedule,

    /// <summary>They are placed elsewhere if possible.</summary>
    PreferNoSchedule,

    /// <summary>None is placed on the node, and those there go.</summary>
    NoExecute,
}

/// <summary>A taint of nodes.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Value">Its value; null when it has none.</param>
/// <param name="Effect">What it does.</param>
public sealed record NodeTaint(string Key, string? Value, TaintEffect Effect)
{
    /// <summary>The effect as the EKS API spells it, unlike Kubernetes.</summary>
    internal string ApiEffect => Effect switch
    {
        TaintEffect.NoSchedule => "NO_SCHEDULE",
        TaintEffect.PreferNoSchedule => "PREFER_NO_SCHEDULE",
        TaintEffect.NoExecute => "NO_EXECUTE",
        _ => throw new ArgumentOutOfRangeException(nameof(Effect), Effect, "not an effect of a taint"),
    };
}
