using System.Text.RegularExpressions;

namespace Slipway.Checks;

/// <summary>
/// A foreign regular expression: matching takes time linear in the text, as with Go's, whatever the expression is. The engine that promises so is slow to start,
/// so an expression of plain parts is first tried by the ordinary one, for a moment; both find the same.
/// </summary>
internal sealed class LinearRegex
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(50);

    private readonly string _pattern;
    private volatile Regex _engine;

    /// <param name="pattern">The expression, as .NET writes it.</param>
    /// <exception cref="ArgumentException">It is not well-formed.</exception>
    /// <exception cref="NotSupportedException">It uses what Go's expressions do not have, or is far too large.</exception>
    public LinearRegex(string pattern)
    {
        _pattern = pattern;
        _engine = IsOfPlainParts(pattern) ? new Regex(pattern, RegexOptions.CultureInvariant, Moment) : Linear(pattern);
    }

    /// <summary>Whether the expression matches anywhere in a text.</summary>
    public bool IsMatch(string text) => Ask(engine => engine.IsMatch(text));

    /// <summary>What it matches first; empty where it matches nothing.</summary>
    public string First(string text) => Ask(engine => engine.Match(text).Value);

    /// <summary>All that it matches.</summary>
    public IReadOnlyList<string> All(string text) => Ask(engine => (string[])[.. engine.Matches(text).Select(match => match.Value)]);

    private T Ask<T>(Func<Regex, T> question)
    {
        try
        {
            return question(_engine);
        }
        catch (RegexMatchTimeoutException)
        {
            _engine = Linear(_pattern);
            return question(_engine);
        }
    }

    private static Regex Linear(string pattern) => new(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    // Nothing that the linear engine would refuse is plain: no look-around, no reference back, no count (which makes it large).
    private static bool IsOfPlainParts(string pattern)
    {
        if (pattern.Length > 500)
            return false;
        var inClass = false;
        for (var at = 0; at < pattern.Length; at++)
        {
            var next = at + 1 < pattern.Length ? pattern[at + 1] : '\0';
            switch (pattern[at])
            {
                case '\\' when next == 'z' || !char.IsAsciiLetterOrDigit(next):
                    at++;
                    break;
                case '\\':
                case '{' when !inClass:
                case '(' when !inClass && next == '?' && (at + 2 == pattern.Length || pattern[at + 2] != ':'):
                    return false;
                case '[':
                    inClass = true;
                    break;
                case ']':
                    inClass = false;
                    break;
            }
        }
        return true;
    }
}
