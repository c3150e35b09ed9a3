using System.Text.RegularExpressions;

namespace Slipway.Cli;

/// <summary>Where a command writes: data to standard output, progress and messages to standard error.</summary>
/// <param name="Out">Data.</param>
/// <param name="Error">Progress and messages.</param>
/// <param name="In">Answers.</param>
public sealed partial record Terminal(TextWriter Out, TextWriter Error, TextReader In)
{
    /// <summary>The process's own.</summary>
    public static Terminal OfProcess { get; } = new(Console.Out, Console.Error, Console.In);

    /// <summary>
    /// The text with what could steer whoever shows it made visible: control characters and those that turn the direction of writing, for terminals and reviewers, and
    /// the commands that a runner of GitHub Actions takes from any line of a log (actions/runner, ActionCommand: <c>::</c> at the beginning, blanks aside, and <c>##[</c> anywhere).
    /// </summary>
    public static string Harmless(string text) => Command().Replace(Visible(text), command => Escaped(command.Value));

    /// <summary>The text with control characters made visible, for formats that speak to a runner themselves.</summary>
    public static string Visible(string text) => text.Any(IsSteering) ? string.Concat(text.Select(c => IsSteering(c) ? Escaped(c.ToString()) : c.ToString())) : text;

    private static string Escaped(string text) => $"\\u{(int)text[0]:x4}{text[1..]}";

    // Line ends of Unicode and marks of direction (Unicode Standard Annex 9) are no control characters to .NET.
    private static bool IsSteering(char c) => (char.IsControl(c) && c is not ('\n' or '\t'))
        || c is '\u200e' or '\u200f' or '\u061c' or (>= '\u2028' and <= '\u202e') or (>= '\u2066' and <= '\u2069');

    [GeneratedRegex(@"(?m)::(?<=^[^\S\n]*::)|##\[")]
    private static partial Regex Command();
}
