namespace Slipway.Infra.Networking;

/// <summary>Where a network's flow logs go.</summary>
public enum FlowLogDestination
{
    /// <summary>To a log group of CloudWatch, to be searched at once.</summary>
    CloudWatch,

    /// <summary>To an S3 bucket, as Parquet: cheap to keep long and to query.</summary>
    S3,
}

/// <summary>What becomes of a network's flow logs: every connection that was accepted or rejected.</summary>
public sealed record FlowLogSettings
{
    /// <summary>Where they go. Changing it starts anew there and deletes what was kept here.</summary>
    /// <value>Default: <see cref="FlowLogDestination.CloudWatch"/>.</value>
    public FlowLogDestination Destination { get; init; } = FlowLogDestination.CloudWatch;

    /// <summary>Days that they are kept; in CloudWatch one of <see cref="LogRetention.Days"/>.</summary>
    /// <value>Default: 90.</value>
    public int RetentionDays { get; init; } = 90;
}
