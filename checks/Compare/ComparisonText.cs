namespace Slipway.Checks.Compare;

/// <summary>A comparison for a terminal.</summary>
public static class ComparisonText
{
    /// <summary>Writes what changes, by cluster and Kustomization.</summary>
    public static void Write(TextWriter writer, FleetComparison comparison)
    {
        foreach (var cluster in comparison.Changes.GroupBy(c => c.Cluster))
        {
            writer.Write($"{cluster.Key}\n");
            foreach (var kustomization in cluster.GroupBy(c => c.Kustomization))
            {
                writer.Write($"  {kustomization.Key}\n");
                foreach (var change in kustomization)
                {
                    writer.Write($"    {Sign(change.Kind)} {change.Object}\n");
                    foreach (var line in change.Diff.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                        writer.Write($"        {line}\n");
                }
            }
            writer.Write("\n");
        }
    }

    /// <summary>How much changes, in a line.</summary>
    public static string Summary(FleetComparison comparison)
    {
        if (comparison.Changes.IsEmpty)
            return "no object changes in any cluster";
        var counts = comparison.Changes.GroupBy(c => c.Kind).OrderBy(g => g.Key).Select(g => $"{g.Count()} {g.Key.ToString().ToLowerInvariant()}");
        return $"{string.Join(", ", counts)} in {string.Join(", ", comparison.Changes.Select(c => c.Cluster).Distinct(StringComparer.Ordinal))}";
    }

    private static char Sign(ChangeKind kind) => kind switch
    {
        ChangeKind.Added => '+',
        ChangeKind.Removed => '-',
        _ => '~',
    };
}
