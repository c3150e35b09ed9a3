using System.CommandLine;
using Slipway.Cli.Project;
using Slipway.Components.Layers;
using Slipway.Stacks.Settings;

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
            terminal.Out.Write(LayerDiagram.Mermaid(LayerGraph.Of(Settings(project, file).Layers)));
            return ExitCode.Done;
        });
        return command;
    }

    private static PlatformSettings Settings(ProjectFile project, StackFile file)
    {
        // The layers are no secret: a secret elsewhere in the configuration stays as it is, and needs no passphrase.
        var config = file.Config(project, ciphertext => ciphertext);
        try
        {
            return PlatformSettings.Read(file.Environment, config.GetValueOrDefault, YamlPlaces.InFile(Path.Combine(project.Root, file.Name)));
        }
        catch (SettingsException problem)
        {
            throw new UsageException(problem.Message);
        }
    }
}
