using System.Collections.Immutable;
using System.Globalization;

namespace Slipway.Bench;

/// <summary><c>bench/run &lt;subject&gt; [size…] [--write]</c>.</summary>
internal static class Runner
{
    public static async Task<int> RunAsync(string[] args, ImmutableArray<Subject> subjects)
    {
        if (args is [] or ["--help" or "-h" or "help", ..])
        {
            Help(subjects);
            return 0;
        }
        if (subjects.FirstOrDefault(s => s.Name == args[0]) is not { } subject)
            return Refuse($"there is nothing called '{args[0]}' to measure; 'bench/run --help' lists what there is.");
        var write = args.Contains("--write");
        var given = new SortedSet<int>();
        foreach (var arg in args.Skip(1).Where(a => a != "--write"))
        {
            if (!int.TryParse(arg, NumberStyles.None, CultureInfo.InvariantCulture, out var size) || size == 0)
                return Refuse($"'{arg}' is not a size; sizes are whole numbers from 1.");
            if (subject.Sizes.IsEmpty)
                return Refuse($"'{subject.Name}' takes no size.");
            given.Add(size);
        }
        var sizes = given.Count == 0 ? subject.Sizes : [.. given];
        var table = await subject.RunAsync(sizes).ConfigureAwait(false);
        Console.WriteLine($"{table}\n{Machine.Size}");
        if (write)
            PerformancePage.Put(subject, string.Join(' ', ["bench/run", subject.Name, .. given]), table);
        return 0;
    }

    private static void Help(ImmutableArray<Subject> subjects)
    {
        Console.WriteLine("""
            Measures on this machine: time, memory, and how they grow.

              bench/run <what> [size…] [--write]

            """);
        foreach (var subject in subjects)
            Console.WriteLine($"  {subject.Name,-10} {subject.Summary}{(subject.Sizes.IsEmpty ? "" : $" (default: {string.Join(' ', subject.Sizes)})")}");
        Console.WriteLine("\n--write puts the table into docs/performance.md. Nothing else should run meanwhile.");
    }

    private static int Refuse(string problem)
    {
        Console.Error.WriteLine($"bench/run: {problem}");
        return 2;
    }
}
