using Slipway.Checks.Kustomize;
using Slipway.Checks.Yaml;
using Slipway.Components.Apps;

namespace Slipway.Cli.Apps;

/// <summary>Builds everything that Flux builds of fleet-apps before and after a plan, and holds the plan to touching its app alone.</summary>
internal static class BuildComparison
{
    /// <summary>Why the plan is not to be carried out; nothing where all is in order.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="app">Name of the app.</param>
    /// <param name="files">The files before it.</param>
    /// <param name="adds">Whether the app comes or goes.</param>
    public static IEnumerable<AppRefusal> Of(AppPlan plan, string app, RepositoryFiles files, bool adds)
    {
        var (before, after) = (Builder(files), Builder(files.With(plan.Changes)));
        foreach (var folder in AppPaths.Builds(files))
        {
            var (old, now) = (before.Build(folder), after.Build(folder));
            if (!old.Succeeded)
                yield return new AppRefusal($"{folder} does not build as it is: {Problem(old)}", "correct it first");
            else if (!now.Succeeded)
                yield return new AppRefusal($"{folder} would no longer build: {Problem(now)}", $"other files refer to {(adds ? "what would be added" : $"'{app}'")}: change them first");
            else if (Foreign(old, now, plan).FirstOrDefault() is { } changed)
                yield return new AppRefusal($"{folder} would change {changed}, which is not of '{app}'", "see what patches or renames it there, and do it by hand");
            else if (!adds && now.Objects.FirstOrDefault(o => IsOf(plan, o)) is { } left)
                yield return new AppRefusal($"{folder} would still have {Name(left)} ({left.Place})", $"take it out of {left.Place.File} first");
        }
    }

    private static KustomizeBuilder Builder(RepositoryFiles files) => new(new FleetTree(new InMemoryFleet(files)));

    private static SourceProblem Problem(BuildResult result) => result.Problems.First(p => p.Kind != SourceProblemKind.Note);

    private static IEnumerable<string> Foreign(BuildResult old, BuildResult now, AppPlan plan)
    {
        var (was, becomes) = (Others(old, plan), Others(now, plan));
        return was.Keys.Union(becomes.Keys).Where(name => was.GetValueOrDefault(name) != becomes.GetValueOrDefault(name));
    }

    private static Dictionary<string, string> Others(BuildResult result, AppPlan plan) => result.Objects
        .Where(o => !IsOf(plan, o)).GroupBy(Name).ToDictionary(g => g.Key, g => string.Concat(g.Select(YamlWriter.Write)), StringComparer.Ordinal);

    private static bool IsOf(AppPlan plan, YamlMap found) => Text(found["kind"]) switch
    {
        "Namespace" => Metadata(found, "name") == plan.Namespace,
        "ImageRepository" or "ImagePolicy" when plan.Policies.Contains(Metadata(found, "name") ?? "") => true,
        _ => Metadata(found, "namespace") == plan.Namespace,
    };

    private static string Name(YamlMap found) => $"{Text(found["kind"])} {Metadata(found, "namespace")}/{Metadata(found, "name")}";

    private static string? Metadata(YamlMap found, string key) => found["metadata"] is YamlMap metadata ? Text(metadata[key]) : null;

    private static string? Text(YamlValue? value) => (value as YamlScalar)?.Text;
}
