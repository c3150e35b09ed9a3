using System.CommandLine;
using Slipway.Checks;
using Slipway.Cli.Project;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway check</c>.</summary>
internal static class CheckCommand
{
    public static Command Create(Terminal terminal)
    {
        var paths = new Argument<string[]>("path")
        {
            Description = "Files and folders of fleet repositories. Default: the current folder.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var command = new Command("check", """
            Verifies the files of fleet repositories offline: YAML, the shape of objects, Flux API versions, secrets in plain text.
            Findings go to standard output, one a line: file:line:column: rule: what is wrong. Exit code 1 when there are any.

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
        CheckReport report;
        try
        {
            report = FleetCheck.Of(paths);
        }
        catch (FileNotFoundException missing)
        {
            throw new UsageException(missing.Message);
        }
        foreach (var finding in report.Findings)
            terminal.Out.WriteLine(Terminal.Harmless(finding.ToString()));
        terminal.Error.WriteLine($"{report.Objects} objects in {report.Files} files checked, {report.Findings.Length} findings");
        return report.Findings.IsEmpty ? ExitCode.Done : ExitCode.Failed;
    }
}
