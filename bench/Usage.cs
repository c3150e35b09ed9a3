using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Slipway.Bench;

/// <summary>What a run took.</summary>
/// <param name="Wall">Time from start to end.</param>
/// <param name="Processor">User and system time of the process and of all that it started; it stands a loaded machine better than <paramref name="Wall"/>.</param>
/// <param name="Peak">The most memory that the process had, in bytes; 0 where the operating system does not tell.</param>
internal sealed partial record Usage(TimeSpan Wall, TimeSpan Processor, long Peak)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    /// <summary>Runs a program and waits; what it prints on standard output is read and dropped.</summary>
    /// <returns>Null where the program is not installed.</returns>
    /// <exception cref="InvalidOperationException">It ended with another code than 0.</exception>
    public static Usage? Of(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        var (before, watch) = (Children(), Stopwatch.StartNew());
        try
        {
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
            var peak = 0L;
            // The operating system keeps the most there was for as long as the process lives.
            do
                peak = Math.Max(peak, PeakOf(process.Id));
            while (!process.WaitForExit(Interval));
            output.Wait();
            var wall = watch.Elapsed;
            return process.ExitCode == 0
                ? new Usage(wall, Children() - before, peak)
                : throw new InvalidOperationException($"{program} {string.Join(' ', start.ArgumentList)} ended with {process.ExitCode}: {error.Result}");
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Runs the slipway command with a home of its own, as <see cref="Of"/> runs a program.</summary>
    public static Usage OfSlipway(string home, params IEnumerable<string> arguments) =>
        Of(Checkout.Slipway, arguments, new Dictionary<string, string> { ["SLIPWAY_HOME"] = home })!;

    /// <summary>The best of several runs, by processor time: what the others took more was the machine's doing.</summary>
    public static Usage? Best(int runs, Func<Usage?> run) => Enumerable.Range(0, runs).Select(_ => run()).OfType<Usage>().MinBy(u => u.Processor);

    // proc(5): VmHWM, in KiB.
    private static long PeakOf(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : 1024 * long.Parse(line.AsSpan("VmHWM:".Length, line.Length - "VmHWM: kB".Length), NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            // Gone, or no such folder.
            return 0;
        }
    }

    // getrusage(2), RUSAGE_CHILDREN: two times (seconds, microseconds) come first of 18 words.
    private static TimeSpan Children()
    {
        Span<long> words = stackalloc long[18];
        if (GetResourceUsage(-1, ref MemoryMarshal.GetReference(words)) != 0)
            throw new Win32Exception();
        return TimeSpan.FromSeconds(words[0] + words[2]) + TimeSpan.FromMicroseconds((int)words[1] + (int)words[3]);
    }

    [LibraryImport("libc", EntryPoint = "getrusage", SetLastError = true)]
    private static partial int GetResourceUsage(int who, ref long usage);
}
