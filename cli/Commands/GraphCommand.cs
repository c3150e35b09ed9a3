using System.CommandLine;
using Slipway.Cli.Graphs;
using Slipway.Cli.Pages;
using Slipway.Cli.Project;
using Slipway.Components.Layers;
#if LAB
using Slipway.Cli.Lab;
#else
using Slipway.Cli.Official;
#endif

namespace Slipway.Cli.Commands;

/// <summary><c>slipway graph</c>.</summary>
internal static class GraphCommand
{
    private const string Layers = "layers";
    private const string Resources = "resources";

    public static Command Create(Terminal terminal)
    {
        var stack = new StackArguments();
        var graph = new Option<string?>("--graph") { Description = $"Which graph: {Layers} or {Resources}. Default: {Layers}; in HTML both." };
        graph.AcceptOnlyFromAmong(Layers, Resources);
        var format = new Option<string>("--format") { Description = "How to draw it: mermaid, dot or html. Default: mermaid.", DefaultValueFactory = _ => "mermaid" };
        format.AcceptOnlyFromAmong("mermaid", "dot", "html");
        var command = new Command("graph", """
            Draws an environment to standard output. Layers are what Flux applies and what waits for what, from the configuration alone. Resources
            are what the program declares, in their components, as a preview finds them: it changes nothing, and the environment need not be up.
            HTML is one page that needs nothing else.

            Example: slipway graph dev --format html > dev.html
            """);
        stack.AddTo(command);
        command.Add(graph);
        command.Add(format);
        command.SetAction(async (parsed, cancellation) =>
        {
            var (project, file) = stack.Read(parsed);
            var (only, form) = (parsed.GetValue(graph), parsed.GetValue(format));
            var both = form == "html" && only is null;
            // The layers are no secret: a secret elsewhere in the configuration stays as it is, and needs no passphrase.
            var settings = SettingsCheck.Read(project, file, file.Config(project, ciphertext => ciphertext));
            ResourceDiagram? resources = null;
            if (both || only == Resources)
            {
                if (await DeclaredResources.OfAsync(project, file, terminal, cancellation).ConfigureAwait(false) is not { } declared)
                    return ExitCode.Failed;
                resources = new ResourceDiagram(declared);
            }
            var layers = both || resources is null ? LayerGraph.Of(settings.Layers) : null;
            terminal.Out.Write(form switch
            {
                "html" => GraphPage.Of(file.Environment, layers, resources),
                "dot" => DotText.Of(Diagram()),
                _ => MermaidText.Of(Diagram()),
            });
            return ExitCode.Done;

            Diagram Diagram() => resources is null ? LayerDiagram.Of(LayerGraph.Of(settings.Layers)) : resources.All;
        });
        return command;
    }
}
