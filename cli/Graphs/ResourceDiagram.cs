using System.Collections.Immutable;

namespace Slipway.Cli.Graphs;

/// <summary>The resources of a stack as diagrams: all of them in their components, the components alone, and what is in one of them.</summary>
internal sealed class ResourceDiagram
{
    private static readonly ImmutableArray<string> Packages = ["aws", "github", "kubernetes"];

    private readonly ImmutableArray<DeclaredResource> _resources;
    private readonly Dictionary<string, DeclaredResource> _byUrn;
    private readonly ILookup<string, DeclaredResource> _children;

    /// <summary>Of the resources that a program declares.</summary>
    public ResourceDiagram(ImmutableArray<DeclaredResource> resources)
    {
        _byUrn = resources.ToDictionary(r => r.Urn, StringComparer.Ordinal);
        _resources = [.. resources.Where(r => r.Parent.Length > 0).OrderBy(r => r.Name, StringComparer.Ordinal).ThenBy(r => r.Urn, StringComparer.Ordinal)];
        _children = _resources.ToLookup(r => r.Parent, StringComparer.Ordinal);
        Components = [.. _resources.Where(r => IsTop(r) && !r.Custom)];
    }

    /// <summary>What the colours stand for, in their order.</summary>
    public static ImmutableArray<string> Hues { get; } = ["AWS", "GitHub", "Kubernetes", "others"];

    /// <summary>The outermost components, by name.</summary>
    public ImmutableArray<DeclaredResource> Components { get; }

    /// <summary>How many resources a provider manages.</summary>
    public int Count => _resources.Count(r => r.Custom);

    /// <summary>Every resource, in its components.</summary>
    public Diagram All => new(
        [.. _resources.Where(r => !IsGroup(r)).Select(r => Node(r, GroupOf(r)))],
        [.. Outermost().SelectMany(Groups)],
        Arrows(_resources, r => IsGroup(r) ? null : r.Urn));

    /// <summary>The outermost components, and the resources in none, with the arrows of what is in them.</summary>
    public Diagram Collapsed => new(
        [.. Outermost().Select(r => r.Custom ? Node(r, "") : new DiagramNode(r.Urn, r.Name, Counted(Inside(r).Count(i => i.Custom)), "", Hue(Inside(r))))],
        [],
        Arrows(_resources, r => Top(r).Urn));

    /// <summary>What a component is made of.</summary>
    public Diagram In(DeclaredResource component)
    {
        var inside = Inside(component).Where(r => r.Custom).ToImmutableArray();
        return new([.. inside.Select(r => Node(r, ""))], [], Arrows(inside, r => inside.Contains(r) ? r.Urn : null));
    }

    /// <summary>The resources of a component that a provider manages, at any depth.</summary>
    public IEnumerable<DeclaredResource> Inside(DeclaredResource component) => _children[component.Urn].SelectMany(child => (IEnumerable<DeclaredResource>)[child, .. Inside(child)]);

    /// <summary>The resources that a resource waits for.</summary>
    public IEnumerable<DeclaredResource> DependenciesOf(DeclaredResource resource) => resource.DependsOn.Distinct(StringComparer.Ordinal)
        .Where(_byUrn.ContainsKey).Select(urn => _byUrn[urn]).Where(r => r.Parent.Length > 0).OrderBy(r => r.Name, StringComparer.Ordinal);

    /// <summary>A type in a few letters: <c>aws:ec2/vpc:Vpc</c> is <c>aws Vpc</c>.</summary>
    public static string ShortType(string type) => type.Split(':') switch
    {
        ["pulumi", "providers", var package] => $"{package} provider",
        [var package, .., var name] => $"{package} {name}",
        _ => type,
    };

    private static string Counted(int count) => count == 1 ? "1 resource" : $"{count} resources";

    private static DiagramNode Node(DeclaredResource resource, string group) => new(resource.Urn, resource.Name, ShortType(resource.Type), group, Hue([resource]));

    // The package that most of the resources are of.
    private static int Hue(IEnumerable<DeclaredResource> resources)
    {
        var package = resources.Where(r => r.Custom).GroupBy(r => r.Type.Replace("pulumi:providers:", "", StringComparison.Ordinal).Split(':')[0])
            .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).FirstOrDefault()?.Key;
        var hue = package is null ? -1 : Packages.IndexOf(package);
        return hue < 0 ? Packages.Length : hue;
    }

    private bool IsTop(DeclaredResource resource) => !_byUrn.TryGetValue(resource.Parent, out var parent) || parent.Parent.Length == 0;

    private bool IsGroup(DeclaredResource resource) => !resource.Custom && _children.Contains(resource.Urn);

    private DeclaredResource Top(DeclaredResource resource) => IsTop(resource) ? resource : Top(_byUrn[resource.Parent]);

    // A resource may be part of another that a provider manages, which is no group.
    private string GroupOf(DeclaredResource resource) => IsTop(resource) ? "" : IsGroup(_byUrn[resource.Parent]) ? resource.Parent : GroupOf(_byUrn[resource.Parent]);

    private IEnumerable<DeclaredResource> Outermost() => _resources.Where(IsTop);

    private IEnumerable<DiagramGroup> Groups(DeclaredResource resource) =>
        [.. IsGroup(resource) ? [new DiagramGroup(resource.Urn, resource.Name, GroupOf(resource))] : ImmutableArray<DiagramGroup>.Empty, .. _children[resource.Urn].SelectMany(Groups)];

    private ImmutableArray<DiagramArrow> Arrows(IEnumerable<DeclaredResource> resources, Func<DeclaredResource, string?> node) =>
    [
        .. from resource in resources
           from dependency in DependenciesOf(resource)
           let arrow = (From: node(dependency), To: node(resource))
           where arrow.From is not null && arrow.To is not null && arrow.From != arrow.To
           select new DiagramArrow(arrow.From, arrow.To) into drawn
           group drawn by drawn into same
           select same.Key,
    ];
}
