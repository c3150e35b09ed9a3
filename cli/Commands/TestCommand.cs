using System.CommandLine;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway test</c>, which the launcher takes over before this program starts.</summary>
internal static class TestCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("test", """
            Runs every test of the checkout, or those that the arguments, which go to `dotnet test`, choose.

            Example: ./slipway test
            Example: ./slipway test --filter FullyQualifiedName~Sops
            """);
        command.SetAction(_ =>
        {
            terminal.Error.WriteLine("slipway: tests are run by the launcher, as they rebuild this program; run ./slipway test in the checkout.");
            return ExitCode.Usage;
        });
        return command;
    }
}
