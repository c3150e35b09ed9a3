using System.Text;

namespace Slipway.Checks.Yaml;

/// <summary>How a text is written.</summary>
internal enum YamlScalarForm
{
    Plain,
    SingleQuoted,
    DoubleQuoted,
    Literal,
}

/// <summary>Chooses how a text is written, as Go's YAML (sigs.k8s.io/yaml, on yaml.v2) does: by what the text would be read as, and by which notations can hold its characters.</summary>
internal static class YamlScalarForms
{
    public static YamlScalarForm Of(string text, bool key = false)
    {
        if (text.Length == 0)
            return YamlScalarForm.DoubleQuoted;
        if (text.AsSpan().IndexOfAnyExcept(Unremarkable) < 0 && char.IsAsciiLetter(text[0]))
            return YamlResolution.Yaml11.KindOf(text) == YamlKind.String ? YamlScalarForm.Plain : YamlScalarForm.DoubleQuoted;
        var held = Analyse(text);
        if (text.Contains('\n', StringComparison.Ordinal))
            return held.Block && !key ? YamlScalarForm.Literal : YamlScalarForm.DoubleQuoted;
        if (YamlResolution.Yaml11.KindOf(text) != YamlKind.String || IsSexagesimal(text))
            return YamlScalarForm.DoubleQuoted;
        return held.Plain ? YamlScalarForm.Plain : held.SingleQuoted ? YamlScalarForm.SingleQuoted : YamlScalarForm.DoubleQuoted;
    }

    private static readonly System.Buffers.SearchValues<char> Unremarkable =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./");

    private readonly record struct Held(bool Plain, bool SingleQuoted, bool Block);

    private static Held Analyse(string text)
    {
        var indicator = text.StartsWith("---", StringComparison.Ordinal) || text.StartsWith("...", StringComparison.Ordinal);
        bool special = false, broken = false, breakThenSpace = false, spaceThenBreak = false;
        var before = ' ';
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var after = at + rune.Utf16SequenceLength;
            var blankFollows = after >= text.Length || text[after] is ' ' or '\t';
            indicator |= at == 0 ? Begins(rune, blankFollows) : rune.Value == ':' && blankFollows || rune.Value == '#' && IsBlank(before);
            special |= !IsPrintable(rune);
            var line = IsBreak(rune.Value);
            broken |= line;
            breakThenSpace |= rune.Value == ' ' && at > 0 && IsBreak(before);
            spaceThenBreak |= line && before == ' ' && at > 0;
            before = text[after - 1];
            at = after;
        }
        var edge = IsSpaceOrBreak(text[0]) || IsSpaceOrBreak(text[^1]);
        return new Held(
            Plain: !(indicator || special || broken || edge),
            SingleQuoted: !(special || spaceThenBreak || breakThenSpace),
            Block: !(special || spaceThenBreak || text[^1] == ' '));
    }

    private static bool Begins(Rune rune, bool blankFollows) => rune.Value switch
    {
        '#' or ',' or '[' or ']' or '{' or '}' or '&' or '*' or '!' or '|' or '>' or '\'' or '"' or '%' or '@' or '`' => true,
        '?' or ':' or '-' => blankFollows,
        _ => false,
    };

    // yaml.v2 knows no character above U+FFFF as printable, and no tab.
    internal static bool IsPrintable(Rune rune) => rune.Value is '\n' or (>= 0x20 and <= 0x7E) or (>= 0xA0 and <= 0xD7FF) or (>= 0xE000 and <= 0xFFFD and not 0xFEFF);

    internal static bool IsBreak(int c) => c is '\n' or '\r' or 0x85 or 0x2028 or 0x2029;

    private static bool IsBlank(char c) => c is ' ' or '\t' || IsBreak(c);

    private static bool IsSpaceOrBreak(char c) => c == ' ' || IsBreak(c);

    // 10:20:30 was a number in base 60 in YAML 1.1, and the writer still quotes it for readers of that time.
    private static bool IsSexagesimal(string text)
    {
        var rest = text.AsSpan(text[0] is '+' or '-' ? 1 : 0);
        if (rest.Length == 0 || !char.IsAsciiDigit(rest[0]) || rest.IndexOf(':') < 0)
            return false;
        var dot = rest.LastIndexOf('.');
        if (dot >= 0 && rest[(dot + 1)..].IndexOfAnyExcept("0123456789_") >= 0)
            return false;
        var first = true;
        foreach (var range in (dot >= 0 ? rest[..dot] : rest).Split(':'))
        {
            var part = rest[range];
            if (part.Length == 0 || part.IndexOfAnyExcept(first ? "0123456789_" : "0123456789") >= 0 || !first && (part.Length > 2 || part is [> '5', _]))
                return false;
            first = false;
        }
        return true;
    }
}
