using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Slipway.Lab.Engine;
using Slipway.Lab.Engine.Secrets;
using Slipway.Lab.Engine.State;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Tests.Crashes;

/// <summary>One run of <see cref="CrashProgram"/> over state and clouds in a folder: here, or in a process of its own that may kill itself.</summary>
internal static class CrashRun
{
    /// <summary>A key, so that nobody has to derive one.</summary>
    public static PassphraseCipher Cipher { get; } = PassphraseCipher.New("crash");

    /// <summary>Runs an operation here.</summary>
    /// <param name="folder">State and clouds.</param>
    /// <param name="operation"><c>up</c>, <c>update</c>, <c>destroy</c> or <c>refresh</c>.</param>
    /// <param name="cipher">The key of both.</param>
    /// <param name="boundary">Called at each boundary of a step.</param>
    public static async Task<UpdateResult> RunAsync(string folder, string operation, PassphraseCipher cipher, Action? boundary = null)
    {
        var host = new LabProviderHost(Path.Combine(folder, "clouds"), folder, cipher, FaultPlan.None);
        var options = new EngineOptions
        {
            Stack = "dev",
            Project = "crash",
            // One at a time: then the boundaries come in the same order each time.
            Parallel = 1,
            Config = ImmutableSortedDictionary<string, PropertyValue>.Empty.Add("aws:region", "eu-west-1").Add("github:owner", "acme"),
        };
        var engine = new UpdateEngine(StackStateFile.Open(Path.Combine(folder, "dev.json"), cipher, boundary: boundary), host, options, new Silence());
        return operation switch
        {
            "up" => await engine.UpAsync(CrashProgram.Of(1, folder), default),
            "update" => await engine.UpAsync(CrashProgram.Of(2, folder), default),
            "destroy" => await engine.DestroyAsync(preview: false, default),
            "refresh" => await engine.RefreshAsync(preview: false, default),
            _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, null),
        };
    }

    /// <summary>Runs an operation in a process that kills itself at a boundary; false when it came to its end before.</summary>
    public static async Task<bool> IsKilledAsync(string folder, string operation, int boundary)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(CrashRun).Assembly.Location, folder, operation, boundary.ToString(CultureInfo.InvariantCulture), Cipher.EncryptionSalt])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_TieredPGO"] = "0";
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        await process.StandardInput.WriteAsync(Convert.ToBase64String(Cipher.ExportKey()));
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        const int Killed = 128 + 9;
        Assert.True(process.ExitCode is 0 or Killed, $"{operation} at {boundary} ended with {process.ExitCode}: {await output}{await error}");
        return process.ExitCode == Killed;
    }

    /// <summary>The process: folder, operation, boundary and salt; the key comes over standard input.</summary>
    public static async Task<int> Main(string[] args)
    {
        var (passed, last) = (0, int.Parse(args[2], CultureInfo.InvariantCulture));
        var cipher = PassphraseCipher.FromKey(args[3], Convert.FromBase64String(await Console.In.ReadToEndAsync()));
        var result = await RunAsync(args[0], args[1], cipher, () =>
        {
            if (Interlocked.Increment(ref passed) == last)
                Process.GetCurrentProcess().Kill();
        });
        foreach (var diagnostic in result.Diagnostics)
            await Console.Error.WriteLineAsync(diagnostic.Message);
        return result.Status == UpdateStatus.Succeeded ? 0 : 1;
    }

    private sealed class Silence : IEngineObserver
    {
        public void On(EngineEvent engineEvent)
        {
        }
    }
}
