using System.CommandLine;
using Slipway.Checks;
using Slipway.Checks.Compare;
using Slipway.Checks.Flux;
using Slipway.Checks.Reports;
using Slipway.Checks.Schemas;
using Slipway.Cli.Project;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway check</c>.</summary>
internal static class CheckCommand
{
    public static Command Create(Terminal terminal)
    {
        var arguments = new CheckArguments();
        var command = new Command("check", """
            Verifies fleet repositories offline: what Flux would build, substitute and apply in every cluster, held against schemas and rules (docs/rules.md).
            Findings go to standard output. Exit code 1 when one is as severe as --fail-on says. With --diff, shows what a change changes instead.

            Examples: slipway check fleet
                      slipway check . --format github --fail-on warning
                      slipway check . --diff origin/main --format markdown
            """);
        arguments.AddTo(command);
        command.SetAction(parsed => arguments.Reference(parsed) is { } reference ? Compare(terminal, arguments, parsed, reference) : Check(terminal, arguments, parsed));
        return command;
    }

    private static int Check(Terminal terminal, CheckArguments arguments, ParseResult parsed)
    {
        var (format, folders, schemas) = (arguments.Format(parsed), arguments.Folders(parsed), arguments.Schemas(parsed));
        CheckReport report;
        try
        {
            report = FleetCheck.Of(FleetReader.Read(folders.Repositories, arguments.Options(parsed, folders)), schemas);
        }
        catch (SchemaException wrong)
        {
            throw new UsageException($"--schemas: {wrong.Message}");
        }
        Action<TextWriter, CheckReport> write = format switch
        {
            ReportFormat.Text => TextReport.Write,
            ReportFormat.Json => JsonReport.Write,
            ReportFormat.Sarif => SarifReport.Write,
            ReportFormat.GitHub => GitHubReport.Write,
            _ => throw new ArgumentOutOfRangeException(nameof(parsed), format, "no format"),
        };
        Put(terminal, writer => write(writer, report), isForRunner: format == ReportFormat.GitHub);
        terminal.Error.WriteLine(TextReport.Summary(report));
        var failOn = arguments.FailOn(parsed);
        return report.Findings.Any(f => f.Rule.Severity >= failOn) ? ExitCode.Failed : ExitCode.Done;
    }

    private static int Compare(Terminal terminal, CheckArguments arguments, ParseResult parsed, string reference)
    {
        var isMarkdown = arguments.IsMarkdown(parsed);
        if (!isMarkdown && arguments.Format(parsed) != ReportFormat.Text)
            throw new UsageException("--diff is written as text or markdown; choose one with --format.");
        var folders = arguments.Folders(parsed);
        try
        {
            var (before, open) = folders.At(reference);
            var old = FleetReader.Read(before.Repositories, arguments.Options(parsed, before));
            var now = FleetReader.Read(folders.Repositories, arguments.Options(parsed, folders));
            foreach (var tree in open)
                tree.Dispose();
            var comparison = FleetComparison.Of(old, now);
            Put(terminal, writer =>
            {
                if (isMarkdown)
                    writer.Write(ComparisonMarkdown.Render(comparison));
                else
                    ComparisonText.Write(writer, comparison);
            });
            terminal.Error.WriteLine(ComparisonText.Summary(comparison));
            return ExitCode.Done;
        }
        catch (InvalidOperationException wrong)
        {
            throw new UsageException($"--diff: {wrong.Message}");
        }
    }

    private static void Put(Terminal terminal, Action<TextWriter> write, bool isForRunner = false)
    {
        var text = new StringWriter { NewLine = "\n" };
        write(text);
        terminal.Out.Write(isForRunner ? Terminal.Visible(text.ToString()) : Terminal.Harmless(text.ToString()));
    }
}
