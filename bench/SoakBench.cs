using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Slipway.Bench;

/// <summary>
/// Kills <c>slipway up dev</c> and <c>slipway destroy dev</c> at random times, lets the next run finish, and holds what comes of it against an undisturbed run:
/// the same resources, as many objects in the clouds, the same commits, nothing left to change.
/// </summary>
internal static class SoakBench
{
    public static readonly Subject Subject = new("soak", "kills at random times, for so many minutes; whatever differs then ends it with an error", [1], RunAsync);

    private static Task<Table> RunAsync(ImmutableArray<int> minutes)
    {
        var root = Directory.CreateTempSubdirectory("slipway-soak-").FullName;
        try
        {
            var (random, rounds, kills) = (new Random(), 0, 0);
            var undisturbed = Path.Combine(root, "undisturbed");
            var watch = Stopwatch.StartNew();
            Run(undisturbed, "up", "dev", "--yes");
            var takes = watch.Elapsed;
            var up = Fingerprint(undisturbed);
            Run(undisturbed, "destroy", "dev", "--yes");
            var gone = Fingerprint(undisturbed);
            for (watch.Restart(); watch.Elapsed < TimeSpan.FromMinutes(minutes[^1]); rounds++)
            {
                var home = Path.Combine(root, $"{rounds}");
                kills += Disturbed(home, "up", takes, random);
                Run(home, "up", "dev", "--yes");
                Same(up, Fingerprint(home), home, "up");
                Run(home, "preview", "dev", "--expect-no-changes");
                Run(home, "refresh", "dev", "--expect-no-changes");
                kills += Disturbed(home, "destroy", takes, random);
                Run(home, "destroy", "dev", "--yes");
                Same(gone, Fingerprint(home), home, "destroy");
                Directory.Delete(home, recursive: true);
            }
            return Task.FromResult(new Table(["what", "count"], [["rounds (up, destroy)", Table.Cell(rounds)], ["kills", Table.Cell(kills)], ["differences", Table.Cell(0)]], []));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    /// <summary>Starts an operation and kills it, up to three times in a row.</summary>
    private static int Disturbed(string home, string operation, TimeSpan takes, Random random)
    {
        var kills = 0;
        for (var left = random.Next(1, 4); left > 0; left--)
        {
            using var process = Process.Start(Prepare(home, operation, "dev", "--yes", "--parallel", $"{random.Next(1, 9)}"))!;
            process.OutputDataReceived += (_, _) => { };
            process.ErrorDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            if (!process.WaitForExit(takes * random.NextDouble()))
                kills++;
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }
        return kills;
    }

    private static ProcessStartInfo Prepare(string home, params string[] arguments)
    {
        var start = new ProcessStartInfo(Checkout.Slipway, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["SLIPWAY_HOME"] = home;
        return start;
    }

    private static string Run(string home, params string[] arguments)
    {
        using var process = Process.Start(Prepare(home, arguments))!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"slipway {string.Join(' ', arguments)} ended with {process.ExitCode} in {home}:\n{output}{error.Result}");
    }

    private static ImmutableArray<string> Fingerprint(string home)
    {
        var state = JsonNode.Parse(Run(home, "state", "export", "dev"))!["deployment"]!;
        var clouds = Path.Combine(home, "clouds");
        var objects = Directory.EnumerateFiles(clouds, "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(clouds, Path.GetDirectoryName(f)!))
            // Events tell what happened, and a reconcile that was killed happened too.
            .Where(f => !f.StartsWith('.') && !f.Contains(".git", StringComparison.Ordinal) && !f.Contains("/v1/Event/", StringComparison.Ordinal))
            .Select(f => f.Contains(".used-by", StringComparison.Ordinal) ? "references" : f)
            .CountBy(f => f).Select(c => $"{c.Key}: {c.Value}");
        var commits = Directory.EnumerateDirectories(Path.Combine(clouds, "github"), "*.git", SearchOption.AllDirectories)
            .SelectMany(r => History(r).Select(c => $"{Path.GetFileName(r)}: {c}"));
        return
        [
            .. (state["resources"]?.AsArray() ?? []).Select(r => (string)r!["urn"]!).Order(StringComparer.Ordinal),
            .. (state["pending_operations"]?.AsArray() ?? []).Select(o => $"pending {o!["type"]}"),
            .. objects.Order(StringComparer.Ordinal), .. commits.Order(StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<string> History(string repository)
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["--git-dir=" + repository, "log", "--format=%an %s", "main"]) { RedirectStandardOutput = true })!;
        var history = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        return history.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static void Same(ImmutableArray<string> expected, ImmutableArray<string> actual, string home, string operation)
    {
        if (!expected.SequenceEqual(actual, StringComparer.Ordinal))
            throw new InvalidOperationException($"After kills in {home}, {operation} differs:\n- {string.Join("\n- ", expected.Except(actual))}\n+ {string.Join("\n+ ", actual.Except(expected))}");
    }
}
