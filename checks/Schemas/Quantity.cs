using System.Globalization;
using System.Text.RegularExpressions;

namespace Slipway.Checks.Schemas;

/// <summary>An amount of a resource, such as <c>500m</c> of CPU or <c>1.5Gi</c> of memory (apimachinery, <c>api/resource</c>).</summary>
/// <param name="Value">In the unit without a suffix. Beyond 15 digits it is rounded.</param>
internal readonly partial record struct Quantity(double Value) : IComparable<Quantity>
{
    /// <summary>Reads an amount.</summary>
    public static bool TryParse(string text, out Quantity quantity)
    {
        quantity = default;
        var match = Form().Match(text);
        if (!match.Success)
            return false;
        var number = double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);
        var suffix = match.Groups["suffix"].Value;
        quantity = new Quantity(suffix is ['e' or 'E', not 'i', ..]
            ? number * Math.Pow(10, double.Parse(suffix[1..], CultureInfo.InvariantCulture))
            : number * Factor(suffix));
        return true;
    }

    /// <inheritdoc />
    public int CompareTo(Quantity other) => Value.CompareTo(other.Value);

    private static double Factor(string suffix) => suffix switch
    {
        "" => 1,
        "n" => 1e-9,
        "u" => 1e-6,
        "m" => 1e-3,
        "k" => 1e3,
        "M" => 1e6,
        "G" => 1e9,
        "T" => 1e12,
        "P" => 1e15,
        "E" => 1e18,
        "Ki" => 1024,
        "Mi" => Math.Pow(1024, 2),
        "Gi" => Math.Pow(1024, 3),
        "Ti" => Math.Pow(1024, 4),
        "Pi" => Math.Pow(1024, 5),
        "Ei" => Math.Pow(1024, 6),
        _ => throw new ArgumentOutOfRangeException(nameof(suffix), suffix, "not a suffix of a quantity"),
    };

    [GeneratedRegex(@"^(?<number>[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+))(?<suffix>([KMGTPE]i|[numkMGTPE]|[eE][-+]?[0-9]+)?)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
