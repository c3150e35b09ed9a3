namespace Slipway.Stacks.Settings;

/// <summary>How much an environment may lose.</summary>
public enum EnvironmentTier
{
    /// <summary>Anything: it can be made again.</summary>
    Development,

    /// <summary>Nothing: the cluster is protected against deletion, spread over zones, and not open to the whole internet.</summary>
    Production,
}
