using System.Runtime.Versioning;

namespace Slipway.EndToEnd.Leaks;

/// <summary>A <c>git</c> that comes first on the path, notes what it was given and what journals stood in the home just then, and goes on as the real one.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class RecordedGit
{
    private readonly string _records;

    /// <summary>Puts it before the real one for everything that the command runs from now on.</summary>
    public RecordedGit(SlipwayProcess slipway)
    {
        var folder = Directory.CreateDirectory(slipway.Scratch("bin")).FullName;
        _records = Directory.CreateDirectory(slipway.Scratch("git-calls")).FullName;
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        var real = path.Split(':').Select(p => Path.Combine(p, "git")).First(File.Exists);
        var shim = Path.Combine(folder, "git");
        File.WriteAllText(shim, $$"""
            #!/bin/sh
            record='{{_records}}'/$$
            { printf '%s\n' "$@"; env; cat '{{slipway.Home}}'/stacks/*/*.journal 2>/dev/null; } >> "$record"
            exec '{{real}}' "$@"
            """);
        File.SetUnixFileMode(shim, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        slipway.Environment["PATH"] = $"{folder}:{path}";
    }

    /// <summary>What was noted, a file for each call.</summary>
    public IReadOnlyList<string> Records => Directory.GetFiles(_records);
}
