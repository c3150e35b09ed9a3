using System.Collections.Immutable;
using System.Globalization;

namespace Slipway.Bench;

/// <summary>
/// How long <c>slipway check</c> takes of a fleet with many overlays, and how long one <c>kubectl kustomize</c> per overlay takes of the same files: each
/// as a process of its own, as people run it. The check builds, substitutes, validates and lints; kubectl only builds.
/// </summary>
internal static class CheckBench
{
    // Beyond so many processes the time of one is known.
    private const int Tried = 50;

    public static readonly Subject Subject = new("check", "slipway check of so many objects in overlays of ten, against kubectl kustomize", [100, 1_000, 10_000], RunAsync);

    private static Task<Table> RunAsync(ImmutableArray<int> sizes)
    {
        _ = Usage.Of(Checkout.Slipway, ["--version"]);
        var measured = sizes.Select(Measure).ToList();
        return Task.FromResult(new Table(
            ["objects", "overlays", "check", "processor", "peak memory", "kubectl", "processor", "times faster", "by processor time"],
            [
                .. measured.Select(m => ImmutableArray.Create(
                    Table.Cell(m.Size), Table.Cell(m.Overlays), Table.Cell(m.Check.Wall), Table.Cell(m.Check.Processor), Table.Megabytes(m.Check.Peak),
                    m.Kubectl is { } k ? Table.Cell(k.Wall) : "–", m.Kubectl is { } p ? Table.Cell(p.Processor) : "–",
                    Times(m, u => u.Wall), Times(m, u => u.Processor))),
            ],
            [
                .. Growth.Note("check", [.. measured.Select(m => (m.Size, m.Check.Wall))]),
                $"The check is the best of three runs; kubectl runs once per overlay, one after the other, and its time is that of {Tried} where there are more.",
            ]));
    }

    private static Figures Measure(int objects)
    {
        var folder = Directory.CreateTempSubdirectory("slipway-bench-").FullName;
        try
        {
            var overlays = Math.Max(1, objects / CheckFleet.PerOverlay);
            CheckFleet.Write(folder, overlays);
            var check = Usage.Best(3, () => Usage.Of(Checkout.Slipway, ["check", folder, "--fail-on", "warning"]))!;
            return new Figures(objects, overlays, check, Kubectl(folder, overlays));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Usage? Kubectl(string root, int overlays)
    {
        var tried = Math.Min(overlays, Tried);
        var sum = new Usage(TimeSpan.Zero, TimeSpan.Zero, 0);
        for (var at = 0; at < tried; at++)
        {
            if (Usage.Of("kubectl", ["kustomize", Path.Combine(root, $"apps/{at}/overlay")]) is not { } one)
                return null;
            sum = new Usage(sum.Wall + one.Wall, sum.Processor + one.Processor, Math.Max(sum.Peak, one.Peak));
        }
        return new Usage(sum.Wall * overlays / tried, sum.Processor * overlays / tried, sum.Peak);
    }

    private static string Times(Figures figures, Func<Usage, TimeSpan> figure) =>
        figures.Kubectl is { } kubectl ? string.Create(CultureInfo.InvariantCulture, $"{figure(kubectl) / figure(figures.Check):0.0}") : "–";

    private sealed record Figures(int Size, int Overlays, Usage Check, Usage? Kubectl);
}
