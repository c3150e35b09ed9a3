using Pulumi.Github;
using Pulumi.Github.Inputs;

namespace Slipway.Infra.Repositories;

/// <summary>
/// The rules of a repository: what reaches the default branch comes through a reviewed pull request, and a release tag is made by the
/// automation and stays where it is. The automation identity passes both, and nobody else.
/// </summary>
/// <remarks>
/// Make them after the first generated files: GitHub's contents API commits straight to the branch. Later changes of those files pass, as whoever
/// runs Pulumi is the automation identity.
/// </remarks>
public sealed class RepositoryRules : ComponentResource
{
    /// <summary>Type token.</summary>
    public const string Token = "slipway:infra:RepositoryRules";

    /// <summary>Sets the rules. Children are named <c>{name}-…</c>.</summary>
    public RepositoryRules(string name, RepositoryRulesArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, args, options)
    {
        _ = Ruleset($"{name}-default-branch", args, "default branch", GitHubLiterals.BranchTarget, [GitHubLiterals.DefaultBranch], DefaultBranch(args.Review));
        if (!args.ReleaseTags.IsEmpty)
            _ = Ruleset($"{name}-release-tags", args, "release tags", GitHubLiterals.TagTarget, args.ReleaseTags.Select(t => $"refs/tags/{t}"), ReleaseTags());
        RegisterOutputs();
    }

    private RepositoryRuleset Ruleset(
        string name, RepositoryRulesArgs args, string title, string target, IEnumerable<string> includes, RepositoryRulesetRulesArgs rules) =>
        new(name, new RepositoryRulesetArgs
        {
            Repository = args.Repository,
            Name = title,
            Target = target,
            Enforcement = GitHubLiterals.Active,
            Conditions = new RepositoryRulesetConditionsArgs
            {
                RefName = new RepositoryRulesetConditionsRefNameArgs { Includes = includes.ToArray(), Excludes = Array.Empty<string>() },
            },
            BypassActors = { args.Automation.BypassActor() },
            Rules = rules,
        }, this.Child(args.After));

    private static RepositoryRulesetRulesArgs DefaultBranch(ReviewPolicy review)
    {
        var rules = new RepositoryRulesetRulesArgs
        {
            Deletion = true,
            NonFastForward = true,
            RequiredLinearHistory = true,
            PullRequest = new RepositoryRulesetRulesPullRequestArgs
            {
                RequiredApprovingReviewCount = review.Approvals,
                DismissStaleReviewsOnPush = true,
                RequireCodeOwnerReview = true,
                RequiredReviewThreadResolution = true,
                AllowedMergeMethods = { GitHubLiterals.Squash },
            },
        };
        // GitHub refuses the rule without a check in it.
        if (!review.StatusChecks.IsEmpty)
        {
            rules.RequiredStatusChecks = new RepositoryRulesetRulesRequiredStatusChecksArgs
            {
                StrictRequiredStatusChecksPolicy = true,
                RequiredChecks = review.StatusChecks.Select(c => new RepositoryRulesetRulesRequiredStatusChecksRequiredCheckArgs { Context = c }).ToArray(),
            };
        }
        return rules;
    }

    // Nobody but the automation makes a release, and nobody moves or removes one: what a tag says ran is what ran.
    private static RepositoryRulesetRulesArgs ReleaseTags() => new()
    {
        Creation = true,
        Update = true,
        Deletion = true,
        NonFastForward = true,
    };
}
