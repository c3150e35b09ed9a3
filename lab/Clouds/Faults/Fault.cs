namespace Slipway.Lab.Clouds;

/// <summary>One wish to see an operation of a cloud fail.</summary>
/// <param name="Type">Type token of the resource, or the token of the function.</param>
/// <param name="Operation">The operation that fails.</param>
/// <param name="First">The first of the operations on this type that fails, from 1.</param>
/// <param name="Last">The last one.</param>
/// <param name="Kind">How it fails.</param>
/// <param name="Message">What the cloud says; with <see cref="FaultKind.Hold"/>, the file that it waits for.</param>
public sealed record Fault(string Type, CloudOperation Operation, int First, int Last, FaultKind Kind, string Message);

/// <summary>How an operation fails.</summary>
public enum FaultKind
{
    /// <summary>The cloud refuses it.</summary>
    Refused,

    /// <summary>The cloud has too many calls and does nothing.</summary>
    Throttled,

    /// <summary>No answer comes, and nothing was done.</summary>
    Timeout,

    /// <summary>It is done, and the answer is lost.</summary>
    Lost,

    /// <summary>It does not fail: it waits until a file is gone.</summary>
    Hold,
}

/// <summary>What is asked of a cloud.</summary>
public enum CloudOperation
{
    /// <summary>To make a resource.</summary>
    Create,

    /// <summary>To change a resource in place.</summary>
    Update,

    /// <summary>To delete a resource.</summary>
    Delete,

    /// <summary>To read a resource.</summary>
    Read,

    /// <summary>To answer a function call.</summary>
    Invoke,
}
