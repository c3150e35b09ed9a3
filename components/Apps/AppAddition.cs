using YamlDotNet.RepresentationModel;

namespace Slipway.Components.Apps;

/// <summary>Adds an app to fleet-apps: its base, what environments add, image automation where it is, and who approves.</summary>
public static class AppAddition
{
    private const string ByHand = "this command knows the layout that fleet-apps starts with (its README): restore it, or add the app by hand";

    /// <summary>What is to be written.</summary>
    /// <param name="app">The app.</param>
    /// <param name="files">The files of the repository.</param>
    public static AppPlan For(AppRequest app, RepositoryFiles files)
    {
        try
        {
            var refusals = Layout(files).Concat(Taken(app, files)).ToList();
            return refusals.Count > 0 ? AppPlan.Refused(app.Namespace, refusals) : new AppPlan(app.Namespace, [app.Name], Written(app, files).Since(files), []);
        }
        catch (AppLayoutException problem)
        {
            return AppPlan.Refused(app.Namespace, problem.Refusal);
        }
    }

    /// <summary>Why an app cannot have its namespace beside what the infrastructure repository makes; nothing where it can.</summary>
    /// <param name="app">The app.</param>
    /// <param name="infrastructure">The files of the infrastructure repository.</param>
    public static IReadOnlyList<AppRefusal> TakenBy(AppRequest app, RepositoryFiles infrastructure)
    {
        try
        {
            return [.. infrastructure.Paths.Where(p => p.EndsWith(".yaml", StringComparison.Ordinal))
                .Where(path => infrastructure.Objects(path).Any(o => o.Text("kind") == "Namespace" && o.Map("metadata").Text("name") == app.Namespace))
                .Select(path => new AppRefusal($"{path} of the infrastructure repository makes the namespace '{app.Namespace}'", "give the app one of its own with --namespace"))];
        }
        catch (AppLayoutException problem)
        {
            return [problem.Refusal];
        }
    }

    private static IEnumerable<AppRefusal> Layout(RepositoryFiles files)
    {
        foreach (var missing in AppPaths.Marks.Where(m => !files.Has(m)))
            yield return new AppRefusal($"{missing} is missing", ByHand);
        var overlays = files.FoldersWith(AppPaths.Overlays, AppPaths.Kustomization).ToList();
        if (overlays.Count == 0)
            yield return new AppRefusal($"{AppPaths.Overlays} has no environment", ByHand);
        foreach (var file in overlays.Select(o => AppPaths.File($"{AppPaths.Overlays}/{o}")))
        {
            if (!KustomizationText.Entries(files.Kustomization(file), "resources").Any(r => r is YamlScalarNode { Value: "../../base" }))
                yield return new AppRefusal($"{file} does not list ../../base among its resources", ByHand);
        }
        foreach (var environment in Automated(files).Except(overlays))
            yield return new AppRefusal($"{AppPaths.Automation}/{environment} has no overlay to write to: {AppPaths.Overlays}/{environment} is missing", ByHand);
    }

    private static IEnumerable<AppRefusal> Taken(AppRequest app, RepositoryFiles files)
    {
        var there = files.Paths.Where(p => p.StartsWith($"{AppPaths.Base}/{app.Name}/", StringComparison.Ordinal)).ToList();
        if (there.Count > 0)
            yield return new AppRefusal($"there is an app '{app.Name}' already, in {AppPaths.Base}/{app.Name}", "choose another name, or remove that one first");
        foreach (var path in Others(app, files).Select(f => f.Path).Where(files.Has))
            yield return new AppRefusal($"{path} is there already", "choose another name, or move that file");
        if (app.Owner is not null && !files.Has(AppPaths.Owners))
            yield return new AppRefusal($"there is no {AppPaths.Owners} to name the owner {app.Owner} in", "make it, or leave the owner out");
        foreach (var path in files.Paths.Where(p => p.StartsWith(AppPaths.NetworkPolicies + "/", StringComparison.Ordinal) && p.EndsWith(".yaml", StringComparison.Ordinal)))
        {
            if (files.Objects(path).SelectMany(o => o.AllNodes.OfType<YamlMappingNode>()).Any(n => n.Text("kubernetes.io/metadata.name") == app.Namespace))
                yield return new AppRefusal($"{path} says that the namespace '{app.Namespace}' is the platform's", "give the app one of its own with --namespace");
        }
        foreach (var path in files.Paths.Where(p => p.StartsWith("apps/", StringComparison.Ordinal) && p.EndsWith(".yaml", StringComparison.Ordinal)).Except(there))
        {
            foreach (var found in files.Objects(path))
            {
                if (found.Text("kind") == "Namespace" && found.Map("metadata").Text("name") == app.Namespace)
                    yield return new AppRefusal($"{path} makes the namespace '{app.Namespace}' already", "each app has one of its own: give another with --namespace");
                if (found.Text("kind") == "VirtualService" && KustomizationText.Entries(found.Map("spec"), "hosts").Any(h => h is YamlScalarNode { Value: var host } && host == $"{app.Name}.${{domain}}"))
                    yield return new AppRefusal($"{path} serves {app.Name}.${{domain}} already", "choose another name");
            }
        }
    }

    private static RepositoryFiles Written(AppRequest app, RepositoryFiles files)
    {
        var folder = $"{AppPaths.Base}/{app.Name}";
        var end = new TextLines(files.Text(AppPaths.File(AppPaths.Base))).End;
        List<(string Path, string Text)> written =
        [
            (AppPaths.File(folder), AppManifests.Kustomization(app)),
            .. AppManifests.Base(app).Select(f => ($"{folder}/{f.Name}", f.Text)),
            .. Others(app, files),
        ];
        foreach (var (path, text) in written)
            files = files.With(path, text.ReplaceLineEndings(end));
        foreach (var (path, list, entry) in Entries(app, files))
            files = files.With(path, KustomizationText.Add(path, files.Text(path), list, entry));
        if (app.Owner is { } owner)
        {
            var lines = new TextLines(files.Text(AppPaths.Owners));
            lines.Insert(lines.Count, AppPaths.OwnedBy(app.Name).Select(path => $"{path,-21} {owner}"));
            files = files.With(AppPaths.Owners, lines.ToString());
        }
        return files;
    }

    /// <summary>The files of an app outside of its own folder.</summary>
    private static IEnumerable<(string Path, string Text)> Others(AppRequest app, RepositoryFiles files) =>
    [
        .. app.Chart is null
            ? (IEnumerable<(string, string)>)[($"{AppPaths.Redundant}/{app.Name}-autoscaler.yaml", AppManifests.Autoscaler(app)), ($"{AppPaths.Redundant}/{app.Name}-budget.yaml", AppManifests.Budget(app))]
            : [($"{AppPaths.Redundant}/{app.Name}.yaml", AppManifests.Replicas(app))],
        .. Automated(files).SelectMany(e => ((string, string)[])
        [
            ($"{AppPaths.Overlays}/{e}/{app.Name}.yaml", AppManifests.Marked(app, e)),
            ($"{AppPaths.Automation}/{e}/{app.Name}.yaml", AppManifests.Policy(app)),
        ]),
    ];

    /// <summary>The entries of lists that bring it in.</summary>
    private static IEnumerable<(string Path, string List, string Entry)> Entries(AppRequest app, RepositoryFiles files)
    {
        var redundant = AppPaths.File(AppPaths.Redundant);
        return
        [
            (AppPaths.File(AppPaths.Base), "resources", app.Name),
            .. app.Chart is null
                ? (IEnumerable<(string, string, string)>)
                [
                    (redundant, "resources", $"{app.Name}-autoscaler.yaml"), (redundant, "resources", $"{app.Name}-budget.yaml"), (redundant, "patches", AppManifests.NoReplicas(app)),
                ]
                : [(redundant, "patches", $"path: {app.Name}.yaml")],
            .. Automated(files).SelectMany(e => ((string, string, string)[])
            [
                (AppPaths.File($"{AppPaths.Overlays}/{e}"), "patches", $"path: {app.Name}.yaml"),
                (AppPaths.File($"{AppPaths.Automation}/{e}"), "resources", $"{app.Name}.yaml"),
            ]),
        ];
    }

    private static IEnumerable<string> Automated(RepositoryFiles files) => files.FoldersWith(AppPaths.Automation, AppPaths.Kustomization);
}
