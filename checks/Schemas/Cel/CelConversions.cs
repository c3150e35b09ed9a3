using System.Globalization;
using System.Text;

namespace Slipway.Checks.Schemas.Cel;

/// <summary>The functions that make a value of one type from one of another (cel-spec, "Type Conversions").</summary>
internal static class CelConversions
{
    /// <summary>The functions.</summary>
    public static IEnumerable<(string Name, int Arguments, bool Method, CelFunction Function)> Functions()
    {
        yield return ("int", 1, false, a => Int(a[0]));
        yield return ("uint", 1, false, a => Uint(a[0]));
        yield return ("double", 1, false, a => Double(a[0]));
        yield return ("string", 1, false, a => Text(a[0]));
        yield return ("bool", 1, false, a => Bool(a[0]));
        yield return ("bytes", 1, false, a => a[0] is CelString text ? new CelBytes([.. Encoding.UTF8.GetBytes(text.Value)]) : a[0] as CelBytes);
        yield return ("duration", 1, false, a => a[0] is CelString text ? new CelDuration(CelTimes.Duration(text.Value)) : a[0] as CelDuration);
        yield return ("timestamp", 1, false, a => a[0] is CelString text ? new CelTimestamp(CelTimes.Timestamp(text.Value)) : a[0] as CelTimestamp);
        yield return ("dyn", 1, false, a => a[0]);
        yield return ("type", 1, false, a => new CelType(a[0].TypeName));
    }

    private static CelValue? Int(CelValue value) => value switch
    {
        CelInt => value,
        CelUint number => CelValue.Of(checked((long)number.Value)),
        CelDouble number => CelValue.Of(checked((long)number.Value)),
        CelString text => CelValue.Of(long.Parse(text.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)),
        CelTimestamp time => CelValue.Of(time.Value.ToUnixTimeSeconds()),
        _ => null,
    };

    private static CelValue? Uint(CelValue value) => value switch
    {
        CelUint => value,
        CelInt number => new CelUint(checked((ulong)number.Value)),
        CelDouble number => new CelUint(checked((ulong)number.Value)),
        CelString text => new CelUint(ulong.Parse(text.Value, NumberStyles.None, CultureInfo.InvariantCulture)),
        _ => null,
    };

    private static CelDouble? Double(CelValue value) => value switch
    {
        CelDouble number => number,
        CelInt number => new CelDouble(number.Value),
        CelUint number => new CelDouble(number.Value),
        CelString text => new CelDouble(double.Parse(text.Value, NumberStyles.Float, CultureInfo.InvariantCulture)),
        _ => null,
    };

    private static CelValue? Bool(CelValue value) => value switch
    {
        CelBool => value,
        CelString { Value: "true" or "True" or "TRUE" or "t" or "1" } => CelValue.True,
        CelString { Value: "false" or "False" or "FALSE" or "f" or "0" } => CelValue.False,
        CelString text => throw new FormatException($"'{text.Value}' is not a bool"),
        _ => null,
    };

    private static CelValue? Text(CelValue value) => value switch
    {
        CelString => value,
        CelInt number => CelValue.Of(number.Value.ToString(CultureInfo.InvariantCulture)),
        CelUint number => CelValue.Of(number.Value.ToString(CultureInfo.InvariantCulture)),
        CelDouble number => CelValue.Of(number.Value.ToString("R", CultureInfo.InvariantCulture)),
        CelBool flag => CelValue.Of(flag.Value ? "true" : "false"),
        CelBytes bytes => CelValue.Of(Encoding.UTF8.GetString(bytes.Value.AsSpan())),
        CelDuration duration => CelValue.Of(duration.Value.TotalSeconds.ToString("R", CultureInfo.InvariantCulture) + "s"),
        CelTimestamp time => CelValue.Of(time.Value.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture)),
        _ => null,
    };
}
