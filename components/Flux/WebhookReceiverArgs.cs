using System.Collections.Immutable;

namespace Slipway.Components.Flux;

/// <summary>What a <see cref="WebhookReceiver"/> is made from.</summary>
public sealed class WebhookReceiverArgs : ResourceArgs
{
    /// <summary>Host name at which GitHub reaches the receiver, over HTTPS; null when GitHub is not to call.</summary>
    /// <value>Default: none.</value>
    public string? Host { get; init; }

    /// <summary>The repositories whose pushes are told: a name for people and GitHub's name each.</summary>
    public required ImmutableArray<(string Role, Input<string> Repository)> Sources { get; init; }
}
