namespace Slipway.Lab.Flux;

/// <summary>A source cannot be fetched; the message is source-controller's.</summary>
/// <param name="message">Why.</param>
/// <param name="reason">The reason of the condition.</param>
/// <param name="isStalled">Whether trying again is of no use.</param>
internal sealed class FetchException(string message, string reason = "GitOperationFailed", bool isStalled = false) : Exception(message)
{
    /// <summary>The reason of the condition.</summary>
    public string Reason { get; } = reason;

    /// <summary>Whether trying again is of no use.</summary>
    public bool IsStalled { get; } = isStalled;
}
