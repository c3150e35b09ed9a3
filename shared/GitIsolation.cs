using System.Collections.Immutable;
using System.Diagnostics;

namespace Slipway.Processes;

/// <summary>
/// Git as it is run everywhere here: without a shell, and so that neither the machine nor a repository makes it run another program, ask somebody or reach a host.
/// Who needs one of these says so in the arguments, which come after.
/// </summary>
internal static class GitIsolation
{
    /// <summary>The file that is always empty.</summary>
    public static readonly string NullDevice = OperatingSystem.IsWindows() ? "NUL" : "/dev/null";

    private static readonly ImmutableArray<string> Options =
    [
        "--no-pager", "--no-replace-objects",
        "-c", "core.hooksPath=" + NullDevice, "-c", "core.attributesFile=" + NullDevice, "-c", "core.fsmonitor=false", "-c", "core.autocrlf=false",
        "-c", "gc.auto=0", "-c", "maintenance.auto=false", "-c", "submodule.recurse=false", "-c", "fetch.recurseSubmodules=false", "-c", "protocol.allow=never",
    ];

    /// <summary>Git that knows nobody: no configuration but the repository's, no environment but what a program needs to run.</summary>
    /// <param name="arguments">Options of this use, and the command.</param>
    public static ProcessStartInfo Alone(params IEnumerable<string> arguments)
    {
        var start = Start(arguments);
        ChildEnvironment.Strip(start);
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        start.Environment["GIT_CONFIG_GLOBAL"] = NullDevice;
        Set(start);
        return start;
    }

    /// <summary>Git for the user: their own configuration and environment count, as they hold credentials, identity and signing keys.</summary>
    /// <param name="system">The file that takes the place of the system's configuration, below the user's own.</param>
    /// <param name="kept">Variables of Git's own that are the user's to set; the others are about some other repository.</param>
    /// <param name="arguments">Options of this use, and the command.</param>
    public static ProcessStartInfo ForUser(string system, IReadOnlyCollection<string> kept, params IEnumerable<string> arguments)
    {
        var start = Start(arguments);
        ChildEnvironment.Withhold(start);
        foreach (var name in start.Environment.Keys.Where(n => n.StartsWith("GIT_", StringComparison.Ordinal) && !kept.Contains(n)).ToList())
            start.Environment.Remove(name);
        start.Environment["GIT_CONFIG_SYSTEM"] = system;
        start.Environment["SSH_ASKPASS_REQUIRE"] = "never";
        Set(start);
        return start;
    }

    private static ProcessStartInfo Start(IEnumerable<string> arguments) => new("git", [.. Options, .. arguments])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };

    private static void Set(ProcessStartInfo start)
    {
        start.Environment["GIT_ATTR_NOSYSTEM"] = "1";
        start.Environment["GIT_NO_LAZY_FETCH"] = "1";
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        start.Environment["LC_ALL"] = "C";
    }
}
