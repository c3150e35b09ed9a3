using System.Collections.Immutable;

namespace Slipway.Infra.Networking;

/// <summary>What <see cref="FlowLogs"/> are made from.</summary>
public sealed class FlowLogsArgs : ResourceArgs
{
    /// <summary>Where they are made.</summary>
    public required AwsAccount Account { get; init; }

    /// <summary>Name of the network, which names the log group or the bucket.</summary>
    public required string NetworkName { get; init; }

    /// <summary>Id of the VPC.</summary>
    public required Input<string> VpcId { get; init; }

    /// <summary>Where they go, and for how long.</summary>
    public required FlowLogSettings Settings { get; init; }

    /// <summary>True when a bucket that holds logs is not deleted.</summary>
    /// <value>Default: true.</value>
    public bool DeletionProtection { get; init; } = true;

    /// <summary>Tags for every resource.</summary>
    /// <value>Default: none.</value>
    public ImmutableDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;
}
