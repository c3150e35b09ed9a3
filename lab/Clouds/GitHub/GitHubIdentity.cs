using System.Collections.Immutable;
using Slipway.Lab.Clouds.Git;

namespace Slipway.Lab.Clouds.GitHub;

/// <summary>Whom commits are by when nobody says.</summary>
internal static class GitHubIdentity
{
    /// <summary>Name of the lab's automation account.</summary>
    public const string Name = "slipway-lab";

    /// <summary>Its address.</summary>
    public const string Email = "slipway-lab@users.noreply.github.com";

    /// <summary>A commit by it.</summary>
    public static GitCommit Commit(string message, ImmutableArray<GitChange> changes) => new(message, Name, Email, changes);
}
