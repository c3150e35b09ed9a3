namespace Slipway.Cli.Tests;

public sealed class TerminalTests
{
    [Fact]
    public void A_name_cannot_steer_a_terminal() => Assert.Equal(
        @"a\u001b[2Jb\u0007c" + "\n\td",
        Terminal.Harmless("a\u001b[2Jb\u0007c\n\td"));

    [Theory]
    [InlineData("::add-mask::x", @"\u003a:add-mask::x")]
    [InlineData("name\n \t ::stop-commands::x\n", "name\n \t \\u003a:stop-commands::x\n")]
    [InlineData("a line ##[add-mask]x", @"a line \u0023#[add-mask]x")]
    [InlineData("urn:pulumi:dev::slipway::web", "urn:pulumi:dev::slipway::web")]
    public void A_name_cannot_command_a_runner(string text, string shown) => Assert.Equal(shown, Terminal.Harmless(text));

    [Fact]
    public void A_name_cannot_turn_what_stands_after_it() => Assert.Equal(@"admin\u202egnp.exe\u2066", Terminal.Harmless("admin\u202egnp.exe\u2066"));

    [Fact]
    public void A_format_for_a_runner_keeps_its_commands() => Assert.Equal(@"::error::a\u001b[2J", Terminal.Visible("::error::a\u001b[2J"));

    [Fact]
    public void A_name_of_any_language_is_left_as_it_is() => Assert.Equal("Größe ≤ 日本", Terminal.Harmless("Größe ≤ 日本"));
}
