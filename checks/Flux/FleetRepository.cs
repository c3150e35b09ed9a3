using System.Collections.Concurrent;
using Slipway.Checks.Kustomize;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Flux;

/// <summary>A repository of a fleet. What is built of it is built once.</summary>
public sealed class FleetRepository
{
    private readonly IFleetBuilder _builder;
    private readonly ConcurrentDictionary<(string Folder, string Additions), Lazy<BuildResult>> _builds = new();

    /// <summary>A repository.</summary>
    /// <param name="name">The name that Flux sources have for it.</param>
    /// <param name="tree">Its files.</param>
    /// <param name="builder">What builds kustomizations; the builder in process when left out.</param>
    public FleetRepository(string name, FleetTree tree, IFleetBuilder? builder = null) =>
        (Name, Tree, _builder) = (name, tree, builder ?? new InProcessBuilder(tree));

    /// <summary>The name that Flux sources have for it, e.g. <c>fleet-apps</c>.</summary>
    public string Name { get; }

    /// <summary>Its files.</summary>
    public FleetTree Tree { get; }

    /// <summary>What a folder builds to.</summary>
    /// <param name="folder">Path of the folder in the repository.</param>
    /// <param name="additions">The fields of a kustomization that a Flux Kustomization adds.</param>
    public BuildResult Build(string folder, YamlMap? additions) =>
        _builds.GetOrAdd((folder, additions is null ? "" : YamlWriter.Write(additions)), _ => new Lazy<BuildResult>(() => _builder.Build(folder, additions))).Value;

    private sealed class InProcessBuilder(FleetTree tree) : IFleetBuilder
    {
        private readonly KustomizeBuilder _kustomize = new(tree);

        public BuildResult Build(string folder, YamlMap? additions) => _kustomize.Build(folder, additions);
    }
}
