namespace Slipway.Cli.Tests;

public sealed class TerminalTests
{
    [Fact]
    public void A_name_cannot_steer_a_terminal() => Assert.Equal(
        @"a\u001b[2Jb\u0007c" + "\n\td",
        Terminal.Harmless("a\u001b[2Jb\u0007c\n\td"));

    [Fact]
    public void A_name_of_any_language_is_left_as_it_is() => Assert.Equal("Größe ≤ 日本", Terminal.Harmless("Größe ≤ 日本"));
}
