using System.Collections.Immutable;
using System.Globalization;
using Pulumi.Github;
using Pulumi.Github.Inputs;

namespace Slipway.Infra.Repositories;

/// <summary>
/// A repository's deployment environments for promotion: a workflow that names one waits for a reviewer, and runs from that environment's release tags,
/// or from the default branch, as the promotion that makes such a tag must, and from nowhere else.
/// </summary>
public sealed class PromotionEnvironments : ComponentResource
{
    /// <summary>Type token.</summary>
    public const string Token = "slipway:infra:PromotionEnvironments";

    /// <summary>Makes the environments. Children are named <c>{name}-{environment}…</c>.</summary>
    public PromotionEnvironments(string name, PromotionEnvironmentsArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, args, options)
    {
        foreach (var environment in args.Environments)
            Make($"{name}-{environment.Name}", args.Repository, environment);
        RegisterOutputs();
    }

    private void Make(string name, Input<string> repository, PromotionEnvironment environment)
    {
        var made = new RepositoryEnvironment(name, new RepositoryEnvironmentArgs
        {
            Repository = repository,
            Environment = environment.Name,
            // Whoever starts a promotion does not approve it, and no administrator passes the reviewers by.
            PreventSelfReview = true,
            CanAdminsBypass = false,
            Reviewers = Reviewers(environment),
            DeploymentBranchPolicy = new RepositoryEnvironmentDeploymentBranchPolicyArgs { ProtectedBranches = false, CustomBranchPolicies = true },
        }, this.Child());
        _ = new RepositoryEnvironmentDeploymentPolicy($"{name}-tags", new RepositoryEnvironmentDeploymentPolicyArgs
        {
            Repository = repository,
            Environment = made.Environment,
            TagPattern = environment.ReleaseTags,
        }, this.Child());
        _ = new RepositoryEnvironmentDeploymentPolicy($"{name}-main", new RepositoryEnvironmentDeploymentPolicyArgs
        {
            Repository = repository,
            Environment = made.Environment,
            BranchPattern = FleetRepository.DefaultBranch,
        }, this.Child());
    }

    private InputList<RepositoryEnvironmentReviewerArgs> Reviewers(PromotionEnvironment environment) =>
        environment.Teams.IsEmpty && environment.Users.IsEmpty
            ? []
            : [new RepositoryEnvironmentReviewerArgs { Teams = Ids(environment.Teams, TeamId), Users = Ids(environment.Users, UserId) }];

    private static InputList<int> Ids(ImmutableArray<string> names, Func<string, Output<string>> id) =>
        Output.All(names.Select(id)).Apply(ids => ids.Select(i => int.Parse(i, CultureInfo.InvariantCulture)).ToImmutableArray());

    private Output<string> TeamId(string slug) =>
        GetTeam.Invoke(new GetTeamInvokeArgs { Slug = slug, SummaryOnly = true }, new InvokeOptions { Parent = this }).Apply(t => t.Id);

    private Output<string> UserId(string login) =>
        GetUser.Invoke(new GetUserInvokeArgs { Username = login }, new InvokeOptions { Parent = this }).Apply(u => u.Id);
}
