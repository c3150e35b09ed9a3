using Slipway.Cli.Project;

namespace Slipway.Cli.Tests;

/// <summary>A project in a folder of its own.</summary>
public sealed class ProjectFixture : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-cli-").FullName;

    public ProjectFixture() => Write("Pulumi.yaml", """
        name: slipway
        runtime: dotnet
        config:
          tier: { type: string, default: production }
          aws:region: { description: no default }
        """);

    public string Folder => _folder;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public void Write(string file, string content) => File.WriteAllText(Path.Combine(_folder, file), content);

    public ProjectFile Project() => ProjectFile.Find(_folder);

    public StackFile Stack(string content)
    {
        Write("Pulumi.dev.yaml", content);
        return StackFile.Read(Project(), "dev");
    }
}
