using System.Collections.Immutable;
using Slipway.Checks.Flux;
using Slipway.Checks.Kustomize;
using Slipway.Checks.Yaml;

namespace Slipway.Lab.Flux;

/// <summary>What a Kustomization makes of its source, by the code of <c>slipway check</c>: built, decrypted, with the variables that the cluster has.</summary>
internal static class LayerBuild
{
    /// <summary>The objects that are to be applied.</summary>
    /// <exception cref="LayerException">They cannot be made.</exception>
    public static ImmutableArray<YamlMap> Of(FluxContext context, ClusterObject layer, FleetRepository files)
    {
        var declaration = new KustomizationDeclaration(ManifestValues.ToYaml(layer.Manifest, YamlPlace.StartOf($"Kustomization/{layer.Reference.Id}")));
        var folder = Folder(declaration, files);
        var built = files.Build(folder, declaration.Additions(files.Tree));
        if (!built.Succeeded)
            throw new LayerException("BuildFailed", $"kustomize build failed: {string.Join("; ", built.Problems.Where(p => p.Kind != SourceProblemKind.Note).Take(3))}");
        var decryption = declaration.Decrypts ? new Decryption(context, layer, files) : null;
        var rendered = FluxRender.Of(built.Objects, declaration, Variables(context, declaration), decryption is null ? null : decryption.Open);
        if (rendered.FirstOrDefault(o => !o.Problems.IsEmpty) is { } broken)
        {
            throw new LayerException("BuildFailed",
                $"post build failed for '{broken.Name}': envsubst error: variable substitution failed: {broken.Problems[0].Message} ({broken.Problems[0].Place})");
        }
        return [.. rendered.Select(o => o.Manifest)];
    }

    private static string Folder(KustomizationDeclaration declaration, FleetRepository files)
    {
        try
        {
            // Flux takes "/apps" for "./apps".
            var folder = FleetTree.Combine("", "./" + declaration.Path.TrimStart('/'));
            return files.Tree.Find(folder) == FleetEntry.Folder
                ? folder
                : throw new LayerException("ArtifactFailed", $"kustomization path not found: stat {folder}: no such file or directory");
        }
        catch (FleetAccessException outside)
        {
            throw new LayerException("ArtifactFailed", $"kustomization path not found: {outside.Message}");
        }
    }

    private static VariableSet Variables(FluxContext context, KustomizationDeclaration declaration)
    {
        var values = new Dictionary<string, VariableValue>(StringComparer.Ordinal);
        foreach (var (kind, name, isOptional, _) in declaration.VariableSources)
        {
            if (context.Data(kind, declaration.Namespace, name) is { } data)
            {
                foreach (var (key, text) in data)
                    values[key] = new VariableValue(text.Replace("\n", "", StringComparison.Ordinal), IsExact: true, $"{kind} {declaration.Namespace}/{name}", IsSecret: kind == "Secret");
            }
            else if (!isOptional)
            {
                throw new LayerException("BuildFailed", $"substitute from '{kind}/{name}' error: {kind.ToLowerInvariant()}s \"{name}\" not found");
            }
        }
        foreach (var entry in declaration.Variables)
            values[entry.Name] = new VariableValue((entry.Value as YamlScalar)?.Text ?? "", IsExact: true, declaration.ToString());
        return new VariableSet(values, always: declaration.AlwaysSubstitutes);
    }
}
