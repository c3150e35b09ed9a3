using System.CommandLine;
using Slipway.Cli.Commands;
using Slipway.Cli.Project;
using Slipway.Components.Promotion;
using Slipway.Stacks.Settings;
#if LAB
using Slipway.Cli.Lab;
#else
using Slipway.Cli.Official;
#endif

namespace Slipway.Cli.Promotion;

/// <summary>What <c>promote</c> and <c>rollback</c> take alike.</summary>
internal sealed class PromotionArguments
{
    private readonly StackArguments _stack = new();

    private readonly Option<string?> _infrastructure = new("--infrastructure")
    {
        Description = "The infrastructure repository: an address over HTTPS or SSH, or a clone, whose origin is meant. Default: the lab's, where the lab has one, else that of the configuration on github.com.",
        HelpName = "path|url",
    };

    private readonly Option<string?> _apps = new("--apps") { Description = "The apps repository, likewise.", HelpName = "path|url" };

    private readonly Option<bool> _merge = new("--merge") { Description = "In the lab: fast-forward main at once, as the automation identity. On GitHub a pull request is merged there." };

    private readonly Option<bool> _yes = new("--yes", "-y") { Description = "Do it. Default: show what would be done, and change nothing." };

    private readonly Option<bool> _json = new("--json") { Description = "The result as JSON." };

    /// <summary>Adds them to a command, after its own arguments.</summary>
    public void AddTo(Command command, params IEnumerable<Argument> arguments)
    {
        _stack.AddTo(command);
        foreach (var argument in arguments)
            command.Add(argument);
        foreach (var option in (Option[])[_infrastructure, _apps, _merge, _yes, _json])
            command.Add(option);
    }

    /// <summary>Opens what a command line names.</summary>
    /// <exception cref="UsageException">The configuration, or what is asked for, is not in order.</exception>
    public PromotionSession Read(ParseResult parsed)
    {
        var (project, stack) = _stack.Read(parsed);
        var fleet = ReadFleet(project);
        var host = Places(parsed) is null ? FleetHosts.Find(project, fleet) : null;
        if (parsed.GetValue(_merge) && host is null)
            throw new UsageException("--merge is for the lab's GitHub; on any other the pull request is merged there, by its rules.");
        return new PromotionSession
        {
            Environment = stack.Environment,
            Fleet = fleet,
            Host = host,
            Places = Places(parsed) ?? host?.Places ?? new($"https://github.com/{fleet.GitHubOwner}/{fleet.Infrastructure}.git", $"https://github.com/{fleet.GitHubOwner}/{fleet.Apps}.git"),
            Merge = parsed.GetValue(_merge),
            Yes = parsed.GetValue(_yes),
            Json = parsed.GetValue(_json),
        };
    }

    private FleetPair<string>? Places(ParseResult parsed) => (parsed.GetValue(_infrastructure), parsed.GetValue(_apps)) switch
    {
        ({ } infrastructure, { } apps) => new(infrastructure, apps),
        (null, null) => null,
        _ => throw new UsageException("--infrastructure and --apps go together: a release is in both repositories."),
    };

    /// <summary>The fleet of a project.</summary>
    /// <exception cref="UsageException">Its configuration is not in order.</exception>
    public static ProjectFleet ReadFleet(ProjectFile project)
    {
        try
        {
            var owner = StackFile.Read(project, ProjectFleet.OwnerIn(project.Root));
            // The fleet is no secret: a secret elsewhere in the configuration stays as it is, and needs no passphrase.
            return ProjectFleet.ReadIn(project.Root, owner.Environment, owner.Config(project, ciphertext => ciphertext).GetValueOrDefault);
        }
        catch (Exception problem) when (problem is SettingsException or FormatException)
        {
            throw new UsageException(problem.Message);
        }
    }
}
