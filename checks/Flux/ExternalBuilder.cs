using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using Slipway.Checks.Kustomize;
using Slipway.Checks.Yaml;
using Slipway.Processes;

namespace Slipway.Checks.Flux;

/// <summary>Builds with the kustomize that is installed, for kustomizations that the builder in process does not know all of. What it finds has no better place than the kustomization file.</summary>
/// <param name="command"><c>kubectl</c> or <c>kustomize</c>.</param>
/// <param name="root">Folder of the repository.</param>
/// <param name="tree">The repository. What it has and the folder has not, as files that are generated later, the builder in process builds.</param>
public sealed class ExternalBuilder(string command, string root, FleetTree tree) : IFleetBuilder
{
    private static readonly SemaphoreSlim Turns = new(Environment.ProcessorCount);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private readonly KustomizeBuilder _inProcess = new(tree);

    /// <inheritdoc />
    public BuildResult Build(string folder, YamlMap? additions)
    {
        if (!IsOnDisk(folder))
            return _inProcess.Build(folder, additions);
        var problems = ImmutableArray.CreateBuilder<SourceProblem>();
        var file = KustomizationReader.FileNames.Select(n => FleetTree.Combine(folder, n)).FirstOrDefault(f => tree.Find(f) == FleetEntry.File);
        var place = tree.PlaceOf(file ?? folder);
        if (tree.Find(folder) != FleetEntry.Folder)
            return new BuildResult([], [new SourceProblem(SourceProblemKind.Missing, place, $"there is no folder '{folder}'", "correct the path")]);
        if (file is not null && additions is null)
            return Run(Path.Combine(root, folder), place);
        using var wrapper = new TemporaryFolder("slipway-build-");
        var resources = file is not null ? [""] : GeneratedKustomization.For(tree, folder, problems).Resources.Select(r => r.Text);
        File.WriteAllText(
            Path.Combine(wrapper.Path, "kustomization.yaml"), YamlWriter.Write(Wrapper(Real(wrapper.Path), Path.Combine(Real(root), folder), resources, additions, place)));
        var result = Run(wrapper.Path, place);
        return result with { Problems = result.Problems.AddRange(problems) };
    }

    private bool IsOnDisk(string folder) => tree.Find(folder) != FleetEntry.Folder || tree.List(folder).All(name => Path.Exists(Path.Combine(root, folder, name)));

    private static YamlMap Wrapper(string wrapper, string folder, IEnumerable<string> resources, YamlMap? additions, YamlPlace place)
    {
        var map = new YamlMap(place, []).With("resources", Paths(resources));
        foreach (var entry in additions?.Entries ?? [])
            map = map.With(entry.Key, entry.Name == "components" && entry.Value is YamlList list ? Paths(list.Items.OfType<YamlScalar>().Select(s => s.Text)) : entry.Value);
        return map;

        YamlList Paths(IEnumerable<string> paths) => new(place, [.. paths.Select(p => (YamlValue)YamlScalar.String(place, Path.GetRelativePath(wrapper, Path.GetFullPath(Path.Combine(folder, p)))))]);
    }

    private static string Real(string folder) => Directory.ResolveLinkTarget(folder, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(folder);

    private BuildResult Run(string folder, YamlPlace place)
    {
        Turns.Wait();
        try
        {
            var (exit, output, error) = Start(folder);
            if (exit != 0)
                return Failed(place, $"{command} says: {error.Trim().ReplaceLineEndings(" ")}", "correct what it names");
            var read = YamlReader.Read(place.File, output);
            return new BuildResult([.. read.Documents.OfType<YamlMap>().Select(d => (YamlMap)PlacesKept.Moved(d, place))], [.. read.Problems.Select(p => p with { Place = place })]);
        }
        catch (Win32Exception)
        {
            return Failed(place, $"the command '{command}' is not installed", "install it, or leave --builder out");
        }
        finally
        {
            Turns.Release();
        }
    }

    private (int Exit, string Output, string Error) Start(string folder)
    {
        string[] arguments = [command == "kubectl" ? "kustomize" : "build", folder, "--load-restrictor", "LoadRestrictionsNone"];
        var start = new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        ChildEnvironment.Withhold(start);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (process.WaitForExit(Longest))
            return (process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
        process.Kill(entireProcessTree: true);
        return (-1, "", $"nothing within {Longest.TotalMinutes} minutes");
    }

    private static BuildResult Failed(YamlPlace place, string message, string remedy) => new([], [new SourceProblem(SourceProblemKind.InvalidField, place, message, remedy)]);
}
