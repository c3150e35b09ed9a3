using System.Collections.Immutable;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Rules;

/// <summary>Rules about files and kustomizations: SLW001 to SLW019.</summary>
public static class FileRules
{
    private static readonly ImmutableDictionary<SourceProblemKind, Rule> ByKind = new Dictionary<SourceProblemKind, Rule>
    {
        [SourceProblemKind.Missing] = Error("SLW001", "What a kustomization names exists", "kustomize stops at the first file it cannot find, and Flux applies nothing of the layer.", "Correct the path, or add the file.",
            "resources:\n  - deploymnet.yaml", "resources:\n  - deployment.yaml"),
        [SourceProblemKind.Unreadable] = Error("SLW002", "Files and folders can be read", "What cannot be read cannot be checked, and may be missing from the repository for others too.", "Give whoever runs the check the right to read it, or remove what is no plain file."),
        [SourceProblemKind.OutsideRepository] = Error("SLW003", "Nothing leaves the repository", "Flux has only the files of the repository: paths and symbolic links that leave it point nowhere in the cluster.", "Copy what is needed into the repository.",
            "resources:\n  - ../../../elsewhere", "resources:\n  - ../base"),
        [SourceProblemKind.TooLarge] = Error("SLW004", "Files are of a size that Kubernetes can hold", "An object of more than about 1 MiB does not fit into etcd; a file of many megabytes is hardly meant for Flux.", "Keep large files out of the repository, or out of what is built."),
        [SourceProblemKind.Encoding] = Error("SLW005", "Files are UTF-8", "YAML in another encoding is not read as it was written.", "Save the file as UTF-8."),
        [SourceProblemKind.Syntax] = Error("SLW006", "YAML is well-formed", "Flux cannot read the file, and applies nothing of the layer.", "Correct the syntax.",
            "metadata:\n  name: web\n labels: {}", "metadata:\n  name: web\n  labels: {}"),
        [SourceProblemKind.DuplicateKey] = Error("SLW007", "A key stands once in a map", "Which of the two values counts depends on who reads it; Flux refuses the file.", "Keep one of the two.",
            "data:\n  size: small\n  size: large", "data:\n  size: large"),
        [SourceProblemKind.Expansion] = Error("SLW008", "Values do not grow beyond measure", "Aliases of aliases, or values nested hundreds deep, can fill the memory of whoever reads them.", "Write the values out, or generate fewer."),
        [SourceProblemKind.NotAnObject] = Error("SLW009", "Every document is a Kubernetes object", "kustomize builds objects with a kind and a name, and nothing else.", "Add what is missing, or take the file out of the kustomization.",
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {}", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web"),
        [SourceProblemKind.Remote] = Error("SLW010", "Bases are in the repository", "A base on the network can change or vanish under a release that was tested, and is not checked here.", "Copy it into the repository, or let Flux fetch it with a source of its own.",
            "resources:\n  - https://github.com/acme/manifests?ref=main", "resources:\n  - ../base"),
        [SourceProblemKind.Cycle] = Error("SLW011", "Kustomizations do not include themselves", "What includes itself has no end.", "Take one of them out of the circle."),
        [SourceProblemKind.UnknownField] = Error("SLW012", "Fields of a kustomization are known", "kustomize refuses a field that it does not know; one that only this check does not know would be left out of what is checked.", "Correct the name, or use --builder kubectl or --builder kustomize.",
            "resource:\n  - web.yaml", "resources:\n  - web.yaml"),
        [SourceProblemKind.InvalidField] = Error("SLW013", "Fields of a kustomization have values that they can have", "kustomize refuses the kustomization.", "Correct the value.",
            "namespace: [web]", "namespace: web"),
        [SourceProblemKind.Conflict] = Error("SLW014", "An object stands once in a build", "kustomize refuses to build two objects of one kind, namespace and name.", "Remove one, or give one another name or namespace."),
        [SourceProblemKind.NoTarget] = Error("SLW015", "Patches and replacements have a target", "A patch without target makes the build fail.", "Correct the kind, name and namespace that it points at.",
            "patches:\n  - patch: |\n      apiVersion: apps/v1\n      kind: Deployment\n      metadata:\n        name: wbe", "patches:\n  - patch: |\n      apiVersion: apps/v1\n      kind: Deployment\n      metadata:\n        name: web"),
        [SourceProblemKind.Patch] = Error("SLW016", "Patches can be applied", "A patch that cannot be applied makes the build fail.", "Correct the path or the operation.",
            "- op: replace\n  path: /spec/replcas\n  value: 2", "- op: replace\n  path: /spec/replicas\n  value: 2"),
        [SourceProblemKind.Note] = new("SLW017", Severity.Note, "Everything in a kustomization is heeded here", "This field hardly ever changes the objects, and the builder in process leaves it out.", "Use --builder kubectl or --builder kustomize where patches depend on it."),
    }.ToImmutableDictionary();

    /// <summary>All of them by id.</summary>
    public static ImmutableArray<Rule> All { get; } = [.. ByKind.Values.OrderBy(r => r.Id, StringComparer.Ordinal)];

    /// <summary>The rule that a problem breaks.</summary>
    public static Rule Of(SourceProblemKind kind) => ByKind[kind];

    private static Rule Error(string id, string title, string why, string remedy, string? bad = null, string? good = null) => new(id, Severity.Error, title, why, remedy) { Bad = bad, Good = good };
}
