using System.Collections.Immutable;
using System.Globalization;

namespace Slipway.Bench;

/// <summary>
/// How long <c>slipway reconcile dev</c> takes when a commit adds so many objects to the fleet that the template gives, when nothing changed since, and when a commit changes ten of them.
/// </summary>
internal static class ReconcileBench
{
    private const int PerFile = 10;

    public static readonly Subject Subject = new("reconcile", "a reconcile of the lab: so many objects that are new, then nothing new, then ten changes", [100, 1_000, 10_000], RunAsync);

    private static Task<Table> RunAsync(ImmutableArray<int> sizes)
    {
        var rows = new List<(string What, int Size, Usage Usage)>();
        foreach (var size in sizes)
            rows.AddRange(Of(size));
        return Task.FromResult(new Table(
            ["what is new", "objects", "time", "processor time", "peak memory"],
            [.. rows.Select(r => ImmutableArray.Create(r.What, Table.Cell(r.Size), Table.Cell(r.Usage.Wall), Table.Cell(r.Usage.Processor), Table.Megabytes(r.Usage.Peak)))],
            [.. rows.GroupBy(r => r.What).SelectMany(g => Growth.Note($"{g.Key} (processor time)", [.. g.Select(r => (r.Size, r.Usage.Processor))])),
                "Beside the objects there is what the fleet has anyway. Each run is a process of its own."]));
    }

    private static IEnumerable<(string What, int Size, Usage Usage)> Of(int size)
    {
        var root = Directory.CreateTempSubdirectory("slipway-bench-").FullName;
        try
        {
            var home = Path.Combine(root, "home");
            _ = Usage.OfSlipway(home, "up", "dev", "--yes");
            var clone = Path.Combine(root, "clone");
            Git(root, "clone", "-q", Path.Combine(home, "clouds/github/acme/fleet-apps.git"), clone);
            var files = Enumerable.Range(0, (size + PerFile - 1) / PerFile).Select(f => (Name: $"{f}.yaml", Text: string.Concat(
                Enumerable.Range(f * PerFile, Math.Min(PerFile, size - (f * PerFile))).Select(Settings)))).ToList();
            var folder = Path.Combine(clone, "apps", "bench");
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, "kustomization.yaml"), "namespace: podinfo\nresources:\n" + string.Concat(files.Select(f => $"  - {f.Name}\n")));
            foreach (var (name, text) in files)
                File.WriteAllText(Path.Combine(folder, name), text);
            var overlay = Path.Combine(clone, "apps/overlays/dev/kustomization.yaml");
            File.WriteAllText(overlay, File.ReadAllText(overlay).Replace("  - ../../base\n", "  - ../../base\n  - ../../bench\n", StringComparison.Ordinal));
            Push(clone, "Add objects");
            var all = ("all", size, Usage.OfSlipway(home, "reconcile", "dev"));
            Require(home, size);
            var nothing = ("nothing", size, Usage.Best(3, () => Usage.OfSlipway(home, "reconcile", "dev"))!);
            File.WriteAllText(Path.Combine(folder, files[0].Name), files[0].Text.Replace("level: \"1\"", "level: \"2\"", StringComparison.Ordinal));
            Push(clone, "Change ten objects");
            return [all, nothing, ("ten changes", size, Usage.OfSlipway(home, "reconcile", "dev"))];
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static string Settings(int at) =>
        $"---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings-{at.ToString(CultureInfo.InvariantCulture)}\ndata:\n  host: app-{at.ToString(CultureInfo.InvariantCulture)}.${{domain}}\n  level: \"1\"\n";

    // A reconcile that applied nothing would be fast.
    private static void Require(string home, int size)
    {
        var there = Directory.EnumerateFiles(Path.Combine(home, "clouds", "kubernetes"), "settings-*.json", SearchOption.AllDirectories).Count();
        if (there != size)
            throw new InvalidOperationException($"{there} of {size} objects are in the cluster.");
    }

    private static void Push(string clone, string message)
    {
        Git(clone, "add", ".");
        Git(clone, "-c", "user.name=bench", "-c", "user.email=bench@example.com", "commit", "-qm", message);
        Git(clone, "push", "-q", "origin", "HEAD:main");
    }

    private static void Git(string folder, params string[] arguments)
    {
        _ = Usage.Of("git", ["-C", folder, .. arguments]) ?? throw new InvalidOperationException("git is not installed.");
    }
}
