using System.CommandLine;
using Slipway.Cli.Commands;
using Slipway.Cli.Lab.View;

namespace Slipway.Cli.Lab;

/// <summary><c>slipway outputs</c>.</summary>
internal static class OutputsCommand
{
    public static Command Create(Terminal terminal)
    {
        var stack = new StackArguments();
        var json = new Option<bool>("--json") { Description = "As a flat JSON object." };
        var showSecrets = new Option<bool>("--show-secrets") { Description = "In plain text. Default: a secret reads [secret]." };
        var command = new Command("outputs", """
            Shows what an environment gives out: cluster, endpoint, kubeconfig, repositories, deploy keys, Flux version, release.

            Example: slipway outputs dev --json
            """);
        stack.AddTo(command);
        command.Add(json);
        command.Add(showSecrets);
        command.SetAction(parsed =>
        {
            var (project, file) = stack.Read(parsed);
            var outputs = StackSession.Open(project, file).State.Snapshot.StackOutputs;
            if (parsed.GetValue(json))
                terminal.Out.Write(OutputsView.Json(outputs, parsed.GetValue(showSecrets)));
            else if (outputs.Count == 0)
                terminal.Error.WriteLine($"{file.Environment} has no outputs; bring it up with: slipway up {file.Environment}");
            else
                OutputsView.Write(terminal.Out, outputs, parsed.GetValue(showSecrets));
            return ExitCode.Done;
        });
        return command;
    }
}
