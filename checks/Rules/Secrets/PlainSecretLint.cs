using Slipway.Checks.Flux;
using Slipway.Checks.Kustomize;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Rules.Secrets;

/// <summary>No file holds a Secret in plain text, whether a cluster uses it or not.</summary>
internal sealed class PlainSecretLint : Lint
{
    /// <inheritdoc />
    public override void Check(Fleet fleet, FindingList findings)
    {
        foreach (var (source, document) in fleet.Sources.SelectMany(s => s.File.Documents.OfType<YamlMap>().Select(d => (s, d))))
        {
            if (document.TextAt("kind") == "Secret" && document.TextAt("apiVersion") == "v1")
                OfSecret(document, findings);
            else if (document["secretGenerator"] is YamlList generators)
                OfGenerators(source, generators, findings);
        }
    }

    private static void OfSecret(YamlMap secret, FindingList findings)
    {
        var plain = ((string[])["data", "stringData"]).Select(f => secret[f]).OfType<YamlMap>().SelectMany(m => m.Entries).Where(e => IsPlain(e.Value)).ToList();
        if (plain.Count > 0)
            findings.Add(SecretRules.Plain, plain[0].Key.Place, $"Secret '{secret.TextAt("metadata", "name")}' has {(plain.Count == 1 ? $"'{plain[0].Name}'" : $"{plain.Count} values")} in plain text");
    }

    private static void OfGenerators(FleetSource source, YamlList generators, FindingList findings)
    {
        foreach (var generator in generators.Items.OfType<YamlMap>())
        {
            var literal = Texts(generator, "literals").FirstOrDefault(l => l.Text.Split('=', 2) is not [_, ['$', '{', .., '}']]);
            var file = ((string[])["files", "envs"]).SelectMany(f => Texts(generator, f)).Concat(generator["env"] is YamlScalar env ? [env] : []).FirstOrDefault(f => IsPlainFile(source, f.Text));
            if (literal is not null)
                findings.Add(SecretRules.Plain, literal.Place, $"Secret '{generator.TextAt("name")}' is generated from {(literal.Text.Split('=', 2) is [var key, _] ? $"'{key}'" : "a literal")}, which stands here in plain text");
            else if (file is not null)
                findings.Add(SecretRules.Plain, file.Place, $"Secret '{generator.TextAt("name")}' is generated from '{file.Text}', which is not sealed");
        }
    }

    private static IEnumerable<YamlScalar> Texts(YamlMap generator, string field) => (generator[field] as YamlList)?.Items.OfType<YamlScalar>() ?? [];

    // Flux opens sealed files before kustomize generates from them.
    private static bool IsPlainFile(FleetSource source, string entry)
    {
        var folder = source.Path.LastIndexOf('/') is var slash and >= 0 ? source.Path[..slash] : "";
        try
        {
            return source.Repository.Tree.Bytes(FleetTree.Combine(folder, entry[(entry.IndexOf('=', StringComparison.Ordinal) + 1)..])).AsSpan().IndexOf("ENC[AES256_GCM,"u8) < 0;
        }
        catch (FleetAccessException)
        {
            // The build says what is wrong with it.
            return false;
        }
    }

    // A value that is a variable as a whole comes from a sealed Secret.
    private static bool IsPlain(YamlValue value) => value is YamlScalar { Text.Length: > 0 } scalar
        && !scalar.Text.StartsWith("ENC[", StringComparison.Ordinal) && !(scalar.Text.StartsWith("${", StringComparison.Ordinal) && scalar.Text.IndexOf('}', StringComparison.Ordinal) == scalar.Text.Length - 1);
}
