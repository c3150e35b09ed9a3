using Slipway.Checks.Flux;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Rules.ImageAutomation;

/// <summary>Image automation runs in one environment, and changes only what is that environment's own.</summary>
internal sealed class AutomationScopeLint : Lint
{
    /// <summary>Automation in more than one cluster.</summary>
    public static Rule OneCluster { get; } = new(
        "SLW101", Severity.Error, "Images of a repository are updated by one cluster",
        "Two clusters that write to one repository undo each other's commits, over and over.",
        "Keep the automation in one environment, and promote what it found to the others.")
    {
        Bad = "# image-automation/ is listed by clusters/dev and by clusters/prod",
        Good = "# image-automation/ is listed by clusters/dev only",
    };

    /// <summary>Automation that changes other environments.</summary>
    public static Rule OtherEnvironments { get; } = new(
        "SLW102", Severity.Warning, "Automation changes files of its own environment only",
        "A new image goes straight to the other environments, past whatever tests and approvals stand before them.",
        "Limit spec.update.path to the overlay of the environment, and keep the markers there.")
    {
        Bad = "kind: ImageUpdateAutomation # in dev\nspec:\n  update:\n    path: ./apps",
        Good = "kind: ImageUpdateAutomation # in dev\nspec:\n  update:\n    path: ./apps/overlays/dev",
    };

    /// <inheritdoc />
    public override void Check(Fleet fleet, FindingList findings)
    {
        var automations = Automation.In(fleet).ToList();
        if (automations.Count == 0)
            return;
        foreach (var rivals in automations.GroupBy(a => a.Repository).Where(g => g.Select(a => a.Cluster).Distinct().Count() > 1))
        {
            var clusters = string.Join(", ", rivals.Select(a => a.Cluster.Name).Distinct().Order(StringComparer.Ordinal));
            foreach (var automation in rivals.DistinctBy(a => a.Object.Place))
                findings.Add(OneCluster, automation.Object.Place, $"{automation.Object} updates the images of a repository that {clusters} update too: one cluster may");
        }
        var files = PolicyMarker.In(fleet).GroupBy(m => m.Source).ToList();
        var users = UsersOf([.. files.Select(f => f.First().Place.File)], fleet);
        foreach (var automation in automations)
        {
            var written = files.Where(f => automation.Folder.Length == 0 || f.Key.Path.StartsWith(automation.Folder + "/", StringComparison.Ordinal))
                .Select(f => (f.Key.Path, Others: users[f.First().Place.File].Where(c => c != automation.Cluster.Name).Distinct().Order(StringComparer.Ordinal).ToList())).FirstOrDefault(f => f.Others.Count > 0);
            if (written.Path is not null)
                findings.Add(OtherEnvironments, automation.Object.PlaceOf("spec", "update", "path"), $"{automation.Object} of {automation.Cluster} changes '{written.Path}', of which {string.Join(", ", written.Others)} {(written.Others.Count == 1 ? "is" : "are")} built too");
        }
    }

    /// <summary>The clusters whose objects have values from files.</summary>
    private static ILookup<string, string> UsersOf(HashSet<string> files, Fleet fleet) =>
        fleet.Clusters.Where(c => c.IsReal).SelectMany(c => c.Objects.SelectMany(o => FilesOf(o.Object.Manifest)).Where(files.Contains).Distinct().Select(f => (File: f, Cluster: c.Name))).ToLookup(u => u.File, u => u.Cluster);

    private static IEnumerable<string> FilesOf(YamlValue value) => value switch
    {
        YamlMap map => map.Entries.SelectMany(e => FilesOf(e.Value)).Append(map.Place.File),
        YamlList list => list.Items.SelectMany(FilesOf).Append(list.Place.File),
        _ => [value.Place.File],
    };
}
