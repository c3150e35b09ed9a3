using System.Collections.Concurrent;
using System.Text;

namespace Slipway.Checks.Schemas;

/// <summary>Regular expressions as Go's RE2 reads them: they match in linear time, and know neither look-around nor back-references.</summary>
internal static class Re2
{
    private static readonly ConcurrentDictionary<string, LinearRegex> Compiled = new(StringComparer.Ordinal);

    /// <summary>The expression.</summary>
    /// <exception cref="FormatException">The pattern is not one that RE2 takes.</exception>
    public static LinearRegex Of(string pattern) => Compiled.GetOrAdd(pattern, Compile);

    private static LinearRegex Compile(string pattern)
    {
        try
        {
            return new LinearRegex(Translate(pattern));
        }
        catch (Exception problem) when (problem is ArgumentException or NotSupportedException)
        {
            throw new FormatException($"'{pattern}' is not a regular expression: {problem.Message}", problem);
        }
    }

    /// <summary>In RE2 <c>$</c> is the very end, and classes such as <c>\d</c> are ASCII.</summary>
    private static string Translate(string pattern)
    {
        var text = new StringBuilder();
        var inClass = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            if (c == '\\' && i + 1 < pattern.Length)
            {
                text.Append(Escape(pattern[++i], inClass));
                continue;
            }
            if (inClass && pattern.AsSpan(i).StartsWith("[:", StringComparison.Ordinal) && pattern.IndexOf(":]", i, StringComparison.Ordinal) is var end and > 0)
            {
                text.Append(Named(pattern[(i + 2)..end]));
                i = end + 1;
                continue;
            }
            text.Append(c switch
            {
                '$' when !inClass => @"\z",
                // .NET would read it as a subtraction.
                '[' when inClass => @"\[",
                _ => c.ToString(),
            });
            inClass = c == '[' || inClass && c != ']';
        }
        return text.ToString();
    }

    private static string Escape(char c, bool inClass) => c switch
    {
        'd' => inClass ? "0-9" : "[0-9]",
        'w' => inClass ? "0-9A-Za-z_" : "[0-9A-Za-z_]",
        's' => inClass ? @"\t\n\f\r " : @"[\t\n\f\r ]",
        'D' when !inClass => "[^0-9]",
        'W' when !inClass => "[^0-9A-Za-z_]",
        'S' when !inClass => @"[^\t\n\f\r ]",
        _ => "\\" + c,
    };

    private static string Named(string name) => name switch
    {
        "alnum" => "0-9A-Za-z",
        "alpha" => "A-Za-z",
        "digit" => "0-9",
        "lower" => "a-z",
        "upper" => "A-Z",
        "space" => @"\t\n\v\f\r ",
        "word" => "0-9A-Za-z_",
        "xdigit" => "0-9A-Fa-f",
        _ => throw new ArgumentException($"[:{name}:] is not a class of characters"),
    };
}
