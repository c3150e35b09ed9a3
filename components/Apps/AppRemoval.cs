using System.Collections.Immutable;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Slipway.Components.Apps;

/// <summary>Takes an app out of fleet-apps: its base, and every file and entry elsewhere that is about its namespace or its image policy alone.</summary>
public sealed partial class AppRemoval
{
    private static readonly string[] ImageKinds = ["ImageRepository", "ImagePolicy"];

    private readonly string _app;
    private readonly string _namespace;
    private readonly ImmutableHashSet<string> _objects;
    private RepositoryFiles _files;
    private ImmutableHashSet<string> _policies;

    private AppRemoval(string app, string @namespace, RepositoryFiles files)
    {
        _app = app;
        _namespace = @namespace;
        _files = files;
        _policies = [app];
        _objects = [.. Owned().SelectMany(p => p.EndsWith(".yaml", StringComparison.Ordinal) ? files.Objects(p) : []).Select(o => o.Map("metadata").Text("name")).OfType<string>()];
    }

    private string Folder => $"{AppPaths.Base}/{_app}";

    /// <summary>What is to be changed.</summary>
    /// <param name="app">Name of the app.</param>
    /// <param name="files">The files of the repository.</param>
    public static AppPlan For(string app, RepositoryFiles files)
    {
        try
        {
            var apps = files.FoldersWith(AppPaths.Base, AppPaths.Kustomization).ToList();
            if (!apps.Contains(app))
                return AppPlan.Refused("", Unknown(app, apps));
            var file = AppPaths.File($"{AppPaths.Base}/{app}");
            if (files.Kustomization(file).Text("namespace") is not { } @namespace)
                return AppPlan.Refused("", new AppRefusal($"{file} does not say which namespace is the app's", "give it the field 'namespace', or remove the app by hand"));
            if (apps.FirstOrDefault(other => other != app && files.Kustomization(AppPaths.File($"{AppPaths.Base}/{other}")).Text("namespace") == @namespace) is { } shared)
                return AppPlan.Refused(@namespace, new AppRefusal($"'{app}' shares the namespace '{@namespace}' with '{shared}', so what is whose cannot be told", "remove the app by hand"));
            var removal = new AppRemoval(app, @namespace, files);
            removal.Remove();
            return new AppPlan(@namespace, removal._policies, removal._files.Since(files), []);
        }
        catch (AppLayoutException problem)
        {
            return AppPlan.Refused("", problem.Refusal);
        }
    }

    private static AppRefusal Unknown(string app, List<string> apps)
    {
        var meant = NearestName.Of(app, apps) is { } near ? $"did you mean '{near}'?" : $"there are: {string.Join(", ", apps)}";
        return new AppRefusal($"there is no app '{app}' in {AppPaths.Base}", apps.Count == 0 ? "there are none; is this a clone of fleet-apps?" : meant);
    }

    private void Remove()
    {
        Change(AppPaths.File(AppPaths.Base), "resources", e => e is YamlScalarNode { Value: { } path } && path.TrimEnd('/') is var folder && (folder == _app || folder == "./" + _app));
        foreach (var folder in Folders(AppPaths.Components).Concat(Folders(AppPaths.Overlays)))
            _policies = _policies.Union(RemoveFrom(folder));
        foreach (var folder in Folders(AppPaths.Automation))
            Change(AppPaths.File(folder), "resources", e => IsOwn(folder, e, o => ImageKinds.Contains(o.Text("kind")) && _policies.Contains(o.Map("metadata").Text("name") ?? "")));
        foreach (var path in Owned())
            _files = _files.Without(path);
        RemoveOwners();
    }

    /// <summary>Takes the app's entries out of a component or an overlay, and gives the policies that its files there were written by.</summary>
    private IEnumerable<string> RemoveFrom(string folder)
    {
        var before = _files;
        Change(AppPaths.File(folder), "resources", e => IsOwn(folder, e, IsInNamespace));
        Change(AppPaths.File(folder), "patches", e => e is YamlMappingNode patch && (patch.Text("path") is { } path
            ? IsOwn(folder, new YamlScalarNode(path), IsInNamespace) || (patch.Map("target") is { Children.Count: > 0 } && IsTarget(patch))
            : IsTarget(patch) || IsInline(patch)));
        var gone = before.Paths.Except(_files.Paths).ToList();
        return gone.SelectMany(p => Marker().Matches(before.Text(p)).Select(m => m.Groups["policy"].Value));
    }

    private void Change(string path, string list, Func<YamlNode, bool> leaves)
    {
        var gone = KustomizationText.Entries(_files.Kustomization(path), list).Select((entry, i) => (Entry: entry, Place: i)).Where(e => leaves(e.Entry)).ToList();
        _files = _files.With(path, KustomizationText.Remove(path, _files.Text(path), list, gone.Select(e => e.Place).ToHashSet()));
        foreach (var file in gone.Select(e => Beside(path, e.Entry is YamlMappingNode map ? map.Text("path") : (e.Entry as YamlScalarNode)?.Value)).OfType<string>())
            _files = _files.Without(file);
    }

    /// <summary>Whether an entry is a file whose objects are all the app's.</summary>
    /// <exception cref="AppLayoutException">Some of them are and some are not.</exception>
    private bool IsOwn(string folder, YamlNode entry, Func<YamlMappingNode, bool> isOwn)
    {
        if (entry is not YamlScalarNode { Value: { } name } || Beside(AppPaths.File(folder), name) is not { } path)
            return false;
        var objects = _files.Objects(path);
        var own = objects.Count(isOwn);
        return own == 0 || own == objects.Count
            ? own > 0
            : throw new AppLayoutException($"{path} has objects of '{_app}' and others", "move those of the app into a file of their own");
    }

    /// <summary>The file that an entry names, where it stands in the kustomization's own folder or below.</summary>
    private string? Beside(string kustomization, string? name) =>
        name is not null && kustomization[..^AppPaths.Kustomization.Length] + (name.StartsWith("./", StringComparison.Ordinal) ? name[2..] : name) is var path && _files.Has(path) ? path : null;

    private bool IsInNamespace(YamlMappingNode found) => found.Map("metadata").Text("namespace") == _namespace;

    private bool IsTarget(YamlMappingNode patch)
    {
        var target = patch.Map("target");
        return target.Text("namespace") is { } space ? space == _namespace : target.Text("name") is { } name && _objects.Contains(name) && !IsAmbiguous(name);
    }

    private bool IsInline(YamlMappingNode patch)
    {
        if (patch.Text("patch") is not { } text)
            return false;
        return RepositoryFiles.Of([new("patch", System.Text.Encoding.UTF8.GetBytes(text))]).Objects("patch") is { Count: > 0 } objects && objects.All(IsInNamespace);
    }

    // A name that another app uses too does not tell whose patch it is.
    private bool IsAmbiguous(string name) => _files.Paths
        .Where(p => p.StartsWith(AppPaths.Base + "/", StringComparison.Ordinal) && p.EndsWith(".yaml", StringComparison.Ordinal) && !p.StartsWith(Folder + "/", StringComparison.Ordinal))
        .SelectMany(_files.Objects)
        .Any(o => o.Map("metadata").Text("name") == name);

    private void RemoveOwners()
    {
        if (!_files.Has(AppPaths.Owners))
            return;
        var paths = AppPaths.OwnedBy(_app);
        var lines = new TextLines(_files.Text(AppPaths.Owners));
        for (var i = lines.Count - 1; i >= 0; i--)
        {
            if (paths.Contains(lines[i].Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries).FirstOrDefault()))
                lines.RemoveAt(i);
        }
        _files = _files.With(AppPaths.Owners, lines.ToString());
    }

    private IEnumerable<string> Owned() => _files.Paths.Where(p => p.StartsWith(Folder + "/", StringComparison.Ordinal));

    private List<string> Folders(string folder) => [.. _files.FoldersWith(folder, AppPaths.Kustomization).Select(f => $"{folder}/{f}")];

    [GeneratedRegex("""# \{"\$imagepolicy": "[^":]+:(?<policy>[^":]+)(?::(?:tag|name|digest))?"\}""")]
    private static partial Regex Marker();
}
