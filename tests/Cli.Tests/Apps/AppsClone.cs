using System.Diagnostics;

namespace Slipway.Cli.Tests.Apps;

/// <summary>A clone of the apps repository that fleets start with, all of it committed, beside that of the infrastructure.</summary>
public sealed class AppsClone : IDisposable
{

    public AppsClone()
    {
        var source = System.IO.Path.Combine(AppContext.BaseDirectory, "fleet");
        foreach (var file in Directory.EnumerateFiles(source, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }))
        {
            var copy = System.IO.Path.Combine(Fleet, System.IO.Path.GetRelativePath(source, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        Git("init", "--quiet");
        Commit();
    }

    /// <summary>The folder of both repositories.</summary>
    public string Fleet { get; } = Directory.CreateTempSubdirectory("slipway-apps-").FullName;

    /// <summary>The clone.</summary>
    public string Path => System.IO.Path.Combine(Fleet, "fleet-apps");

    public void Dispose() => Directory.Delete(Fleet, recursive: true);

    public string At(string path) => System.IO.Path.Combine(Path, path);

    /// <summary>Commits everything and gives the id of the tree.</summary>
    public string Commit()
    {
        Git("add", "--all");
        Git("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgSign=false", "commit", "--quiet", "--allow-empty", "--message", "x");
        return Git("rev-parse", "HEAD^{tree}");
    }

    /// <summary>What differs from the last commit.</summary>
    public string Status() => Git("status", "--porcelain", "--ignored");

    public async Task<(int ExitCode, string Out, string Error)> RunAsync(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var exitCode = await SlipwayCommand.RunAsync([.. arguments, "--repository", Path], new Terminal(output, error, TextReader.Null));
        return (exitCode, output.ToString(), error.ToString());
    }

    private string Git(params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = Path, RedirectStandardOutput = true })!;
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
        return output;
    }
}
