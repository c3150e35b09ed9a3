using System.Diagnostics;
using System.Text;
using Slipway.Tests;

namespace Slipway.EndToEnd;

/// <summary>
/// A project of its own and an empty home, and the command as a process on them. Everything that it prints is kept.
/// </summary>
internal sealed class SlipwayProcess : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-e2e-").FullName;
    private readonly StringBuilder _printed = new();

    public SlipwayProcess()
    {
        Directory.CreateDirectory(Project);
        Directory.CreateDirectory(Temporary);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "project")))
            File.Copy(file, Path.Combine(Project, Path.GetFileName(file)));
    }

    /// <summary>The project's folder, with the real configuration of the three environments.</summary>
    public string Project => Path.Combine(_folder, "project");

    /// <summary>The lab's home; it does not exist yet.</summary>
    public string Home => Path.Combine(_folder, "home");

    /// <summary>Where the command and what it runs put temporary files.</summary>
    public string Temporary => Path.Combine(_folder, "temporary");

    /// <summary>All that was printed so far.</summary>
    public string Printed => _printed.ToString();

    /// <summary>Environment variables for the command.</summary>
    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Runs the command in the project.</summary>
    public async Task<Result> RunAsync(params string[] arguments) =>
        await StartAsync("dotnet", [BuiltCommand.Assembly, .. arguments], Project);

    /// <summary>Runs the command and holds its exit code against what is expected.</summary>
    public async Task<Result> RunAsync(int exitCode, params string[] arguments)
    {
        var result = await RunAsync(arguments);
        Assert.True(exitCode == result.ExitCode, $"'{string.Join(' ', arguments)}' ended with {result.ExitCode}, not {exitCode}:\n{result.Out}\n{result.Error}");
        return result;
    }

    /// <summary>Brings dev up: by a copy where nothing is special about this project yet, else by the command.</summary>
    public async Task UpDevAsync()
    {
        var isUntouched = !Directory.Exists(Home) && Environment.Count == 0 && Directory.EnumerateFiles(Project)
            .All(f => File.ReadAllText(f) == File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "project", Path.GetFileName(f))));
        if (isUntouched)
            await PreparedHome.CopyAsync(Home);
        else
            await RunAsync(0, "up", "dev", "--yes");
    }

    /// <summary>Brings all environments up, by a copy: staging and prod run the release 0.1.0.</summary>
    public Task UpAllAsync() => PreparedHome.CopyAllAsync(Home);

    /// <summary>Runs a script in the project; what it says on standard error is among what it prints.</summary>
    public Task<Result> ShellAsync(string script) => StartAsync("sh", ["-c", "exec 2>&1\n" + script], Project);

    /// <summary>Runs git in a folder.</summary>
    public Task<Result> GitAsync(string folder, params string[] arguments) => StartAsync("git", arguments, folder);

    /// <summary>All objects of a repository, decompressed. They are no part of what was printed.</summary>
    public static async Task<byte[]> ObjectsAsync(string repository) => await Tool.RunAsync("git", ["-C", repository, "cat-file", "--batch-all-objects", "--batch"], []);

    /// <summary>Where a new folder can be made.</summary>
    public string Scratch(string name) => Path.Combine(_folder, name);

    /// <summary>Changes a file of the project.</summary>
    public void Edit(string file, string part, string instead)
    {
        var path = Path.Combine(Project, file);
        var text = File.ReadAllText(path);
        Assert.Contains(part, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(part, instead, StringComparison.Ordinal));
    }

    /// <summary>Starts the command in the project, for a test to follow.</summary>
    public RunningProcess Start(params string[] arguments) =>
        new(Prepare("dotnet", [BuiltCommand.Assembly, .. arguments], Project));

    /// <summary>Runs the command under limits that a shell sets first.</summary>
    public Task<Result> RunLimitedAsync(string limits, params string[] arguments) => StartAsync(
        "sh", ["-c", $"{limits}; exec dotnet \"$@\"", "sh", BuiltCommand.Assembly, .. arguments], Project);

    private ProcessStartInfo Prepare(string program, IEnumerable<string> arguments, string folder)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var inherited in (string[])["PULUMI_CONFIG_PASSPHRASE", "PULUMI_CONFIG_PASSPHRASE_FILE", "SLIPWAY_LAB_FAULTS", "SLIPWAY_LAB_KILL", "GITHUB_TOKEN"])
            start.Environment.Remove(inherited);
        start.Environment["SLIPWAY_HOME"] = Home;
        start.Environment["TMPDIR"] = Temporary;
        foreach (var (name, value) in Environment)
            start.Environment[name] = value;
        return start;
    }

    private async Task<Result> StartAsync(string program, IEnumerable<string> arguments, string folder)
    {
        using var process = Process.Start(Prepare(program, arguments, folder)) ?? throw new InvalidOperationException($"{program} did not start.");
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        var result = new Result(process.ExitCode, await output, await error);
        _printed.Append(result.Out).Append(result.Error);
        return result;
    }

    /// <summary>How a process ended.</summary>
    public sealed record Result(int ExitCode, string Out, string Error);
}
