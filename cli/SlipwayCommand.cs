using System.CommandLine;
using Slipway.Cli.Commands;
using Slipway.Cli.Project;
#if LAB
using Slipway.Cli.Lab;
#else
using Slipway.Cli.Official;
#endif

namespace Slipway.Cli;

/// <summary>The <c>slipway</c> command.</summary>
public static class SlipwayCommand
{
    /// <summary>Runs a command line.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, Terminal terminal)
    {
        var parsed = Parse(args, terminal);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                terminal.Error.WriteLine($"slipway: {error.Message}");
            terminal.Error.WriteLine($"See '{string.Join(' ', (string[])["slipway", .. Names(parsed.CommandResult), "--help"])}'.");
            return ExitCode.Usage;
        }
        using var interruption = new Interruption(terminal.Error);
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                // Signals are ours: see Interruption.
                ProcessTerminationTimeout = null,
                Output = terminal.Out,
                Error = terminal.Error,
            }, interruption.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            return ExitCode.Failed;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            terminal.Error.WriteLine($"slipway: {Terminal.Harmless(problem.Message)}");
            return ExitCode.Failed;
        }
        catch (UsageException problem)
        {
            terminal.Error.WriteLine($"slipway: {Terminal.Harmless(problem.Message)}");
            return ExitCode.Usage;
        }
    }

    /// <summary>Reads a command line, and runs nothing.</summary>
    // An argument is what it says: @acme/shop is a team, no file with more arguments.
    internal static ParseResult Parse(IReadOnlyList<string> args, Terminal terminal) =>
        Root(terminal).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });

    private static RootCommand Root(Terminal terminal)
    {
        var root = new RootCommand("""
            Slipway stands up and runs GitOps platforms on AWS. This build runs the program in the lab: offline, on this machine, with clouds that
            are folders under .slipway/ (or where SLIPWAY_HOME points). Production runs the same program under the pulumi CLI.

            Exit codes: 0 done, 1 failed, 2 wrong use or bad configuration, 3 changes found where none were expected.

            Example: slipway up dev --yes
            """);
        foreach (var command in StackCommands.All(terminal))
            root.Add(command);
        root.Add(GraphCommand.Create(terminal));
        root.Add(CheckCommand.Create(terminal));
        root.Add(PromoteCommand.Create(terminal));
        root.Add(RollbackCommand.Create(terminal));
        root.Add(AppCommand.Create(terminal));
        root.Add(SecretsCommand.Create(terminal));
        root.Add(TestCommand.Create(terminal));
        return root;
    }

    private static IEnumerable<string> Names(System.CommandLine.Parsing.CommandResult result)
    {
        var names = new Stack<string>();
        for (System.CommandLine.Parsing.SymbolResult? at = result; at is System.CommandLine.Parsing.CommandResult { Parent: not null } command; at = at.Parent)
            names.Push(command.Command.Name);
        return names;
    }
}
