namespace Slipway.Infra.Repositories;

/// <summary>
/// Values of GitHub's REST API, spelled as the API spells them (docs.github.com/rest, API version 2022-11-28). The generated documentation of the
/// provider's C# package changes their case (<c>PullRequest</c>, <c>Always</c>); GitHub answers such a value with 422.
/// </summary>
public static class GitHubLiterals
{
    /// <summary>Visibility: members of the organization with access alone.</summary>
    public const string Private = "private";

    /// <summary>A security feature is on.</summary>
    public const string Enabled = "enabled";

    /// <summary>Title of a squashed commit: the pull request's.</summary>
    public const string PullRequestTitle = "PR_TITLE";

    /// <summary>Body of a squashed commit: the pull request's.</summary>
    public const string PullRequestBody = "PR_BODY";

    /// <summary>A ruleset about branches.</summary>
    public const string BranchTarget = "branch";

    /// <summary>A ruleset about tags.</summary>
    public const string TagTarget = "tag";

    /// <summary>A ruleset that is enforced.</summary>
    public const string Active = "active";

    /// <summary>The default branch, whatever its name, in a ruleset's condition.</summary>
    public const string DefaultBranch = "~DEFAULT_BRANCH";

    /// <summary>An actor that passes a ruleset: a GitHub App, named by its id.</summary>
    public const string Integration = "Integration";

    /// <summary>An actor that passes a ruleset: the organization's administrators. It takes no id.</summary>
    public const string OrganizationAdmin = "OrganizationAdmin";

    /// <summary>Passing a ruleset by pushing too, and not in pull requests alone.</summary>
    public const string Always = "always";

    /// <summary>Merging a pull request as one commit.</summary>
    public const string Squash = "squash";

    /// <summary>The event of new commits, branches or tags.</summary>
    public const string Push = "push";

    /// <summary>A webhook's body as JSON.</summary>
    public const string Json = "json";
}
