using System.CommandLine;
using Slipway.Cli.Project;
using Slipway.Components.Layers;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway graph</c>.</summary>
internal static class GraphCommand
{
    public static Command Create(Terminal terminal)
    {
        var stack = new StackArguments();
        var format = new Option<string>("--format") { Description = "How to draw it. Default: mermaid.", DefaultValueFactory = _ => "mermaid" };
        format.AcceptOnlyFromAmong("mermaid");
        var command = new Command("graph", """
            Draws the layers of an environment and what waits for what.

            Example: slipway graph dev --format mermaid
            """);
        stack.AddTo(command);
        command.Add(format);
        command.SetAction(parsed =>
        {
            var (project, file) = stack.Read(parsed);
            // The layers are no secret: a secret elsewhere in the configuration stays as it is, and needs no passphrase.
            var settings = SettingsCheck.Read(project, file, file.Config(project, ciphertext => ciphertext));
            terminal.Out.Write(LayerDiagram.Mermaid(LayerGraph.Of(settings.Layers)));
            return ExitCode.Done;
        });
        return command;
    }
}
