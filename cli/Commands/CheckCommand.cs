using System.CommandLine;
using Slipway.Checks;
using Slipway.Checks.Flux;
using Slipway.Checks.Reports;
using Slipway.Checks.Rules;
using Slipway.Checks.Schemas;
using Slipway.Cli.Project;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway check</c>.</summary>
internal static class CheckCommand
{
    public static Command Create(Terminal terminal)
    {
        var paths = new Argument<string[]>("path")
        {
            Description = "Folders of fleet repositories, or a folder that holds fleet-infrastructure and fleet-apps. Default: the current folder.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var command = new Command("check", """
            Verifies fleet repositories offline: kustomize builds, substitution, schemas, dependencies, sources, secrets, versions.
            Findings go to standard output. Exit code 1 when there is one as severe as --fail-on.

            Example: slipway check fleet
            """)
        {
            paths,
        };
        command.SetAction(parsed => Run(terminal, parsed.GetValue(paths) is { Length: > 0 } given ? given : ["."]));
        return command;
    }

    private static int Run(Terminal terminal, string[] paths)
    {
        var folders = new FleetFolders(Environment.CurrentDirectory);
        try
        {
            foreach (var path in paths)
                folders.Add(path);
        }
        catch (Exception wrong) when (wrong is DirectoryNotFoundException or ArgumentException)
        {
            throw new UsageException(wrong.Message);
        }
        var report = FleetCheck.Of(FleetReader.Read(folders.Repositories, new FleetOptions { FindRepository = folders.Sibling }), SchemaCatalog.BuiltIn);
        var text = new StringWriter();
        TextReport.Write(text, report);
        terminal.Out.Write(Terminal.Harmless(text.ToString()));
        terminal.Error.WriteLine(TextReport.Summary(report));
        return report.Count(Severity.Error) > 0 ? ExitCode.Failed : ExitCode.Done;
    }
}
