namespace Slipway.Components.Apps;

/// <summary>A text by lines, each with its own line end, so that lines can come and go and every other byte stays.</summary>
internal sealed class TextLines
{
    private readonly List<string> _lines = [];

    public TextLines(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            var next = end < 0 ? text.Length : end + 1;
            _lines.Add(text[start..next]);
            start = next;
        }
    }

    public int Count => _lines.Count;

    /// <summary>A line without its end.</summary>
    public string this[int index] => _lines[index].TrimEnd('\n').TrimEnd('\r');

    /// <summary>The line end of the text: that of its first line.</summary>
    public string End => _lines is [var first, ..] && first.EndsWith("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";

    /// <summary>Puts lines before a line, or at the end. A text whose last line has no end keeps it so.</summary>
    public void Insert(int index, IEnumerable<string> lines)
    {
        var fresh = lines.Select(l => l + End).ToList();
        if (index == _lines.Count && _lines is [.., var last] && !last.EndsWith('\n'))
        {
            _lines[^1] = last + End;
            fresh[^1] = fresh[^1][..^End.Length];
        }
        _lines.InsertRange(index, fresh);
    }

    /// <summary>Takes a line out.</summary>
    public void RemoveAt(int index)
    {
        if (index == _lines.Count - 1 && index > 0 && !_lines[index].EndsWith('\n'))
            _lines[index - 1] = this[index - 1];
        _lines.RemoveAt(index);
    }

    public override string ToString() => string.Concat(_lines);
}
