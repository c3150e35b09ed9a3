using System.CommandLine;
using Slipway.Cli.Project;

namespace Slipway.Cli.Commands;

/// <summary>What every command about an environment takes.</summary>
internal sealed class StackArguments
{
    private readonly Argument<string> _environment = new("env") { Description = "The environment, e.g. dev: the stack whose configuration is Pulumi.<env>.yaml." };

    private readonly Option<string> _folder = new("--cwd", "-C")
    {
        Description = "Folder of the project, or one below it. Default: the current folder.",
        HelpName = "dir",
        DefaultValueFactory = _ => ".",
    };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_environment);
        command.Add(_folder);
    }

    /// <summary>The project and the environment's file that a command line names.</summary>
    /// <exception cref="UsageException">There is no such project or environment.</exception>
    public (ProjectFile Project, StackFile Stack) Read(ParseResult parsed)
    {
        var project = ProjectFile.Find(Path.GetFullPath(parsed.GetValue(_folder) ?? "."));
        return (project, StackFile.Read(project, parsed.GetValue(_environment) ?? ""));
    }
}
