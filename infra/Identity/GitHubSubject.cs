namespace Slipway.Infra.Identity;

/// <summary>
/// The subject of a token that GitHub Actions gives a job. Repositories made or renamed since 2026-07-15 have immutable subjects, in which
/// the numeric ids of owner and repository stand behind their names; without both ids it is the older form.
/// </summary>
public sealed record GitHubSubject
{
    /// <summary>Who issues the tokens, without its scheme, as conditions name it.</summary>
    public const string Issuer = "token.actions.githubusercontent.com";

    /// <summary>Whom the tokens are for.</summary>
    public const string Audience = "sts.amazonaws.com";

    /// <summary>The repository's owner, a user or an organization.</summary>
    public required string Owner { get; init; }

    /// <summary>The repository's name.</summary>
    public required string Repository { get; init; }

    /// <summary>The ids of owner and repository; null for a repository that still has the older form of subject.</summary>
    /// <value>Default: null.</value>
    public GitHubIds? Ids { get; init; }

    /// <summary>The branch that the job runs on. A job that names an environment has a subject of that environment instead.</summary>
    /// <value>Default: <c>main</c>.</value>
    public string Branch { get; init; } = "main";

    /// <summary>The environment that the job names; null when it is told by its branch.</summary>
    /// <value>Default: null.</value>
    public string? Environment { get; init; }

    /// <inheritdoc />
    public override string ToString()
    {
        var repository = Ids is { } ids ? $"{Owner}@{ids.Owner}/{Repository}@{ids.Repository}" : $"{Owner}/{Repository}";
        return $"repo:{repository}:{(Environment is null ? $"ref:refs/heads/{Branch}" : $"environment:{Environment}")}";
    }
}

/// <summary>GitHub's numbers for a repository, which a new one of the same name does not have.</summary>
/// <param name="Owner">Id of the owner.</param>
/// <param name="Repository">Id of the repository.</param>
public sealed record GitHubIds(long Owner, long Repository);
