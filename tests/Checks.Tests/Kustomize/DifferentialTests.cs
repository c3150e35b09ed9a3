using System.Collections.Concurrent;
using System.Diagnostics;
using Slipway.Checks.Kustomize;
using Slipway.Checks.Yaml;
using Slipway.Tests;

namespace Slipway.Checks.Tests.Kustomize;

/// <summary>Builds with kubectl and in process, and compares byte for byte.</summary>
public sealed class DifferentialTests
{
    [FactWith("kubectl")]
    public async Task Kubectl_builds_the_corpus_to_the_same_bytes()
    {
        var folders = Directory.GetDirectories(Corpus.Built).Select(f => (Root: f, Overlay: Corpus.Overlay(f)));

        Assert.Empty(await Differences(folders));
    }

    [FactWith("kubectl")]
    public async Task Kubectl_builds_every_overlay_of_the_fleet_to_the_same_bytes()
    {
        var overlays = Directory.GetDirectories(Corpus.Fleet)
            .SelectMany(root => Directory.GetDirectories(root, "overlays", SearchOption.AllDirectories).SelectMany(Directory.GetDirectories).Select(o => (root, Path.GetRelativePath(root, o))))
            .ToList();

        Assert.NotEmpty(overlays);
        Assert.Empty(await Differences(overlays));
    }

    [FactWith("kubectl")]
    public async Task Kubectl_refuses_what_is_refused()
    {
        var accepted = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(Directory.GetDirectories(Corpus.Refused), async (folder, _) =>
        {
            if (await Kubectl(folder) is not null)
                accepted.Add(folder);
        });

        Assert.Empty(accepted);
    }

    private static async Task<IEnumerable<string>> Differences(IEnumerable<(string Root, string Overlay)> folders)
    {
        var different = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(folders, async (folder, _) =>
        {
            var expected = await Kubectl(Path.Combine(folder.Root, folder.Overlay));
            var built = new KustomizeBuilder(FleetTree.In(folder.Root)).Build(folder.Overlay);
            if (expected is null || YamlWriter.Write(built.Objects) != expected)
                different.Add($"{folder.Root} {folder.Overlay}: {string.Join(' ', built.Problems)}");
        });
        return different;
    }

    /// <summary>What kubectl writes, or null where it refuses.</summary>
    private static async Task<string?> Kubectl(string folder)
    {
        var start = new ProcessStartInfo("kubectl", ["kustomize", "--load-restrictor=LoadRestrictionsNone", folder]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await errors;
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : null;
    }
}
