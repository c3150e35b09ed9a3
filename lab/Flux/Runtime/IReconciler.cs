namespace Slipway.Lab.Flux;

/// <summary>What a controller does for the objects of one kind.</summary>
internal interface IReconciler
{
    /// <summary>The Deployment without which nothing happens.</summary>
    string Controller { get; }

    /// <summary>The kind's API version.</summary>
    string ApiVersion { get; }

    /// <summary>The kind.</summary>
    string Kind { get; }

    /// <summary>Brings the cluster to what an object says, and writes its status.</summary>
    Task<Outcome> ReconcileAsync(ClusterObject target, CancellationToken cancellation);

    /// <summary>Whether the change of another object is one that this object looks at again for, however it stands.</summary>
    bool IsTriggeredBy(ClusterObject target, ClusterObject changed);
}
