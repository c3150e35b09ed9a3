using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.GitHub;

/// <summary><c>github.RepositoryEnvironment</c>: where workflows deploy to, and who must agree.</summary>
internal sealed class EnvironmentKind(GitHubCloud cloud, string owner) : RepositorySettingKind(cloud, owner, Folder, "repository", "environment")
{
    /// <summary>The name of the settings.</summary>
    public const string Folder = "environments";

    private const int MaxReviewers = 6;

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        var policy = inputs.Map("deploymentBranchPolicy");
        if (inputs.Has("deploymentBranchPolicy") && !policy.ContainsUnknowns && policy.Flag("protectedBranches") == policy.Flag("customBranchPolicies"))
            yield return new CheckFailure("deploymentBranchPolicy", "422 protected_branches and custom_branch_policies cannot have the same value");
        var reviewers = (inputs.Find("reviewers")?.AsList ?? []).Select(r => r.Inside() ?? PropertyMap.Empty)
            .Sum(r => (r.Find("teams")?.AsList?.Length ?? 0) + (r.Find("users")?.AsList?.Length ?? 0));
        if (reviewers > MaxReviewers)
            yield return new CheckFailure("reviewers", $"422 Validation Failed: an environment has at most {MaxReviewers} reviewers, not {reviewers}");
    }

    protected override string Taken(PropertyMap wanted) => $"there is an environment {wanted.Text("environment")} already, of another resource";

    // Its policies and variables go with it.
    protected override void Deleted(string repository, PropertyMap gone)
    {
        foreach (var folder in (string[])[EnvironmentPolicyKind.Folder, EnvironmentVariableKind.Folder])
        {
            foreach (var setting in Cloud.SettingIds(Owner, repository, folder).Where(id => id.Split(':') is [_, var environment, _] && environment == gone.Text("environment")).ToList())
                Cloud.DeleteSetting(Owner, repository, folder, setting);
        }
    }
}

/// <summary><c>github.RepositoryEnvironmentDeploymentPolicy</c>: a pattern of branches or tags that may deploy to an environment.</summary>
internal sealed class EnvironmentPolicyKind(GitHubCloud cloud, string owner) : RepositorySettingKind(cloud, owner, Folder, "repository", "environment", "policyId")
{
    /// <summary>The name of the settings.</summary>
    public const string Folder = "deployment-branch-policies";

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        if (inputs.Has("branchPattern") == inputs.Has("tagPattern"))
            yield return new CheckFailure("", "exactly one of branchPattern, tagPattern must be given");
    }

    protected override void Admit(string call, string repository, PropertyMap wanted)
    {
        var name = wanted.Text("environment");
        var environment = Cloud.Setting(Owner, repository, EnvironmentKind.Folder, $"{repository}:{name}")
            ?? throw new ProviderException($"{call}: 404 Not Found: {Owner}/{repository} has no environment {name}");
        if (!environment.Map("deploymentBranchPolicy").Flag("customBranchPolicies"))
            throw new ProviderException($"{call}: 404 Not Found: the environment {name} has no custom branch policies; set deploymentBranchPolicy.customBranchPolicies to true");
    }

    protected override bool Clashes(PropertyMap wanted, PropertyMap other) =>
        wanted.Text("environment") == other.Text("environment")
        && wanted.Text("branchPattern") == other.Text("branchPattern") && wanted.Text("tagPattern") == other.Text("tagPattern");

    protected override string Taken(PropertyMap wanted) => $"303 See Other: the environment {wanted.Text("environment")} has the pattern {wanted.Text("branchPattern") ?? wanted.Text("tagPattern")} already";
}
