using System.Collections.Immutable;
using Slipway.Checks.Kustomize;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Flux;

/// <summary>Follows the Flux Kustomizations of a cluster from its root.</summary>
/// <param name="root">Where the cluster begins.</param>
/// <param name="repositories">Finds the repository of a source.</param>
/// <param name="options">What is known beside the files.</param>
internal sealed class ClusterReader(ClusterRoot root, RepositoryLookup repositories, FleetOptions options)
{
    /// <summary>How many Kustomizations may declare each other in a row.</summary>
    private const int Deepest = 32;

    private readonly List<KustomizationNode> _nodes = [];
    private readonly HashSet<(string, string)> _seen = [];

    /// <summary>The cluster.</summary>
    public Cluster Read()
    {
        var first = new KustomizationNode(root.Declaration, null, root.Repository, root.Folder) { IsDeclared = root.IsDeclared };
        _seen.Add((root.Declaration.Namespace, root.Declaration.Name));
        ImmutableArray<KustomizationNode> wave = [first];
        for (var depth = 0; wave.Length > 0 && depth < Deepest; depth++)
        {
            var level = wave;
            Parallel.For(0, level.Length, at => Build(level[at]));
            _nodes.AddRange(level);
            if (depth == 0)
                AdoptRoot(first);
            wave = Nested(level);
        }
        foreach (var node in wave)
            node.Refuse(new SourceProblem(SourceProblemKind.Cycle, node.Declaration.Place, $"{node.Declaration} is declared through {Deepest} others", "let Kustomizations not declare each other in a circle"));
        _nodes.AddRange(wave);
        return new Cluster(root.Name, root.Repository, root.Folder, Finished()) { IsProduction = options.Production.Contains(root.Name) };
    }

    private void Build(KustomizationNode node)
    {
        if (node.Parent is null && root.Objects is { } objects)
            node.Built = new BuildResult(objects, []);
        else if (node.Repository is { } repository && node.Built is null)
            node.Built = repository.Build(node.Folder, node.Declaration.Additions(repository.Tree));
    }

    /// <summary>Takes the root Kustomization from what it applies itself, as with <c>flux bootstrap</c>, where patches may have changed it.</summary>
    private void AdoptRoot(KustomizationNode first)
    {
        var own = first.Built!.Objects.FirstOrDefault(o => KustomizationDeclaration.Is(o) && IsRoot(new KustomizationDeclaration(o)));
        if (own is not null)
            (first.Declaration, first.IsDeclared) = (new KustomizationDeclaration(own), true);
    }

    private bool IsRoot(KustomizationDeclaration declaration) => declaration.Name == root.Declaration.Name && declaration.Namespace == root.Declaration.Namespace;

    private ImmutableArray<KustomizationNode> Nested(ImmutableArray<KustomizationNode> wave)
    {
        var variables = Variables();
        var sources = SourceObjects();
        var nested = ImmutableArray.CreateBuilder<KustomizationNode>();
        foreach (var node in wave)
        {
            foreach (var manifest in node.Objects.Where(KustomizationDeclaration.Is))
            {
                var declaration = new KustomizationDeclaration(FluxRender.Of([manifest], node.Declaration, variables.Of(node))[0].Manifest);
                if (_seen.Add((declaration.Namespace, declaration.Name)))
                    nested.Add(Resolved(declaration, node, sources));
            }
        }
        return nested.ToImmutable();
    }

    private KustomizationNode Resolved(KustomizationDeclaration declaration, KustomizationNode parent, IReadOnlyDictionary<(string, string, string), YamlMap> sources)
    {
        var repository = repositories.Of(declaration, root, sources);
        try
        {
            // Flux takes "/apps" for "./apps".
            return new KustomizationNode(declaration, parent, repository, FleetTree.Combine("", "./" + declaration.Path.TrimStart('/')));
        }
        catch (FleetAccessException refused)
        {
            var node = new KustomizationNode(declaration, parent, repository, "");
            node.Refuse(refused.At(declaration.PathPlace));
            return node;
        }
    }

    private Dictionary<(string Kind, string Namespace, string Name), YamlMap> SourceObjects()
    {
        var sources = new Dictionary<(string, string, string), YamlMap>();
        foreach (var node in _nodes)
        {
            foreach (var manifest in node.Objects.Where(o => o.TextAt("apiVersion")?.StartsWith(FluxKinds.Source, StringComparison.Ordinal) == true))
                sources.TryAdd((manifest.TextAt("kind") ?? "", manifest.TextAt("metadata", "namespace") ?? "flux-system", manifest.TextAt("metadata", "name") ?? ""), manifest);
        }
        return sources;
    }

    private VariableLookup Variables() => new(root, _nodes, options);

    private ImmutableArray<FluxKustomization> Finished()
    {
        var lookup = Variables();
        var variables = _nodes.Select(lookup.Of).ToArray();
        var objects = new ImmutableArray<FluxObject>[_nodes.Count];
        Parallel.For(0, _nodes.Count, at => objects[at] = FluxRender.Of(_nodes[at].Objects, _nodes[at].Declaration, variables[at], options.Decrypt));
        var done = new Dictionary<KustomizationNode, FluxKustomization>();
        foreach (var (at, node) in _nodes.Index())
        {
            done[node] = new FluxKustomization(node.Declaration, node.Parent is { } parent ? done[parent] : null, node.Repository, node.Folder, node.Built?.Problems ?? [])
            {
                IsDeclared = node.IsDeclared,
                Variables = variables[at],
                Objects = objects[at],
                UnknownSources = lookup.UnknownSources(node),
            };
        }
        return [.. _nodes.Select(n => done[n])];
    }
}
