using System.Collections.Immutable;

namespace Slipway.Infra.Repositories;

/// <summary>What <see cref="RepositoryRules"/> are made from.</summary>
public sealed class RepositoryRulesArgs : ResourceArgs
{
    /// <summary>The repository's name.</summary>
    public required Input<string> Repository { get; init; }

    /// <summary>What a pull request needs.</summary>
    public required ReviewPolicy Review { get; init; }

    /// <summary>Patterns of the tags that are releases, e.g. <c>prod-v*</c>. Empty: the fleet has no releases, and there is no rule about tags.</summary>
    public required ImmutableArray<string> ReleaseTags { get; init; }

    /// <summary>The one identity that passes the rules.</summary>
    public required AutomationIdentity Automation { get; init; }

    /// <summary>What must be in the repository before the rules are: the first generated files, and the branch.</summary>
    /// <value>Default: nothing.</value>
    public ImmutableArray<Resource> After { get; init; } = [];
}
