namespace Slipway.Lab.Clouds;

/// <summary>One wish to see an operation of a cloud fail.</summary>
/// <param name="Type">Type token of the resource, or the token of the function.</param>
/// <param name="Operation">The operation that fails.</param>
/// <param name="When">Which of the operations fail: 0 every one, else only the n-th on this type.</param>
/// <param name="Message">What the cloud says.</param>
public sealed record Fault(string Type, CloudOperation Operation, int When, string Message);

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
