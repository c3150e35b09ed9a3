using System.Globalization;

namespace Slipway.Checks.Schemas.Cel;

/// <summary>Splits an expression into tokens (cel-spec, "Syntax").</summary>
internal sealed class CelLexer(string source)
{
    private static readonly string[] Symbols =
        ["&&", "||", "==", "!=", "<=", ">=", "<", ">", "(", ")", "[", "]", "{", "}", ".", ",", ":", "?", "!", "+", "-", "*", "/", "%"];

    private int _at;

    /// <summary>The tokens, the last of them the end.</summary>
    /// <exception cref="CelSyntaxException">Something is no token.</exception>
    public static List<CelToken> Tokens(string source)
    {
        var lexer = new CelLexer(source);
        var tokens = new List<CelToken>();
        do
        {
            tokens.Add(lexer.Next());
        }
        while (tokens[^1].Kind != CelTokenKind.End);
        return tokens;
    }

    private CelToken Next()
    {
        SkipBlanks();
        var start = _at;
        if (start == source.Length)
            return new CelToken(CelTokenKind.End, "end of expression", start + 1);
        if (CelStringLiteral.StartsAt(source, start))
        {
            var value = CelStringLiteral.Read(source, ref _at);
            return new CelToken(CelTokenKind.Literal, source[start.._at], start + 1, value);
        }
        if (char.IsAsciiDigit(source[start]) || source[start] == '.' && start + 1 < source.Length && char.IsAsciiDigit(source[start + 1]))
            return Number();
        if (char.IsAsciiLetter(source[start]) || source[start] == '_')
            return Word();
        foreach (var symbol in Symbols)
        {
            if (string.CompareOrdinal(source, start, symbol, 0, symbol.Length) != 0)
                continue;
            _at += symbol.Length;
            return new CelToken(CelTokenKind.Symbol, symbol, start + 1);
        }
        throw new CelSyntaxException(start + 1, $"'{source[start]}' has no meaning here");
    }

    private void SkipBlanks()
    {
        while (_at < source.Length)
        {
            if (source[_at] is ' ' or '\t' or '\r' or '\n' or '\f')
                _at++;
            else if (string.CompareOrdinal(source, _at, "//", 0, 2) == 0)
                _at = source.IndexOf('\n', _at) is var end and >= 0 ? end : source.Length;
            else
                return;
        }
    }

    private CelToken Word()
    {
        var start = _at;
        while (_at < source.Length && (char.IsAsciiLetterOrDigit(source[_at]) || source[_at] == '_'))
            _at++;
        var text = source[start.._at];
        return text switch
        {
            "true" => new CelToken(CelTokenKind.Literal, text, start + 1, CelValue.True),
            "false" => new CelToken(CelTokenKind.Literal, text, start + 1, CelValue.False),
            "null" => new CelToken(CelTokenKind.Literal, text, start + 1, CelValue.Null),
            _ => new CelToken(CelTokenKind.Identifier, text, start + 1),
        };
    }

    private CelToken Number()
    {
        var start = _at;
        var hex = string.Compare(source, start, "0x", 0, 2, StringComparison.OrdinalIgnoreCase) == 0;
        _at += hex ? 2 : 0;
        var isDouble = false;
        for (; _at < source.Length; _at++)
        {
            var c = source[_at];
            if (hex ? char.IsAsciiHexDigit(c) : char.IsAsciiDigit(c))
                continue;
            var isFraction = c == '.' && !isDouble && _at + 1 < source.Length && char.IsAsciiDigit(source[_at + 1]);
            var isExponent = c is 'e' or 'E' || c is '+' or '-' && source[_at - 1] is 'e' or 'E';
            if (hex || !isFraction && !isExponent)
                break;
            isDouble = true;
        }
        var digits = source[start.._at];
        var isUint = !isDouble && _at < source.Length && source[_at] is 'u' or 'U';
        _at += isUint ? 1 : 0;
        return new CelToken(CelTokenKind.Literal, source[start.._at], start + 1, Value(digits, hex, isDouble, isUint, start + 1));
    }

    private static CelValue Value(string digits, bool hex, bool isDouble, bool isUint, int column)
    {
        if (isDouble)
        {
            return double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? new CelDouble(number)
                : throw new CelSyntaxException(column, $"'{digits}' is not a number");
        }
        if (!ulong.TryParse(hex ? digits[2..] : digits, hex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var whole))
            throw new CelSyntaxException(column, $"'{digits}' is not an integer of 64 bits");
        // An int one past the largest can only be the operand of a minus; the parser looks at that.
        return isUint || whole > long.MaxValue ? new CelUint(whole) : CelValue.Of((long)whole);
    }
}
