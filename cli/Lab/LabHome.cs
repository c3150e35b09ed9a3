using Slipway.Cli.Project;

namespace Slipway.Cli.Lab;

/// <summary>Where the lab keeps what a cloud and a state backend would: <c>.slipway/</c> in the checkout, or where <c>SLIPWAY_HOME</c> points.</summary>
internal sealed class LabHome
{
    private LabHome(string path) => Root = path;

    /// <summary>The folder.</summary>
    public string Root { get; }

    /// <summary>The clouds.</summary>
    public string Clouds => Path.Combine(Root, "clouds");

    /// <summary>The lab's own key.</summary>
    public string KeyFile => Path.Combine(Root, "key.json");

    /// <summary>The home of a project.</summary>
    /// <exception cref="UsageException"><c>SLIPWAY_HOME</c> names a file.</exception>
    public static LabHome Of(ProjectFile project)
    {
        var path = Environment.GetEnvironmentVariable("SLIPWAY_HOME") is { Length: > 0 } named
            ? Path.GetFullPath(named)
            : Path.Combine(project.Root, ".slipway");
        return File.Exists(path)
            ? throw new UsageException($"SLIPWAY_HOME is {path}, which is a file; it names a folder, made when it is missing.")
            : new LabHome(path);
    }

    /// <summary>The state of a stack.</summary>
    public string StateFile(string project, string environment) => Path.Combine(Root, "stacks", project, environment + ".json");

    /// <summary>The lock of a stack.</summary>
    public string LockFile(string project, string environment) => Path.Combine(Root, "stacks", project, environment + ".lock");
}
