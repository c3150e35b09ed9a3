using System.Diagnostics;

namespace Slipway.Lab.Clouds.Tests;

/// <summary>Commands of the machine, as people use them.</summary>
internal static class Tools
{
    public static string Run(string command, params string[] arguments)
    {
        var start = new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var complaint = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{command} {string.Join(' ', arguments)}: {complaint.Result}");
        return output.Trim();
    }

    /// <summary>The permissions of a file as octal digits.</summary>
    public static string ModeOf(string path) => OperatingSystem.IsWindows() ? "" : Convert.ToString((int)File.GetUnixFileMode(path), 8);

    public static bool Has(string command) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, command)));
}

/// <summary>A fact that needs ssh-keygen, and says so where it is missing.</summary>
public sealed class SshKeygenFactAttribute : FactAttribute
{
    public SshKeygenFactAttribute()
    {
        if (!Tools.Has("ssh-keygen"))
            Skip = "ssh-keygen is not installed here, and only it can say whether OpenSSH takes the keys";
    }
}

/// <summary>A fact about file modes, which Windows has not.</summary>
public sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows())
            Skip = "Windows has no file modes; there the folder inherits its owner's access list";
    }
}
