using System.Collections.Immutable;

namespace Slipway.Infra.Repositories;

/// <summary>An environment that follows release tags, as GitHub's deployment environment: who must approve a deployment to it.</summary>
/// <param name="Name">Its name, which is the first part of its release tags.</param>
/// <param name="Teams">Slugs of the teams one member of which must approve.</param>
/// <param name="Users">Logins of people one of whom must approve.</param>
public sealed record PromotionEnvironment(string Name, ImmutableArray<string> Teams, ImmutableArray<string> Users)
{
    /// <summary>The most reviewers, teams and users together, that GitHub takes.</summary>
    public const int MostReviewers = 6;

    /// <summary>Pattern of its release tags, e.g. <c>prod-v*</c>.</summary>
    public string ReleaseTags => $"{Name}-v*";
}
