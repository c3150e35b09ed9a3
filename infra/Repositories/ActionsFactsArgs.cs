using System.Collections.Immutable;

namespace Slipway.Infra.Repositories;

/// <summary>What <see cref="ActionsFacts"/> are made from.</summary>
public sealed class ActionsFactsArgs : ResourceArgs
{
    /// <summary>The repository's name.</summary>
    public required Input<string> Repository { get; init; }

    /// <summary>The environment that the facts are about.</summary>
    public required string Environment { get; init; }

    /// <summary>The facts by name (<c>region</c>, <c>account</c>, <c>cluster-name</c>, role ARNs). None of them is a secret.</summary>
    public required ImmutableDictionary<string, Input<string>> Facts { get; init; }
}
