using System.Text;

namespace Slipway.Components.Tests.Sops;

/// <summary>A YAML map of random depth with texts that are awkward to write, the same for the same seed.</summary>
internal sealed class RandomDocument
{
    private const string Characters = "ab :#-'\"\\{}[],&*!|>%@`~?\n\t\r=€😀\u0085\u2028\0é0";
    private readonly Random _random;
    private readonly StringBuilder _text = new();

    public RandomDocument(int seed)
    {
        _random = new Random(seed);
        Map(depth: 3);
        _text.Append('\n');
    }

    /// <summary>The document in flow style, as JSON.</summary>
    public string Text => _text.ToString();

    private void Map(int depth)
    {
        _text.Append('{');
        var count = _random.Next(depth == 3 ? 1 : 0, 5);
        for (var i = 0; i < count; i++)
        {
            _text.Append(i > 0 ? ", " : "");
            Quoted($"{i}{Word()}");
            _text.Append(": ");
            Value(depth);
        }
        _text.Append('}');
    }

    private void Value(int depth)
    {
        switch (_random.Next(depth > 0 ? 7 : 5))
        {
            case 0:
                _text.Append(_random.NextInt64(long.MinValue, long.MaxValue));
                break;
            case 1:
                _text.Append(_random.Next(2) == 0 ? "true" : "false");
                break;
            case 2:
                _text.Append("null");
                break;
            case 3 or 4:
                Quoted(Word());
                break;
            case 5:
                Map(depth - 1);
                break;
            default:
                List(depth - 1);
                break;
        }
    }

    private void List(int depth)
    {
        _text.Append('[');
        var count = _random.Next(4);
        for (var i = 0; i < count; i++)
        {
            _text.Append(i > 0 ? ", " : "");
            Value(depth);
        }
        _text.Append(']');
    }

    private string Word()
    {
        var runes = Characters.EnumerateRunes().ToList();
        return string.Concat(Enumerable.Range(0, _random.Next(12)).Select(_ => runes[_random.Next(runes.Count)].ToString()));
    }

    private void Quoted(string text)
    {
        _text.Append('"');
        foreach (var c in text)
            _text.Append(c is '"' or '\\' ? $"\\{c}" : char.IsAsciiLetterOrDigit(c) || c == ' ' || char.IsSurrogate(c) ? c : $"\\u{(int)c:X4}");
        _text.Append('"');
    }
}
