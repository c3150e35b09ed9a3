namespace Slipway.Checks.Schemas;

/// <summary>Finds what somebody probably meant.</summary>
internal static class NearestName
{
    /// <summary>The nearest of the names, or null when none is near.</summary>
    public static string? Of(string name, IEnumerable<string> names) =>
        names.Select(candidate => (Name: candidate, Edits: Edits(name.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .Where(candidate => candidate.Edits <= Math.Max(2, name.Length / 3))
            .OrderBy(candidate => candidate.Edits).ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .Select(candidate => candidate.Name)
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

    /// <summary>Levenshtein's distance.</summary>
    private static int Edits(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        foreach (var c in from)
        {
            var diagonal = row[0]++;
            for (var i = 1; i <= to.Length; i++)
                (diagonal, row[i]) = (row[i], Math.Min(Math.Min(row[i], row[i - 1]) + 1, diagonal + (c == to[i - 1] ? 0 : 1)));
        }
        return row[to.Length];
    }
}
