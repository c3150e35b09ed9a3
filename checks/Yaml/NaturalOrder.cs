namespace Slipway.Checks.Yaml;

/// <summary>The order in which Go's YAML writes the keys of a map: rows of digits count as numbers, and what is no letter comes before letters.</summary>
internal sealed class NaturalOrder : IComparer<string>
{
    public static NaturalOrder Keys { get; } = new();

    public int Compare(string? x, string? y)
    {
        if (x is null || y is null)
            return string.CompareOrdinal(x, y);
        var at = 0;
        while (at < x.Length && at < y.Length && x[at] == y[at])
            at++;
        if (at == x.Length || at == y.Length)
            return x.Length - y.Length;
        var (letterX, letterY) = (char.IsLetter(x[at]), char.IsLetter(y[at]));
        if (letterX != letterY)
            return letterX ? 1 : -1;
        return letterX ? x[at] - y[at] : CompareNumbers(x, y, at);
    }

    private static int CompareNumbers(string x, string y, int at)
    {
        // A zero after other digits of the same number must count as a digit, not as a leading zero.
        var carried = (x[at] == '0' || y[at] == '0') && ContinuesNumber(x, at) ? 1L : 0L;
        var (numberX, endX) = Number(x, at, carried);
        var (numberY, endY) = Number(y, at, carried);
        if (numberX != numberY)
            return numberX.CompareTo(numberY);
        return endX != endY ? endX - endY : x[at] - y[at];
    }

    private static bool ContinuesNumber(string text, int at)
    {
        for (var before = at - 1; before >= 0 && char.IsDigit(text[before]); before--)
        {
            if (text[before] != '0')
                return true;
        }
        return false;
    }

    private static (long Number, int End) Number(string text, int at, long carried)
    {
        var end = at;
        for (; end < text.Length && char.IsAsciiDigit(text[end]); end++)
            carried = unchecked(carried * 10 + text[end] - '0');
        return (carried, end);
    }
}
