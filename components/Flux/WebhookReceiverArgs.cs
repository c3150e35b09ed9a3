using System.Collections.Immutable;

namespace Slipway.Components.Flux;

/// <summary>What a <see cref="WebhookReceiver"/> is made from.</summary>
public sealed class WebhookReceiverArgs : ResourceArgs
{
    /// <summary>The environment.</summary>
    public required string Environment { get; init; }

    /// <summary>Host name at which GitHub reaches the receiver, over HTTPS.</summary>
    public required string Host { get; init; }

    /// <summary>The infrastructure repository's name, which holds the Receiver.</summary>
    public required Input<string> Repository { get; init; }

    /// <summary>The branch to commit to; it must exist.</summary>
    public required Input<string> Branch { get; init; }

    /// <summary>The repositories whose pushes are told: a name for people and GitHub's name each.</summary>
    public required ImmutableArray<(string Role, Input<string> Repository)> Sources { get; init; }

    /// <summary>The generated file before this one: commits to a branch go one after the other.</summary>
    public required Resource After { get; init; }
}
