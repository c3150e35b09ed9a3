using System.CommandLine;

namespace Slipway.Cli.Tests;

public sealed class HelpTests
{
    public static TheoryData<string> Commands { get; } = [.. All(Root, "").Select(c => c.Name)];

    private static Command Root => SlipwayCommand.Parse([], Terminal.OfProcess).RootCommandResult.Command;

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_command_explains_itself_with_an_example(string name)
    {
        var command = All(Root, "").Single(c => c.Name == name).Command;

        Assert.Matches($@"Examples?:\s+(\S+=\S+ )*(\./)?slipway {name}\b", command.Description);
        Assert.All(command.Options.Concat<Symbol>(command.Arguments).Where(s => !s.Hidden), s => Assert.False(string.IsNullOrWhiteSpace(s.Description), $"{name} {s.Name}"));
    }

    private static IEnumerable<(string Name, Command Command)> All(Command command, string name) => command.Subcommands.Count == 0
        ? [(name, command)]
        : command.Subcommands.Where(c => !c.Hidden).SelectMany(c => All(c, $"{name} {c.Name}".Trim()));
}
