using System.Collections.Immutable;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Kustomize;

/// <summary>The kustomization that kustomize-controller makes for a folder without one: all YAML files below, in the order of a walk, and the folders below that have one (fluxcd/pkg/kustomize).</summary>
internal static class GeneratedKustomization
{
    // source-controller leaves these out of what it hands over.
    private static readonly string[] LeftOut =
        [".git", ".gitignore", ".gitmodules", ".gitattributes", ".github", ".circleci", ".travis.yml", ".gitlab-ci.yml", "appveyor.yml", ".drone.yml", "cloudbuild.yaml", "codeship-services.yml", "codeship-steps.yml", ".goreleaser.yml", ".goreleaser.yaml", ".sops.yaml", ".flux.yaml"];

    public static Kustomization For(FleetTree tree, string folder, ImmutableArray<SourceProblem>.Builder problems)
    {
        var found = ImmutableArray.CreateBuilder<YamlScalar>();
        Walk(tree, folder, "", found, problems);
        return new Kustomization { Resources = found.ToImmutable() };
    }

    private static void Walk(FleetTree tree, string folder, string below, ImmutableArray<YamlScalar>.Builder found, ImmutableArray<SourceProblem>.Builder problems)
    {
        foreach (var name in tree.List(FleetTree.Combine(folder, below)))
        {
            if (LeftOut.Contains(name))
                continue;
            var path = below.Length == 0 ? name : $"{below}/{name}";
            var full = FleetTree.Combine(folder, path);
            try
            {
                switch (tree.Find(full))
                {
                    case FleetEntry.Folder when KustomizationReader.FileNames.Any(n => tree.Find(FleetTree.Combine(full, n)) == FleetEntry.File):
                    case FleetEntry.File when name.EndsWith(".yaml", StringComparison.Ordinal) || name.EndsWith(".yml", StringComparison.Ordinal):
                        found.Add(YamlScalar.String(tree.PlaceOf(full), path));
                        break;
                    case FleetEntry.Folder:
                        Walk(tree, folder, path, found, problems);
                        break;
                }
            }
            catch (FleetAccessException refused)
            {
                problems.Add(refused.At(tree.PlaceOf(full)));
            }
        }
    }
}
