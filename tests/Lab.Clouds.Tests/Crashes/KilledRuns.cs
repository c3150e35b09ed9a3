using Slipway.Lab.Engine;

namespace Slipway.Lab.Clouds.Tests.Crashes;

/// <summary>
/// The process of a run kills itself (SIGKILL) at each boundary of each step, one after the other; the next run finishes the job. State, clouds and Git history must
/// then be those of a run that nobody disturbed.
/// </summary>
public sealed class KilledRuns : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-crash-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("up", 40)]
    [InlineData("update", 40)]
    [InlineData("destroy", 30)]
    public async Task Ends_where_an_undisturbed_run_does(string operation, int atLeast)
    {
        var start = Path.Combine(_folder, "start");
        Directory.CreateDirectory(start);
        if (operation != "up")
            await DoneAsync(start, "up");
        var undisturbed = Copy(start, "undisturbed");
        await DoneAsync(undisturbed, operation);
        var expected = (World.State(undisturbed), World.Clouds(undisturbed), World.History(undisturbed));

        var killed = 0;
        await Parallel.ForEachAsync(Enumerable.Range(1, 400), new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (boundary, _) =>
        {
            if (Volatile.Read(ref killed) < boundary - 10)
                return;
            var folder = Copy(start, $"{boundary}");
            if (await CrashRun.IsKilledAsync(folder, operation, boundary))
            {
                Interlocked.Increment(ref killed);
                // The next command may be the same one again, or a refresh and then that.
                if (boundary % 2 == 0)
                    await DoneAsync(folder, "refresh");
                await DoneAsync(folder, operation);
                Same(expected.Item1, World.State(folder), boundary, "state");
                Same(expected.Item2, World.Clouds(folder), boundary, "clouds");
                Same(expected.Item3, World.History(folder), boundary, "history");
            }
            Directory.Delete(folder, recursive: true);
        });

        Assert.InRange(killed, atLeast, 390);
    }

    private static void Same(string expected, string actual, int boundary, string what)
    {
        var (missing, extra) = (expected.Split('\n').Except(actual.Split('\n')), actual.Split('\n').Except(expected.Split('\n')));
        Assert.True(expected == actual, $"The {what} after a kill at boundary {boundary} differs:\n- {string.Join("\n- ", missing)}\n+ {string.Join("\n+ ", extra)}");
    }

    private static async Task DoneAsync(string folder, string operation)
    {
        var result = await CrashRun.RunAsync(folder, operation, CrashRun.Cipher);
        Assert.True(result.Status == UpdateStatus.Succeeded, string.Join('\n', result.Diagnostics.Select(d => d.Message).Concat(result.ProgramErrors.Select(e => e.ToString()))));
    }

    private string Copy(string from, string name)
    {
        var to = Path.Combine(_folder, name);
        Directory.CreateDirectory(to);
        foreach (var folder in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories))
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
            File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
        return to;
    }
}
