using System.Reflection;

namespace Slipway.Workflows.Tests;

/// <summary>Where this project's files are.</summary>
internal static class RepositoryFiles
{
    /// <summary>The root of this project's repository.</summary>
    public static string Root { get; } = typeof(RepositoryFiles).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Root").Value!;

    /// <summary>Every workflow, as a path from the root: this project's own, and those that fleet repositories start with.</summary>
    public static IEnumerable<string> Workflows { get; } =
    [
        .. ((string[])["", "fleet/fleet-infrastructure", "fleet/fleet-apps"])
            .SelectMany(folder => Directory.EnumerateFiles(At(folder, ".github/workflows"), "*.yml"))
            .Select(file => Path.GetRelativePath(Root, file))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Every file that runs in a job, workflows and actions alike.</summary>
    public static IEnumerable<string> Definitions => Workflows.Append(".github/actions/environment/action.yml");

    /// <summary>The environments that have a configuration.</summary>
    public static IEnumerable<string> Environments { get; } =
        [.. Directory.EnumerateFiles(Root, "Pulumi.*.yaml").Select(f => Path.GetFileNameWithoutExtension(f)["Pulumi.".Length..]).Order(StringComparer.Ordinal)];

    /// <summary>A file or folder.</summary>
    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>A script of this project's workflows.</summary>
    public static string Script(string name) => At(".github/scripts", name);
}
