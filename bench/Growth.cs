using System.Globalization;

namespace Slipway.Bench;

/// <summary>How a figure grows with the size: the exponent of the power law that fits best (1 is linear, 2 the square).</summary>
internal static class Growth
{
    /// <summary>The exponent, by least squares over the logarithms.</summary>
    /// <exception cref="ArgumentException">Fewer than two sizes were measured.</exception>
    public static double Exponent(IReadOnlyCollection<(int Size, double Figure)> measured)
    {
        if (measured.DistinctBy(m => m.Size).Count() < 2)
            throw new ArgumentException("Growth shows between two sizes and more.", nameof(measured));
        var points = measured.Select(m => (X: Math.Log(m.Size), Y: Math.Log(m.Figure))).ToList();
        var (x, y) = (points.Average(p => p.X), points.Average(p => p.Y));
        return points.Sum(p => (p.X - x) * (p.Y - y)) / points.Sum(p => (p.X - x) * (p.X - x));
    }

    /// <summary>The note for a table; none where only one size was measured.</summary>
    public static IEnumerable<string> Note(string what, IReadOnlyCollection<(int Size, TimeSpan Time)> measured) =>
        measured.DistinctBy(m => m.Size).Count() < 2
            ? []
            : [string.Create(CultureInfo.InvariantCulture, $"Growth exponent of {what}: {Exponent([.. measured.Select(m => (m.Size, m.Time.TotalSeconds))]):0.00}.")];
}
