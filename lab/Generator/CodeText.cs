using System.Text;

namespace Slipway.Lab.Generator;

/// <summary>C# text in the making, with indentation.</summary>
internal sealed class CodeText
{
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>Adds a line; an empty one stays empty.</summary>
    public CodeText Line(string line = "")
    {
        if (line.Length > 0)
            _text.Append(' ', 4 * _depth).Append(line);
        _text.Append('\n');
        return this;
    }

    /// <summary>Adds the summary of what follows, when there is one to tell.</summary>
    public CodeText Summary(string? description)
    {
        if (description is not null)
            Line($"/// <summary>{description.Replace("&", "&amp;").Replace("<", "&lt;").Replace('\n', ' ')}</summary>");
        return this;
    }

    /// <summary>Adds a block in braces under a head.</summary>
    public CodeText Block(string head, Action body)
    {
        Line(head).Line("{");
        _depth++;
        body();
        _depth--;
        // The last member of a body leaves an empty line after itself, like all others.
        if (_text.Length > 1 && _text[_text.Length - 1] == '\n' && _text[_text.Length - 2] == '\n')
            _text.Length--;
        return Line("}");
    }

    /// <summary>Adds an empty body.</summary>
    public CodeText Empty() => Line("{").Line("}");

    /// <summary>Adds an indented line, the continuation of the one before.</summary>
    public CodeText Continue(string line)
    {
        _depth++;
        Line(line);
        _depth--;
        return this;
    }

    /// <inheritdoc />
    public override string ToString() => _text.ToString();
}
