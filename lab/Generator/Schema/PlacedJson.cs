using System.Text;

namespace Slipway.Lab.Schema;

/// <summary>Kinds of JSON values.</summary>
public enum PlacedJsonKind
{
    /// <summary>null</summary>
    Null,

    /// <summary>true or false</summary>
    Boolean,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A text.</summary>
    Text,

    /// <summary>An array.</summary>
    List,

    /// <summary>An object.</summary>
    Map,
}

/// <summary>A member of an object, with the place of its key.</summary>
/// <param name="name">The key.</param>
/// <param name="value">The value.</param>
/// <param name="line">Line of the key, from 1.</param>
/// <param name="column">Column of the key, from 1.</param>
public sealed class PlacedMember(string name, PlacedJson value, int line, int column)
{
    /// <summary>The key.</summary>
    public string Name => name;

    /// <summary>The value.</summary>
    public PlacedJson Value => value;

    /// <summary>Line of the key, from 1.</summary>
    public int Line => line;

    /// <summary>Column of the key, from 1.</summary>
    public int Column => column;
}

/// <summary>A JSON value that knows where it stands.</summary>
public sealed class PlacedJson
{
    internal PlacedJson(PlacedJsonKind kind, int line, int column, string text = "", IReadOnlyList<PlacedJson>? items = null, IReadOnlyList<PlacedMember>? members = null)
    {
        (Kind, Line, Column, Text) = (kind, line, column, text);
        Items = items ?? [];
        Members = members ?? [];
    }

    /// <summary>What it is.</summary>
    public PlacedJsonKind Kind { get; }

    /// <summary>Line of its first character, from 1.</summary>
    public int Line { get; }

    /// <summary>Column of its first character, from 1.</summary>
    public int Column { get; }

    /// <summary>The text, without escapes, or the word or number as written; empty for lists and objects.</summary>
    public string Text { get; }

    /// <summary>Items of a list, else none.</summary>
    public IReadOnlyList<PlacedJson> Items { get; }

    /// <summary>Members of an object in the order of the file, else none.</summary>
    public IReadOnlyList<PlacedMember> Members { get; }

    /// <summary>The member of that name, or null.</summary>
    public PlacedJson? this[string name] => Members.FirstOrDefault(m => m.Name == name)?.Value;

    /// <summary>The value as compact JSON.</summary>
    public override string ToString()
    {
        var json = new StringBuilder();
        Write(json);
        return json.ToString();
    }

    private void Write(StringBuilder json)
    {
        switch (Kind)
        {
            case PlacedJsonKind.Text:
                WriteText(json, Text);
                break;
            case PlacedJsonKind.List:
                json.Append('[');
                for (var i = 0; i < Items.Count; i++)
                {
                    json.Append(i > 0 ? "," : "");
                    Items[i].Write(json);
                }
                json.Append(']');
                break;
            case PlacedJsonKind.Map:
                json.Append('{');
                for (var i = 0; i < Members.Count; i++)
                {
                    json.Append(i > 0 ? "," : "");
                    WriteText(json, Members[i].Name);
                    json.Append(':');
                    Members[i].Value.Write(json);
                }
                json.Append('}');
                break;
            default:
                json.Append(Text);
                break;
        }
    }

    private static void WriteText(StringBuilder json, string text)
    {
        json.Append('"');
        foreach (var c in text)
        {
            if (c is '"' or '\\')
                json.Append('\\').Append(c);
            else if (c < ' ')
                json.Append("\\u").Append(((int)c).ToString("x4"));
            else
                json.Append(c);
        }
        json.Append('"');
    }
}
