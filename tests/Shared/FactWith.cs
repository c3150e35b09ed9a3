namespace Slipway.Tests;

/// <summary>A fact that needs a command; skipped, with the reason, where the command is not on the PATH.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactWithAttribute : Xunit.FactAttribute
{
    /// <summary>Says which command is needed.</summary>
    public FactWithAttribute(string command)
    {
        Command = command;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        if (!folders.Any(f => File.Exists(Path.Combine(f, command))))
            Skip = $"needs the command '{command}', which is not on the PATH";
    }

    /// <summary>The command.</summary>
    public string Command { get; }
}
