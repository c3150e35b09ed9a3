namespace Slipway.Checks.Schemas.Cel;

/// <summary>Methods of texts. Positions count UTF-16 units, as in the characters that names of Kubernetes are made of.</summary>
internal static class CelStrings
{
    /// <summary>The methods.</summary>
    public static IEnumerable<(string Name, int Arguments, bool Method, CelFunction Function)> Functions()
    {
        yield return ("startsWith", 2, true, Text((text, part) => CelValue.Of(text.StartsWith(part, StringComparison.Ordinal))));
        yield return ("endsWith", 2, true, Text((text, part) => CelValue.Of(text.EndsWith(part, StringComparison.Ordinal))));
        yield return ("contains", 2, true, Text((text, part) => CelValue.Of(text.Contains(part, StringComparison.Ordinal))));
        yield return ("split", 2, true, Text((text, part) => List(Split(text, part))));
        yield return ("split", 3, true, a => a is [CelString text, CelString part, CelInt most] ? List(Split(text.Value, part.Value, most.Value)) : null);
        yield return ("join", 1, true, a => Join(a[0], ""));
        yield return ("join", 2, true, a => a[1] is CelString between ? Join(a[0], between.Value) : null);
        yield return ("replace", 3, true, a => a is [CelString text, CelString old, CelString other]
            ? CelValue.Of(string.Join(other.Value, Split(text.Value, old.Value)))
            : null);
        yield return ("substring", 2, true, a => a is [CelString text, CelInt from] ? Substring(text.Value, from.Value, text.Value.Length) : null);
        yield return ("substring", 3, true, a => a is [CelString text, CelInt from, CelInt to] ? Substring(text.Value, from.Value, to.Value) : null);
        yield return ("charAt", 2, true, a => a is [CelString text, CelInt at]
            ? at.Value == text.Value.Length ? CelValue.Of("") : Substring(text.Value, at.Value, at.Value + 1)
            : null);
        yield return ("lowerAscii", 1, true, a => a[0] is CelString text ? CelValue.Of(Each(text.Value, char.IsAsciiLetterUpper, char.ToLowerInvariant)) : null);
        yield return ("upperAscii", 1, true, a => a[0] is CelString text ? CelValue.Of(Each(text.Value, char.IsAsciiLetterLower, char.ToUpperInvariant)) : null);
        yield return ("trim", 1, true, a => a[0] is CelString text ? CelValue.Of(text.Value.Trim()) : null);
        yield return ("find", 2, true, Text((text, pattern) => CelValue.Of(Re2.Of(pattern).First(text))));
        yield return ("findAll", 2, true, Text((text, pattern) => List(Re2.Of(pattern).All(text))));
    }

    private static CelFunction Text(Func<string, string, CelValue> function) =>
        arguments => arguments is [CelString text, CelString other] ? function(text.Value, other.Value) : null;

    private static CelList List(IEnumerable<string> texts) => new([.. texts.Select(CelValue.Of)]);

    /// <summary>As Go's <c>strings.SplitN</c>: an empty separator splits between characters, a negative limit is none.</summary>
    private static IEnumerable<string> Split(string text, string separator, long most = -1)
    {
        if (most == 0)
            return [];
        var parts = separator.Length == 0 ? [.. text.EnumerateRunes().Select(rune => rune.ToString())] : text.Split(separator);
        if (most < 0 || parts.Length <= most)
            return parts;
        var whole = (int)most - 1;
        return [.. parts[..whole], string.Join(separator, parts[whole..])];
    }

    private static CelValue? Join(CelValue range, string between) =>
        range is CelList list && list.Items.All(item => item is CelString) ? CelValue.Of(string.Join(between, list.Items.Cast<CelString>().Select(item => item.Value))) : null;

    private static CelValue Substring(string text, long from, long to) => from >= 0 && from <= to && to <= text.Length
        ? CelValue.Of(text[(int)from..(int)to])
        : throw new FormatException($"{from} to {to} is not within the {text.Length} characters");

    private static string Each(string text, Func<char, bool> chosen, Func<char, char> change) => string.Concat(text.Select(c => chosen(c) ? change(c) : c));
}
