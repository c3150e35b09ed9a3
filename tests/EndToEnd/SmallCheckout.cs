using System.Diagnostics;

namespace Slipway.EndToEnd;

/// <summary>The launcher and the build's root files, around a command that prints its arguments.</summary>
internal sealed class SmallCheckout : IDisposable
{
    /// <summary>The command.</summary>
    public const string Program = """System.Console.WriteLine($"arguments: {string.Join(' ', args)}");""";

    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-launcher-").FullName;
    private string? _packages;

    public SmallCheckout()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "checkout")))
            File.Copy(file, At(Path.GetFileName(file)));
        foreach (var room in (string[])["infra", "components", "stacks", "checks", "fleet", "lab", "cli"])
            Directory.CreateDirectory(At(room));
        Write("cli/Slipway.Cli.csproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType></PropertyGroup></Project>""");
        Write("cli/Program.cs", Program);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>The path of a file.</summary>
    public string At(string file) => Path.Combine(_folder, file);

    /// <summary>Writes a file.</summary>
    public void Write(string file, string text) => File.WriteAllText(At(file), text);

    /// <summary>Lets it find no package anywhere: neither in a feed nor in this machine's cache.</summary>
    public void TakePackagesAway()
    {
        _packages = At("packages");
        Directory.CreateDirectory(At("empty"));
        Write("NuGet.config", """
            <configuration>
              <packageSources>
                <clear />
                <add key="empty" value="empty" />
              </packageSources>
            </configuration>
            """);
    }

    /// <summary>Runs the launcher.</summary>
    public async Task<SlipwayProcess.Result> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("sh", [At("slipway"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (_packages is not null)
            start.Environment["NUGET_PACKAGES"] = _packages;
        // No build server of this checkout outlives it.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment.Remove("PulumiSdk");
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new SlipwayProcess.Result(process.ExitCode, await output, await error);
    }
}
