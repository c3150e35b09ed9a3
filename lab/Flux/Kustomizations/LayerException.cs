namespace Slipway.Lab.Flux;

/// <summary>A Kustomization cannot be reconciled; the message is kustomize-controller's.</summary>
/// <param name="reason">The reason of the condition.</param>
/// <param name="message">Why.</param>
/// <param name="isStalled">Whether trying again is of no use.</param>
internal sealed class LayerException(string reason, string message, bool isStalled = false) : Exception(message)
{
    /// <summary>The reason of the condition.</summary>
    public string Reason { get; } = reason;

    /// <summary>Whether trying again is of no use.</summary>
    public bool IsStalled { get; } = isStalled;
}
