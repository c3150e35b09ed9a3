namespace Slipway.Lab.Flux;

/// <summary>A source cannot be fetched; the message is source-controller's.</summary>
/// <param name="message">Why.</param>
/// <param name="reason">The reason of the condition.</param>
internal sealed class FetchException(string message, string reason = "GitOperationFailed") : Exception(message)
{
    /// <summary>The reason of the condition.</summary>
    public string Reason { get; } = reason;
}
