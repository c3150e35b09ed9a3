namespace Slipway.Infra.Networking;

/// <summary>Which services of AWS are reached from inside the VPC, without the internet.</summary>
public enum EndpointSet
{
    /// <summary>S3 alone: it costs nothing, and the layers of every image come from there.</summary>
    S3,

    /// <summary>Everything that nodes, controllers and people's sessions need. Without NAT there is no other way.</summary>
    All,
}
