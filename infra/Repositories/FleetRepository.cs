using System.Collections.Immutable;
using Pulumi.Github;
using Pulumi.Github.Inputs;
using Pulumi.Tls;

namespace Slipway.Infra.Repositories;

/// <summary>
/// A repository of the fleet, and one environment's read-only deploy key to it. The owning environment makes the repository from a
/// template and keeps it on destroy; the others adopt it by name.
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
    /// <exception cref="RunException">An adopted repository does not exist (raised when the program's outputs resolve).</exception>
    public FleetRepository(string name, FleetRepositoryArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, args, options)
    {
        _name = name;
        _args = args;

        var (repository, url, branch) = args.Owned ? Make() : Adopt();
        Repository = repository;
        HtmlUrl = url;
        Branch = branch;
        SshUrl = repository.Apply(r => $"ssh://git@github.com/{args.Owner}/{r}");

        var key = new PrivateKey($"{name}-key", new PrivateKeyArgs { Algorithm = "ED25519" }, new CustomResourceOptions { Parent = this });
        DeployKey = new RepositoryDeployKey($"{name}-deploy-key", new RepositoryDeployKeyArgs
        {
            Repository = repository,
            // Unique over repositories and environments: keys of the same title are hard to tell apart when one has to go.
            Title = $"flux-{args.Environment}-{args.Repository}",
            Key = key.PublicKeyOpenssh.Apply(k => k.Trim()),
            ReadOnly = true,
        }, new CustomResourceOptions { Parent = this });
        DeployKeyFingerprint = key.PublicKeyFingerprintSha256;
        PublicKey = key.PublicKeyOpenssh;
        PrivateKey = Output.CreateSecret(key.PrivateKeyOpenssh);
        RegisterOutputs();
    }

    /// <summary>Name of the repository. It resolves once the repository exists.</summary>
    [Output("repository")]
    public Output<string> Repository { get; private set; }

    /// <summary>Where people find it, <c>https://github.com/…</c>.</summary>
    [Output("htmlUrl")]
    public Output<string> HtmlUrl { get; private set; }

    /// <summary>Where Flux fetches it, <c>ssh://git@github.com/…</c>.</summary>
    [Output("sshUrl")]
    public Output<string> SshUrl { get; private set; }

    /// <summary>The default branch. It resolves once the branch is there, so a file that depends on it has a place to go.</summary>
    [Output("branch")]
    public Output<string> Branch { get; private set; }

    /// <summary>SHA-256 fingerprint of the deploy key, as GitHub shows it.</summary>
    [Output("deployKeyFingerprint")]
    public Output<string> DeployKeyFingerprint { get; private set; }

    /// <summary>The deploy key as it is registered. Depend on it from whatever fetches.</summary>
    public RepositoryDeployKey DeployKey { get; }

    /// <summary>What must exist before anything in the repository can be read; empty for an adopted one, which exists.</summary>
    public ImmutableArray<Resource> Ready { get; private set; } = [];

    /// <summary>The public half of the deploy key, in OpenSSH's form.</summary>
    public Output<string> PublicKey { get; }

    /// <summary>The private half of the deploy key, in OpenSSH's form; secret.</summary>
    public Output<string> PrivateKey { get; }

    private (Output<string> Name, Output<string> Url, Output<string> Branch) Make()
    {
        var repository = new Repository(_name, new RepositoryArgs
        {
            Name = _args.Repository,
            Description = _args.Description,
            Visibility = "private",
            Template = new RepositoryTemplateArgs { Owner = _args.Template.Owner, Repository = _args.Template.Repository },
            HasIssues = true,
            DeleteBranchOnMerge = true,
            AllowMergeCommit = false,
            ArchiveOnDestroy = true,
        }, new CustomResourceOptions
        {
            Parent = this,
            // The fleet's history outlives any stack: destroyed, the owner keeps its repositories, and coming up again it takes them back.
            RetainOnDelete = true,
            ImportId = Exists() ? _args.Repository : null,
            // They count at creation and at the end; GitHub does not tell them of a repository that exists.
            IgnoreChanges = { "template", "archiveOnDestroy" },
        });
        var branch = new BranchDefault($"{_name}-default-branch", new BranchDefaultArgs
        {
            Repository = repository.Name,
            Branch = DefaultBranch,
        }, new CustomResourceOptions { Parent = this, RetainOnDelete = true });
        Ready = [repository, branch];
        return (repository.Name, repository.HtmlUrl, branch.Branch);
    }

    // An import is decided when the resource is declared, so this cannot wait for an output.
    private bool Exists()
    {
        var found = Task.Run(() => GetRepository.InvokeAsync(new GetRepositoryArgs { Name = _args.Repository }, new InvokeOptions { Parent = this }));
        return !string.IsNullOrEmpty(found.GetAwaiter().GetResult().NodeId);
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
