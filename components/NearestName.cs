namespace Slipway.Components;

/// <summary>Finds what somebody probably meant.</summary>
public static class NearestName
{
    /// <summary>The nearest of the names, or null when none is near.</summary>
    public static string? Of(string name, IEnumerable<string> names) =>
        names.Select(n => (Name: n, Distance: Distance(name.ToLowerInvariant(), n.ToLowerInvariant())))
            .Where(n => n.Distance <= Math.Max(2, name.Length / 3))
            .OrderBy(n => n.Distance).ThenBy(n => n.Name, StringComparer.Ordinal)
            .Select(n => n.Name)
            .FirstOrDefault();

    /// <summary>What to do about a name that nothing has.</summary>
    /// <param name="name">The name.</param>
    /// <param name="names">The names there are.</param>
    /// <param name="otherwise">What to do when none is near.</param>
    public static string Remedy(string name, IReadOnlyCollection<string> names, string otherwise) => Of(name, names) switch
    {
        { } near => $"did you mean '{near}'?",
        null when names.Count is > 0 and <= 20 => $"{otherwise}; there {(names.Count == 1 ? "is" : "are")} {string.Join(", ", names.Order(StringComparer.Ordinal))}",
        null => otherwise,
    };

    // Levenshtein's distance, row by row.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }
        return row[b.Length];
    }
}
