namespace Slipway.Infra.Networking;

/// <summary>How private subnets reach the internet.</summary>
public enum NatMode
{
    /// <summary>Not at all: the cluster lives on VPC endpoints.</summary>
    None,

    /// <summary>Through one NAT gateway in the first zone: cheap, and gone when that zone is.</summary>
    Single,

    /// <summary>Through a NAT gateway in each zone.</summary>
    PerAz,

    /// <summary>Through one regional NAT gateway, which AWS spreads over the zones by itself.</summary>
    Regional,
}
