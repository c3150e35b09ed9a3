using System.Collections.Immutable;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Engine.State;

/// <summary>A stack's state at one moment.</summary>
public sealed record Snapshot
{
    /// <summary>The state of a stack that was never brought up.</summary>
    public static Snapshot Empty { get; } = new();

    /// <summary>The resources, every dependency before its dependants.</summary>
    public ImmutableArray<StateResource> Resources { get; init; } = [];

    /// <summary>Operations that began and of which no end is known: what they did to the cloud has to be looked up there.</summary>
    public ImmutableArray<PendingOperation> PendingOperations { get; init; } = [];

    /// <summary>When the state was written; null for one that never was.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>Outputs of the stack, secrets wrapped.</summary>
    public PropertyMap StackOutputs =>
        Resources.FirstOrDefault(r => r.Type == Urn.StackType && !r.Delete)?.Outputs ?? PropertyMap.Empty;

    /// <summary>What is wrong with the state, or nothing: see <see cref="SnapshotIntegrity"/>.</summary>
    public ImmutableArray<string> Verify() => SnapshotIntegrity.Problems(this);
}

/// <summary>An operation that began.</summary>
/// <param name="Resource">The resource as it was known when the operation began.</param>
/// <param name="Type">What was being done.</param>
public sealed record PendingOperation(StateResource Resource, OperationType Type);

/// <summary>What a pending operation was doing.</summary>
public enum OperationType
{
    /// <summary>Creating the resource.</summary>
    Creating,

    /// <summary>Updating it in place.</summary>
    Updating,

    /// <summary>Deleting it.</summary>
    Deleting,

    /// <summary>Reading it.</summary>
    Reading,

    /// <summary>Importing it.</summary>
    Importing,
}
