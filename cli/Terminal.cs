using System.Text;

namespace Slipway.Cli;

/// <summary>Where a command writes: data to standard output, progress and messages to standard error.</summary>
/// <param name="Out">Data.</param>
/// <param name="Error">Progress and messages.</param>
/// <param name="In">Answers.</param>
public sealed record Terminal(TextWriter Out, TextWriter Error, TextReader In)
{
    /// <summary>The process's own.</summary>
    public static Terminal OfProcess { get; } = new(Console.Out, Console.Error, Console.In);

    /// <summary>The text with control characters made visible, so that no name can steer a terminal.</summary>
    public static string Harmless(string text)
    {
        if (!text.Any(IsSteering))
            return text;
        var harmless = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (IsSteering(c))
                harmless.Append($"\\u{(int)c:x4}");
            else
                harmless.Append(c);
        }
        return harmless.ToString();
    }

    private static bool IsSteering(char c) => char.IsControl(c) && c is not ('\n' or '\t');
}
