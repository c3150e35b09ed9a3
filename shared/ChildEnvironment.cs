using System.Diagnostics;

namespace Slipway.Processes;

/// <summary>What a program that is started here may know of the environment.</summary>
internal static class ChildEnvironment
{
    // Where this program, its engine and its clouds read secrets from. No program that is started here has a use for them.
    private static readonly string[] Withheld = ["PULUMI_", "SOPS_", "AWS_", "SLIPWAY_"];

    // What a program needs to be found, to find its own files, and to write temporary ones.
    private static readonly string[] Bare = ["PATH", "HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "WINDIR", "PATHEXT", "LD_LIBRARY_PATH"];

    /// <summary>Takes passphrases and keys of this program out of what a program inherits; the rest is the user's to give.</summary>
    public static void Withhold(ProcessStartInfo start) => Remove(start, name => Withheld.Any(w => name.StartsWith(w, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Leaves a program what it needs to run, and nothing else: it calls nobody and knows nobody.</summary>
    public static void Strip(ProcessStartInfo start) => Remove(start, name => !Bare.Contains(name, StringComparer.OrdinalIgnoreCase));

    private static void Remove(ProcessStartInfo start, Predicate<string> unwanted)
    {
        foreach (var name in start.Environment.Keys.Where(name => unwanted(name)).ToList())
            start.Environment.Remove(name);
    }
}
