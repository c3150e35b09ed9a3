using System.Text;

namespace Slipway.Components.Sops;

/// <summary>Writes documents as SOPS lays them out: block style, four columns a level, LF, the same bytes for the same documents.</summary>
internal sealed class SopsYamlWriter
{
    private const int Level = 4;
    private readonly StringBuilder _text = new();

    public static string Write(IReadOnlyList<SopsMap> documents)
    {
        var writer = new SopsYamlWriter();
        foreach (var (index, document) in documents.Index())
        {
            if (index > 0)
                writer._text.Append("---\n");
            writer.Root(document);
        }
        return writer._text.ToString();
    }

    private void Root(SopsMap document)
    {
        Map(document, 0, continued: false);
        if (document.Items.All(item => item.Key is null))
            _text.Append("{}\n");
    }

    private void Map(SopsMap map, int column, bool continued)
    {
        foreach (var item in map.Items)
        {
            continued = Begin(column, continued);
            if (item.Value is SopsComment comment)
            {
                Comment(comment);
                continue;
            }
            _text.Append(SopsYamlScalars.Quoted(item.Key!)).Append(':');
            Value(item.Value, column);
        }
    }

    private void List(SopsList list, int column, bool continued)
    {
        foreach (var item in list.Items)
        {
            continued = Begin(column, continued);
            if (item is SopsComment comment)
            {
                Comment(comment);
                continue;
            }
            _text.Append('-');
            if (item is SopsMap { Items: [{ Key: not null }, ..] } map)
                Map(map, Inline(column), continued: true);
            else if (item is SopsList { Items: [not SopsComment, ..] } inner)
                List(inner, Inline(column), continued: true);
            else
                Value(item, column);
        }
    }

    private int Inline(int column)
    {
        _text.Append(' ');
        return column + 2;
    }

    private void Value(SopsNode value, int column)
    {
        var deeper = (column + Level) / Level * Level;
        switch (value)
        {
            case SopsMap { Items.Count: > 0 } map:
                _text.Append('\n');
                Map(map, deeper, continued: false);
                break;
            case SopsList { Items.Count: > 0 } list:
                _text.Append('\n');
                List(list, deeper, continued: false);
                break;
            case SopsScalar scalar when IsBlock(scalar):
                Block(scalar.Text, deeper);
                break;
            default:
                _text.Append(' ').Append(value switch { SopsMap => "{}", SopsList => "[]", _ => SopsYamlScalars.Write((SopsScalar)value) }).Append('\n');
                break;
        }
    }

    // A text of several lines stands as it is, where YAML can give it back unchanged.
    private static bool IsBlock(SopsScalar scalar) =>
        scalar.Type == SopsType.String && SopsYamlScalars.Utf8(scalar.Bytes) is { } text && text.Contains('\n', StringComparison.Ordinal)
        && text[0] is not (' ' or '\t' or '\n') && !text.Any(c => c != '\n' && c != '\t' && SopsYamlScalars.NeedsEscape(c))
        && text.Split('\n').All(line => line.Length == 0 || !string.IsNullOrWhiteSpace(line));

    private void Block(string text, int column)
    {
        var ends = text.Length - text.TrimEnd('\n').Length;
        _text.Append(ends switch { 0 => " |-\n", 1 => " |\n", _ => " |+\n" });
        foreach (var line in (ends == 0 ? text : text[..^1]).Split('\n'))
            _text.Append(line.Length == 0 ? "" : new string(' ', column)).Append(line).Append('\n');
    }

    private bool Begin(int column, bool continued)
    {
        if (!continued)
            _text.Append(' ', column);
        return false;
    }

    private void Comment(SopsComment comment) => _text.Append('#').Append(comment.Text).Append('\n');
}
