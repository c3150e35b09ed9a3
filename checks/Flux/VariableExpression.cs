using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Slipway.Checks.Flux;

/// <summary>
/// Replaces <c>${name}</c> in a text as Flux 2.9 does (fluxcd/pkg envsubst): defaults <c>:-</c>, <c>:=</c> and <c>=</c>, length <c>${#name}</c>, case <c>^ ^^ , ,,</c>,
/// substrings <c>:position:length</c>, removal <c># ## % %%</c> and replacement <c>/ // /# /%</c>. <c>$$</c> stands for a dollar sign.
/// </summary>
public sealed class VariableExpression
{
    private readonly string _text;
    private readonly Func<string, bool, string?> _find;
    private int _at;

    private VariableExpression(string text, Func<string, bool, string?> find) => (_text, _find) = (text, find);

    /// <summary>Whether a text would be changed, or refused.</summary>
    public static bool IsIn(string text)
    {
        for (var at = text.IndexOf('$', StringComparison.Ordinal); at >= 0 && at + 1 < text.Length; at = text.IndexOf('$', at + 1))
        {
            if (text[at + 1] is '{' or '$')
                return true;
        }
        return false;
    }

    /// <summary>The text with its variables replaced.</summary>
    /// <param name="text">The text.</param>
    /// <param name="find">Gives the value of a name, and is told whether a default stands beside it. Null is taken for empty: who is strict notes the name.</param>
    /// <exception cref="VariableException">An expression is not well-formed.</exception>
    public static string Replace(string text, Func<string, bool, string?> find) => new VariableExpression(text, find).All();

    private char Next => _at < _text.Length ? _text[_at] : '\0';

    private string All()
    {
        var result = new StringBuilder(_text.Length);
        while (_at < _text.Length)
        {
            var dollar = _text.IndexOf('$', _at);
            if (dollar < 0 || dollar + 1 == _text.Length)
            {
                result.Append(_text, _at, _text.Length - _at);
                break;
            }
            result.Append(_text, _at, dollar - _at);
            _at = dollar + 2;
            switch (_text[dollar + 1])
            {
                case '$':
                    result.Append('$');
                    break;
                case '{':
                    result.Append(Expression(dollar));
                    break;
                default:
                    result.Append('$');
                    _at--;
                    break;
            }
        }
        return result.ToString();
    }

    // Arguments are evaluated first, wanted or not: an unset variable in an unused default is an error to Flux too.
    private string Expression(int start)
    {
        if (Next == '#')
        {
            _at++;
            var length = Encoding.UTF8.GetByteCount(Value(Name(start), false)).ToString(CultureInfo.InvariantCulture);
            Close(start);
            return length;
        }
        var name = Name(start);
        switch (Next)
        {
            case '}':
                _at++;
                return Value(name, false);
            case '=':
                _at++;
                return Default(start, name);
            case ':' when _at + 1 < _text.Length && _text[_at + 1] is '=' or '-' or '?' or '+':
                _at += 2;
                return Default(start, name);
            case ':':
                return Substring(start, name);
            case ',' or '^':
                var casing = Operator(start, ",^");
                Close(start);
                return Cased(Value(name, false), casing);
            case '#' or '%':
                var removal = Operator(start, "#%");
                var pattern = Argument(start, c => c == '}', escapes: false);
                Close(start);
                return Without(start, Value(name, false), removal, pattern);
            case '/':
                return Replaced(start, name);
            default:
                throw Malformed(start);
        }
    }

    private string Default(int start, string name)
    {
        var fallback = new StringBuilder();
        while (Next != '}')
            fallback.Append(Argument(start, c => c == '}', escapes: false));
        _at++;
        return Value(name, true) is { Length: > 0 } value ? value : fallback.ToString();
    }

    private string Substring(int start, string name)
    {
        _at++;
        var position = Argument(start, c => c is ':' or '}', escapes: false);
        string? length = null;
        if (Next == ':')
        {
            while (Next == ':')
                _at++;
            length = Argument(start, c => c == '}', escapes: false);
        }
        Close(start);
        var value = Value(name, false);
        if (!int.TryParse(position, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var from))
            return value;
        from = from < 0 ? Math.Max(0, value.Length + from) : Math.Min(from, value.Length);
        if (length is null)
            return value[from..];
        if (!int.TryParse(length, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count))
            return value;
        var to = count < 0 ? value.Length + count : (int)Math.Min(value.Length, (long)from + count);
        return to < from ? "" : value[from..to];
    }

    private string Replaced(int start, string name)
    {
        _at++;
        var way = Next is '/' or '#' or '%' ? _text[_at++] : '\0';
        var pattern = Next == '/' ? "" : Argument(start, c => c == '/', escapes: true);
        if (Next != '/')
            throw Malformed(start);
        while (Next == '/')
            _at++;
        var replacement = Next == '}' ? "" : Argument(start, c => c == '}', escapes: true);
        Close(start);
        var value = Value(name, false);
        return way switch
        {
            '/' => pattern.Length == 0 ? value : value.Replace(pattern, replacement, StringComparison.Ordinal),
            '#' => value.StartsWith(pattern, StringComparison.Ordinal) ? replacement + value[pattern.Length..] : value,
            '%' => value.EndsWith(pattern, StringComparison.Ordinal) ? value[..^pattern.Length] + replacement : value,
            _ => value.IndexOf(pattern, StringComparison.Ordinal) is var at and >= 0 ? value[..at] + replacement + value[(at + pattern.Length)..] : value,
        };
    }

    /// <summary>An argument: a nested expression, or text until it ends or an expression begins.</summary>
    private string Argument(int start, Func<char, bool> ends, bool escapes)
    {
        if (_at + 1 < _text.Length && _text[_at] == '$' && _text[_at + 1] == '{')
        {
            _at += 2;
            return Expression(start);
        }
        var result = new StringBuilder();
        while (_at < _text.Length && !ends(_text[_at]))
        {
            var pair = _at + 1 < _text.Length ? _text.AsSpan(_at, 2) : default;
            if (pair is "${")
                break;
            if (escapes && pair is "$$" or @"\/" or @"\\")
                _at++;
            result.Append(_text[_at++]);
        }
        return result.Length > 0 ? result.ToString() : throw Malformed(start);
    }

    private string Name(int start)
    {
        var from = _at;
        while (_at < _text.Length && (char.IsLetter(_text[_at]) || char.IsDigit(_text[_at]) || _text[_at] == '_'))
            _at++;
        return _at > from ? _text[from.._at] : throw Malformed(start);
    }

    private string Operator(int start, string allowed)
    {
        var from = _at++;
        if (allowed.Contains(Next, StringComparison.Ordinal) && (allowed == ",^" || Next == _text[from]))
            _at++;
        return _at <= _text.Length ? _text[from.._at] : throw Malformed(start);
    }

    private void Close(int start)
    {
        if (Next != '}')
            throw Malformed(start);
        _at++;
    }

    private string Value(string name, bool hasDefault) => _find(name, hasDefault) ?? "";

    private static string Cased(string value, string casing) => casing switch
    {
        _ when value.Length == 0 => value,
        "," => char.ToLowerInvariant(value[0]) + value[1..],
        ",," => value.ToLowerInvariant(),
        "^" => char.ToUpperInvariant(value[0]) + value[1..],
        "^^" => value.ToUpperInvariant(),
        _ => value,
    };

    private string Without(int start, string value, string removal, string pattern)
    {
        if (ShapeOf(start, pattern) is not { } shape)
            return value;
        var lengths = Enumerable.Range(1, value.Length);
        foreach (var length in removal.Length == 1 ? lengths : lengths.Reverse())
        {
            if (removal[0] == '#' && shape.IsMatch(value[..length]))
                return value[length..];
            if (removal[0] == '%' && shape.IsMatch(value[^length..]))
                return value[..^length];
        }
        return value;
    }

    /// <summary>A pattern ready to match, or null for one that is not well-formed, which removes nothing.</summary>
    private Regex? ShapeOf(int start, string pattern)
    {
        try
        {
            return new Regex($"^(?:{Shape(pattern)})\\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.Singleline);
        }
        catch (ArgumentException)
        {
            return null;
        }
        catch (NotSupportedException)
        {
            // Thousands of characters, whose matching would take as many states.
            throw Malformed(start);
        }
    }

    // A shell pattern whose star matches slashes too.
    private static string Shape(string pattern)
    {
        var shape = new StringBuilder();
        for (var at = 0; at < pattern.Length; at++)
        {
            var end = pattern[at] == '[' ? pattern.IndexOf(']', at + 1) : -1;
            if (end > at + 1)
            {
                var members = pattern[(at + 1)..end].Replace(@"\", @"\\", StringComparison.Ordinal).Replace("[", @"\[", StringComparison.Ordinal);
                shape.Append('[').Append(members).Append(']');
                at = end;
                continue;
            }
            shape.Append(pattern[at] switch
            {
                '*' => ".*",
                '?' => ".",
                '\\' when at + 1 < pattern.Length => Regex.Escape(pattern[++at].ToString()),
                var c => Regex.Escape(c.ToString()),
            });
        }
        return shape.ToString();
    }

    private VariableException Malformed(int start)
    {
        var shown = _text[start..Math.Min(_text.Length, start + 40)];
        var line = shown.IndexOf('\n', StringComparison.Ordinal);
        return new VariableException(start, line >= 0 ? shown[..line] : shown);
    }
}
