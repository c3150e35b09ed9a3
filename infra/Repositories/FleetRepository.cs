using System.Collections.Immutable;
using Pulumi.Github;
using Pulumi.Github.Inputs;
using Pulumi.Utilities;

namespace Slipway.Infra.Repositories;

/// <summary>
/// A repository of the fleet. The owning environment makes it from a template, keeps it on destroy and takes it back when it comes up again; the
/// others adopt it by name.
/// </summary>
public sealed class FleetRepository : ComponentResource
{
    /// <summary>Type token.</summary>
    public const string Token = "slipway:infra:FleetRepository";

    /// <summary>The branch that holds the fleet's truth.</summary>
    public const string DefaultBranch = "main";

    private readonly string _name;
    private readonly FleetRepositoryArgs _args;

    /// <summary>Makes or adopts the repository. Children are named <c>{name}-…</c>.</summary>
    /// <exception cref="RunException">
    /// An adopted repository does not exist, or the template of a new one does not or is none (raised when the program's outputs resolve).
    /// </exception>
    public FleetRepository(string name, FleetRepositoryArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, args, options)
    {
        _name = name;
        _args = args;

        (Repository, HtmlUrl, Branch) = args.Owned ? Make() : Adopt();
        SshUrl = Repository.Apply(r => $"ssh://git@github.com/{args.Owner}/{r}");
        HttpsUrl = Repository.Apply(r => $"https://github.com/{args.Owner}/{r}");
        RegisterOutputs();
    }

    /// <summary>Name of the repository. It resolves once the repository exists.</summary>
    [Output("repository")]
    public Output<string> Repository { get; private set; }

    /// <summary>Where people find it, <c>https://github.com/…</c>.</summary>
    [Output("htmlUrl")]
    public Output<string> HtmlUrl { get; private set; }

    /// <summary>Where Flux fetches it with a deploy key, <c>ssh://git@github.com/…</c>.</summary>
    [Output("sshUrl")]
    public Output<string> SshUrl { get; private set; }

    /// <summary>Where Flux fetches it as a GitHub App, <c>https://github.com/…</c>.</summary>
    [Output("httpsUrl")]
    public Output<string> HttpsUrl { get; private set; }

    /// <summary>The default branch. It resolves once the branch is there, so a file that depends on it has a place to go.</summary>
    [Output("branch")]
    public Output<string> Branch { get; private set; }

    /// <summary>What must exist before anything in the repository can be read; empty for an adopted one, which exists.</summary>
    public ImmutableArray<Resource> Ready { get; private set; } = [];

    private (Output<string> Name, Output<string> Url, Output<string> Branch) Make()
    {
        var exists = Exists();
        var repository = new Repository(_name, RepositoryArgs(exists), new CustomResourceOptions
        {
            Parent = this,
            Protect = _args.Protect,
            // The fleet's history outlives any stack: destroyed, the owner keeps its repositories, and coming up again it takes them back.
            RetainOnDelete = true,
            ImportId = exists ? _args.Repository : null,
            // They count at creation and at the end; GitHub does not tell them of a repository that exists.
            IgnoreChanges = { "template", "archiveOnDestroy" },
        });
        var branch = new BranchDefault($"{_name}-default-branch", new BranchDefaultArgs
        {
            Repository = repository.Name,
            Branch = DefaultBranch,
        }, new CustomResourceOptions { Parent = this, Protect = _args.Protect, RetainOnDelete = true });
        _ = new RepositoryVulnerabilityAlerts($"{_name}-alerts", new RepositoryVulnerabilityAlertsArgs
        {
            Repository = repository.Name,
            Enabled = true,
        }, new CustomResourceOptions { Parent = this, RetainOnDelete = true });
        foreach (var access in _args.Teams)
        {
            _ = new TeamRepository($"{_name}-team-{access.Team}", new TeamRepositoryArgs
            {
                Repository = repository.Name,
                TeamId = access.Team,
                Permission = access.Permission.ToString().ToLowerInvariant(),
            }, this.Child());
        }
        Ready = [repository, branch];
        var url = exists ? Output.Tuple(repository.HtmlUrl, Output.Create(SayTakenBackAsync(branch))).Apply(t => t.Item1) : repository.HtmlUrl;
        return (repository.Name, url, branch.Branch);
    }

    private RepositoryArgs RepositoryArgs(bool exists)
    {
        var template = exists ? Output.Create(_args.Template) : CheckedTemplate();
        return new RepositoryArgs
        {
            Name = _args.Repository,
            Description = _args.Description,
            Visibility = GitHubLiterals.Private,
            Template = new RepositoryTemplateArgs { Owner = template.Apply(t => t.Owner), Repository = template.Apply(t => t.Repository) },
            Topics = _args.Topics,
            HasIssues = true,
            // One commit per pull request, named after it: the history of main reads as the record of decisions.
            AllowSquashMerge = true,
            AllowMergeCommit = false,
            AllowRebaseMerge = false,
            SquashMergeCommitTitle = GitHubLiterals.PullRequestTitle,
            SquashMergeCommitMessage = GitHubLiterals.PullRequestBody,
            DeleteBranchOnMerge = true,
            SecurityAndAnalysis = new RepositorySecurityAndAnalysisArgs
            {
                SecretScanning = new RepositorySecurityAndAnalysisSecretScanningArgs { Status = GitHubLiterals.Enabled },
                SecretScanningPushProtection = new RepositorySecurityAndAnalysisSecretScanningPushProtectionArgs { Status = GitHubLiterals.Enabled },
            },
            ArchiveOnDestroy = true,
        };
    }

    // GitHub answers a template that is missing or none with a bare 404, and only when the repository is made.
    private Output<RepositoryTemplate> CheckedTemplate()
    {
        var template = _args.Template;
        return GetRepository.Invoke(new GetRepositoryInvokeArgs { FullName = $"{template.Owner}/{template.Repository}" }, new InvokeOptions { Parent = this })
            .Apply(found => string.IsNullOrEmpty(found.NodeId)
                ? throw new RunException(
                    $"The template {template.Owner}/{template.Repository} of the repository {_args.Owner}/{_args.Repository} does not exist, or whoever runs Pulumi "
                    + "may not read it. Publish it from fleet/ as a template repository, or correct the template in slipway:fleet.")
                : found.IsTemplate
                    ? template
                    : throw new RunException(
                        $"{template.Owner}/{template.Repository}, which {_args.Owner}/{_args.Repository} is to be made from, is no template repository. "
                        + "Mark it as one in its settings on GitHub, or correct the template in slipway:fleet."));
    }

    // An import is decided when the resource is declared, so this cannot wait for an output.
    private bool Exists()
    {
        var found = Task.Run(() => GetRepository.InvokeAsync(new GetRepositoryArgs { Name = _args.Repository }, new InvokeOptions { Parent = this }));
        return !string.IsNullOrEmpty(found.GetAwaiter().GetResult().NodeId);
    }

    // A preview knows the ids of what the stack holds, so one that is unknown tells that the repository is about to be taken back. Every update
    // is previewed first, so people read it once.
    private async Task<bool> SayTakenBackAsync(BranchDefault branch)
    {
        if (!Deployment.Instance.IsDryRun || await OutputUtilities.GetIsKnownAsync(branch.Id).ConfigureAwait(false))
            return false;
        Log.Info($"{_args.Owner}/{_args.Repository} exists already: an environment that owned it was destroyed and left it. It is taken back with its history.", this);
        return true;
    }

    private (Output<string> Name, Output<string> Url, Output<string> Branch) Adopt()
    {
        var found = GetRepository.Invoke(new GetRepositoryInvokeArgs { Name = _args.Repository }, new InvokeOptions { Parent = this })
            // The provider answers with an empty result for a repository that does not exist.
            .Apply(r => string.IsNullOrEmpty(r.NodeId) ? throw Missing() : r);
        return (found.Apply(r => r.Name), found.Apply(r => r.HtmlUrl), found.Apply(r => r.DefaultBranch));
    }

    private RunException Missing() => new(
        $"The repository {_args.Owner}/{_args.Repository} does not exist. The environment '{_args.Environment}' adopts it (fleet.owner is false); "
        + "bring up the environment that owns the repositories (fleet.owner: true) first, then this one.");
}
