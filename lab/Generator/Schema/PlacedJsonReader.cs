using System.Globalization;
using System.Text;

namespace Slipway.Lab.Schema;

/// <summary>
/// Reads JSON (RFC 8259, nothing more) and notes where each value stands. The generator runs inside the compiler, which brings its
/// own version of System.Text.Json or none, so it cannot use that; and System.Text.Json's tree keeps no places for the messages.
/// </summary>
internal sealed class PlacedJsonReader(string text, List<SchemaProblem> problems)
{
    private const int MaxDepth = 64;
    private int _at;
    private int _line = 1;
    private int _lineStart;

    private int Column => _at - _lineStart + 1;

    /// <summary>The value, or null when the text is no JSON: then a problem says where and why. A key that stands twice is a problem too.</summary>
    public PlacedJson? Read()
    {
        try
        {
            var value = Value(0);
            SkipSpace();
            return _at == text.Length ? value : throw Broken("the text goes on after the end of the value");
        }
        catch (FormatException broken)
        {
            problems.Add(new SchemaProblem(SchemaProblem.NotJson, "", broken.Message, _line, Column));
            return null;
        }
    }

    private PlacedJson Value(int depth)
    {
        SkipSpace();
        if (depth > MaxDepth)
            throw Broken($"values are nested more than {MaxDepth} deep");
        var (line, column) = (_line, Column);
        switch (Peek())
        {
            case '{': return Map(depth, line, column);
            case '[': return List(depth, line, column);
            case '"': return new PlacedJson(PlacedJsonKind.Text, line, column, Text());
            case 't': return Word("true", PlacedJsonKind.Boolean, line, column);
            case 'f': return Word("false", PlacedJsonKind.Boolean, line, column);
            case 'n': return Word("null", PlacedJsonKind.Null, line, column);
            default: return Number(line, column);
        }
    }

    private PlacedJson Map(int depth, int line, int column)
    {
        var members = new List<PlacedMember>();
        var names = new HashSet<string>();
        _at++;
        for (SkipSpace(); Peek() != '}'; SkipSpace())
        {
            if (members.Count > 0)
            {
                Expect(',');
                SkipSpace();
            }
            var (keyLine, keyColumn) = (_line, Column);
            if (Peek() != '"')
                throw Broken("a key in double quotes must stand here");
            var name = Text();
            if (!names.Add(name))
                problems.Add(new SchemaProblem(SchemaProblem.DuplicateKey, name, "the key stands twice in this object; remove one", keyLine, keyColumn));
            SkipSpace();
            Expect(':');
            members.Add(new PlacedMember(name, Value(depth + 1), keyLine, keyColumn));
        }
        _at++;
        return new PlacedJson(PlacedJsonKind.Map, line, column, members: members);
    }

    private PlacedJson List(int depth, int line, int column)
    {
        var items = new List<PlacedJson>();
        _at++;
        for (SkipSpace(); Peek() != ']'; SkipSpace())
        {
            if (items.Count > 0)
                Expect(',');
            items.Add(Value(depth + 1));
        }
        _at++;
        return new PlacedJson(PlacedJsonKind.List, line, column, items: items);
    }

    private PlacedJson Word(string word, PlacedJsonKind kind, int line, int column)
    {
        if (string.CompareOrdinal(text, _at, word, 0, word.Length) != 0)
            throw Broken("this is no JSON value");
        _at += word.Length;
        return new PlacedJson(kind, line, column, word);
    }

    private PlacedJson Number(int line, int column)
    {
        var start = _at;
        if (Peek() == '-')
            _at++;
        var integer = Digits();
        if (integer == 0 || (integer > 1 && text[_at - integer] == '0'))
        {
            _at = start;
            throw Broken("this is no JSON value");
        }
        if (Peek() == '.')
        {
            _at++;
            if (Digits() == 0)
                throw Broken("a digit must follow the decimal point");
        }
        if (Peek() is 'e' or 'E')
        {
            _at++;
            if (Peek() is '+' or '-')
                _at++;
            if (Digits() == 0)
                throw Broken("a digit must stand in the exponent");
        }
        return new PlacedJson(PlacedJsonKind.Number, line, column, text.Substring(start, _at - start));
    }

    private int Digits()
    {
        var start = _at;
        while (Peek() is >= '0' and <= '9')
            _at++;
        return _at - start;
    }

    private string Text()
    {
        var value = new StringBuilder();
        for (_at++; Peek() != '"'; _at++)
        {
            var c = Peek();
            if (c < ' ')
                throw Broken("the text does not end on this line, or holds a control character");
            value.Append(c == '\\' ? Escape() : c);
        }
        _at++;
        return value.ToString();
    }

    private char Escape()
    {
        _at++;
        switch (Peek())
        {
            case '"' or '\\' or '/': return Peek();
            case 'b': return '\b';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'u' when _at + 4 < text.Length && ushort.TryParse(text.Substring(_at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                _at += 4;
                return (char)code;
            default: throw Broken("this is no escape of JSON");
        }
    }

    private void Expect(char c)
    {
        if (Peek() != c)
            throw Broken($"'{c}' must stand here");
        _at++;
    }

    private void SkipSpace()
    {
        for (; Peek() is ' ' or '\t' or '\r' or '\n'; _at++)
        {
            if (Peek() == '\n')
                (_line, _lineStart) = (_line + 1, _at + 1);
        }
    }

    /// <summary>The next character; NUL, which is no JSON outside a text, at the end.</summary>
    private char Peek() => _at < text.Length ? text[_at] : '\0';

    private FormatException Broken(string message) => new(_at < text.Length ? message : $"the text ends too early: {message}");
}
