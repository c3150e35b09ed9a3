using System.Globalization;
using System.Text;

namespace Slipway.Checks.Yaml;

/// <summary>Writes values as <c>kustomize build</c> does, byte for byte: keys in order, lists not indented, lines folded after 80 columns. Flux substitutes variables in this text, so its quotes matter.</summary>
public sealed class YamlWriter
{
    private const int Width = 80;
    private const int LongestSimpleKey = 128;

    private readonly StringBuilder _text = new();
    private int _column;

    private YamlWriter()
    {
    }

    /// <summary>A value as one document, ending with a line break.</summary>
    public static string Write(YamlValue value)
    {
        var writer = new YamlWriter();
        writer.Document(value);
        return writer._text.ToString();
    }

    /// <summary>Values as a stream of documents.</summary>
    public static string Write(IEnumerable<YamlValue> values)
    {
        var writer = new YamlWriter();
        foreach (var value in values)
        {
            if (writer._text.Length > 0)
                writer._text.Append("---\n");
            writer.Document(value);
        }
        return writer._text.ToString();
    }

    private void Document(YamlValue value)
    {
        Value(value, -2, inList: true);
        if (_text[^1] != '\n')
            Put('\n');
    }

    /// <summary>Writes a value after its key or dash.</summary>
    /// <param name="value">The value.</param>
    /// <param name="indent">Column of the collection that it is in.</param>
    /// <param name="inList">Whether a map begins on this line, as it does after a dash.</param>
    private void Value(YamlValue value, int indent, bool inList)
    {
        switch (value)
        {
            case YamlMap { Entries.Length: 0 }:
                Put("{}");
                break;
            case YamlList { Items.Length: 0 }:
                Put("[]");
                break;
            case YamlMap map:
                Map(map, indent + 2, inList);
                break;
            case YamlList list:
                // A list stands at the column of its key; in another list it is indented like a map.
                List(list, inList ? indent + 2 : indent, inList);
                break;
            case YamlScalar scalar:
                Scalar(scalar, indent + 2);
                break;
        }
    }

    private void Map(YamlMap map, int indent, bool here)
    {
        foreach (var entry in map.Entries.OrderBy(e => e.Name, NaturalOrder.Keys))
        {
            if (!here)
                Line(indent);
            here = false;
            if (entry.Name.Contains('\n', StringComparison.Ordinal) || Encoding.UTF8.GetByteCount(entry.Name) > LongestSimpleKey)
            {
                Put("? ");
                Text(entry.Name, indent + 2, key: false);
                Line(indent);
                Put(": ");
                Value(entry.Value, indent, inList: true);
                continue;
            }
            Text(entry.Name, indent, key: true);
            Put(entry.Value is YamlMap { Entries.Length: > 0 } or YamlList { Items.Length: > 0 } ? ":" : ": ");
            Value(entry.Value, indent, inList: false);
        }
    }

    private void List(YamlList list, int indent, bool here)
    {
        foreach (var item in list.Items)
        {
            if (!here)
                Line(indent);
            here = false;
            Put("- ");
            Value(item, indent, inList: true);
        }
    }

    private void Scalar(YamlScalar scalar, int indent)
    {
        if (scalar.JsonKind == YamlKind.String)
            Text(scalar.JsonText, indent, key: false);
        else
            Put(scalar.JsonText);
    }

    private void Text(string text, int indent, bool key)
    {
        switch (YamlScalarForms.Of(text, key))
        {
            case YamlScalarForm.Plain:
                Folded(text, indent, !key, quote: '\0');
                break;
            case YamlScalarForm.SingleQuoted:
                Put('\'');
                Folded(text, indent, !key, quote: '\'');
                Put('\'');
                break;
            case YamlScalarForm.Literal:
                Literal(text, indent);
                break;
            case YamlScalarForm.DoubleQuoted:
                DoubleQuoted(text, indent, !key);
                break;
        }
    }

    private void Folded(string text, int indent, bool fold, char quote)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            var single = c == ' ' && at > 0 && at < text.Length - 1 && text[at - 1] != ' ' && text[at + 1] != ' ';
            if (single && fold && _column > Width)
                Line(indent);
            else
                Put(c);
            if (c == quote && quote != '\0')
                Put(c);
        }
    }

    private void DoubleQuoted(string text, int indent, bool fold)
    {
        Put('"');
        var at = 0;
        var afterSpace = false;
        foreach (var rune in text.EnumerateRunes())
        {
            var next = at + rune.Utf16SequenceLength;
            if (!YamlScalarForms.IsPrintable(rune) || YamlScalarForms.IsBreak(rune.Value) || rune.Value is '"' or '\\')
            {
                Escape(rune.Value);
                afterSpace = false;
            }
            else if (rune.Value == ' ')
            {
                if (fold && !afterSpace && _column > Width && at > 0 && next < text.Length)
                {
                    Line(indent);
                    if (text[next] == ' ')
                        Put('\\');
                }
                else
                    Put(' ');
                afterSpace = true;
            }
            else
            {
                Put(rune.ToString());
                afterSpace = false;
            }
            at = next;
        }
        Put('"');
    }

    private void Escape(int c) => Put(c switch
    {
        0 => "\\0",
        7 => "\\a",
        8 => "\\b",
        9 => "\\t",
        10 => "\\n",
        11 => "\\v",
        12 => "\\f",
        13 => "\\r",
        27 => "\\e",
        '"' => "\\\"",
        '\\' => "\\\\",
        0x85 => "\\N",
        0xA0 => "\\_",
        0x2028 => "\\L",
        0x2029 => "\\P",
        <= 0xFF => "\\x" + c.ToString("X2", CultureInfo.InvariantCulture),
        <= 0xFFFF => "\\u" + c.ToString("X4", CultureInfo.InvariantCulture),
        _ => "\\U" + c.ToString("X8", CultureInfo.InvariantCulture),
    });

    private void Literal(string text, int indent)
    {
        // Without the hint, spaces at the beginning would be read as indentation.
        Put(text[0] is ' ' or '\n' ? "|2" : "|");
        if (!text.EndsWith('\n'))
            Put('-');
        else if (text.Length == 1 || text[^2] == '\n')
            Put('+');
        var lines = text.EndsWith('\n') ? text[..^1] : text;
        Put('\n');
        foreach (var line in lines.Split('\n'))
        {
            if (line.Length > 0)
                _text.Append(' ', indent).Append(line);
            Put('\n');
        }
    }

    private void Line(int indent)
    {
        if (_text.Length > 0 && _text[^1] != '\n')
            Put('\n');
        _text.Append(' ', indent);
        _column = indent;
    }

    private void Put(char c)
    {
        _text.Append(c);
        _column = c == '\n' ? 0 : char.IsLowSurrogate(c) ? _column : _column + 1;
    }

    private void Put(string text)
    {
        _text.Append(text);
        _column += text.Length;
    }
}
