using System.CommandLine;
using System.Text.Json;
using Slipway.Cli.Commands;
using Slipway.Cli.Project;
using Slipway.Lab.Engine.State;

namespace Slipway.Cli.Lab;

/// <summary><c>slipway state</c>.</summary>
internal static class StateCommand
{
    public static Command Create(Terminal terminal) => new("state", "Exports and imports the state of an environment, in Pulumi's deployment format (version 3).")
    {
        Export(terminal),
        Import(terminal),
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
            using var _ = StackSession.Lock(project, file, $"state import {file.Environment}");
            var session = StackSession.Open(project, file);
            session.State.Import(Snapshot(json, name, session.State));
            terminal.Error.WriteLine($"{session.State.Snapshot.Resources.Length} resources imported into {file.Environment}");
            return ExitCode.Done;
        });
        return command;
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
