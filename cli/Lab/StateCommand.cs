using System.CommandLine;
using System.Text.Json;
using Slipway.Cli.Commands;
using Slipway.Cli.Project;
using Slipway.Lab.Engine;
using Slipway.Lab.Engine.State;

namespace Slipway.Cli.Lab;

/// <summary><c>slipway state</c>.</summary>
internal static class StateCommand
{
    public static Command Create(Terminal terminal) => new("state", "Exports, imports and recovers the state of an environment, in Pulumi's deployment format (version 3).")
    {
        Export(terminal),
        Import(terminal),
        Recover(terminal),
    };

    private static Command Export(Terminal terminal)
    {
        var stack = new StackArguments();
        var command = new Command("export", """
            Writes the state to standard output. Secrets stay encrypted.

            Example: slipway state export dev > dev.json
            """);
        stack.AddTo(command);
        command.SetAction(parsed =>
        {
            var (project, file) = stack.Read(parsed);
            terminal.Out.Write(StackSession.Open(project, file).State.Export());
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Import(Terminal terminal)
    {
        var stack = new StackArguments();
        var source = new Option<string>("--file") { Description = "The state to import. Default: standard input.", HelpName = "file" };
        var command = new Command("import", """
            Replaces the state by one that was exported from it. The state before is kept beside it, as .bak.

            Example: slipway state import dev --file dev.json
            """);
        stack.AddTo(command);
        command.Add(source);
        command.SetAction(parsed =>
        {
            var (project, file) = stack.Read(parsed);
            var (json, name) = Read(terminal, parsed.GetValue(source));
            return Locked(terminal, project, file, "import", () =>
            {
                var session = StackSession.Open(project, file);
                session.State.Import(Snapshot(json, name, session.State));
                terminal.Error.WriteLine($"{session.State.Snapshot.Resources.Length} resources imported into {file.Environment}");
            });
        });
        return command;
    }

    private static Command Recover(Terminal terminal)
    {
        var stack = new StackArguments();
        var command = new Command("recover", """
            Puts a damaged state back, from its predecessor and the journal that led on from it. What is damaged is kept beside it, as .damaged.

            Example: slipway state recover dev
            """);
        stack.AddTo(command);
        command.SetAction(parsed =>
        {
            var (project, file) = stack.Read(parsed);
            return Locked(terminal, project, file, "recover", () =>
            {
                var recovery = StackSession.Recover(project, file);
                terminal.Error.WriteLine($"{recovery.Resources} resources recovered for {file.Environment}; what was damaged is {recovery.Kept}");
                terminal.Error.WriteLine(recovery.IsComplete
                    ? $"Nothing is lost. Look it over with: slipway preview {file.Environment}"
                    : $"Not all that happened is in it. Find out what is there with: slipway refresh {file.Environment}, then: slipway preview {file.Environment}");
            });
        });
        return command;
    }

    private static int Locked(Terminal terminal, ProjectFile project, StackFile file, string command, Action work)
    {
        try
        {
            using var held = StackSession.Lock(project, file, $"state {command} {file.Environment}");
            work();
            return ExitCode.Done;
        }
        catch (StackLockedException locked)
        {
            terminal.Error.WriteLine($"slipway: {Terminal.Harmless(locked.Message)}");
            return ExitCode.Failed;
        }
    }

    private static (string Json, string Name) Read(Terminal terminal, string? path)
    {
        if (path is null)
            return (terminal.In.ReadToEnd(), "standard input");
        return File.Exists(path) ? (File.ReadAllText(path), path) : throw new UsageException($"There is no file '{path}'.");
    }

    private static Snapshot Snapshot(string json, string name, StackStateFile state)
    {
        Snapshot snapshot;
        try
        {
            snapshot = StateJson.Read(json, name, state.Cipher);
        }
        catch (Exception problem) when (problem is StateFormatException or JsonException)
        {
            throw new UsageException(problem.Message);
        }
        var problems = snapshot.Verify();
        return problems.IsEmpty
            ? snapshot
            : throw new UsageException($"{name} does not hold together; nothing was imported:\n  {string.Join("\n  ", problems)}");
    }
}
