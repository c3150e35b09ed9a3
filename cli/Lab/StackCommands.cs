using System.CommandLine;
using Slipway.Cli.Lab.Report;

namespace Slipway.Cli.Lab;

/// <summary>The commands that run the program or read what it left.</summary>
internal static class StackCommands
{
    public static IEnumerable<Command> All(Terminal terminal) =>
    [
        .. UpdateCommands.All(terminal),
        OutputsCommand.Create(terminal),
        .. FluxCommands.All(terminal),
        ReportCommand.Create(terminal),
        StateCommand.Create(terminal),
        LabCommand.Create(terminal),
    ];
}
