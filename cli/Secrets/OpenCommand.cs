using System.CommandLine;
using Slipway.Components.Sops;

namespace Slipway.Cli.Secrets;

/// <summary><c>slipway secrets open</c>.</summary>
internal static class OpenCommand
{
    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("file") { Description = "The sealed file." };
        var keys = new KeyArguments();
        var command = new Command("open", """
            Prints what a sealed file holds, in plain text, after its MAC was found right. The file stays as it is.

            Example: slipway secrets open clusters/dev/secrets/cluster-secrets.sops.yaml --identity recovery.agekey
            Example: slipway secrets open clusters/dev/secrets/cluster-secrets.sops.yaml --env dev
            """) { file };
        keys.AddTo(command);
        command.SetAction(parsed => SecretsRun.Of(terminal, parsed.GetValue(file) ?? "", sealedFile => terminal.Out.Write(SopsFile.Open(sealedFile.Text, keys.Read(parsed)))));
        return command;
    }
}
