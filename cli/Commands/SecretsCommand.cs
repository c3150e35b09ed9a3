using System.CommandLine;
using Slipway.Cli.Secrets;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway secrets</c>.</summary>
internal static class SecretsCommand
{
    public static Command Create(Terminal terminal) => new("secrets", "Opens, verifies, seals and rotates files sealed by SOPS.")
    {
        OpenCommand.Create(terminal), VerifyCommand.Create(terminal), SealCommand.Create(terminal), RotateCommand.Create(terminal),
    };
}
