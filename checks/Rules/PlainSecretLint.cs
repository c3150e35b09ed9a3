using Slipway.Checks.Flux;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Rules;

/// <summary>No file holds a Secret in plain text, whether a cluster uses it or not.</summary>
internal sealed class PlainSecretLint : Lint
{
    /// <inheritdoc />
    public override void Check(Fleet fleet, FindingList findings)
    {
        foreach (var secret in fleet.Sources.SelectMany(s => s.File.Documents).OfType<YamlMap>().Where(d => d.TextAt("kind") == "Secret" && d.TextAt("apiVersion") == "v1"))
        {
            var plain = ((string[])["data", "stringData"]).Select(f => secret[f]).OfType<YamlMap>().SelectMany(m => m.Entries).Where(e => IsPlain(e.Value)).ToList();
            if (plain.Count > 0)
                findings.Add(SecretRules.Plain, plain[0].Key.Place, $"Secret '{secret.TextAt("metadata", "name")}' has {(plain.Count == 1 ? $"'{plain[0].Name}'" : $"{plain.Count} values")} in plain text");
        }
    }

    // A value that is a variable as a whole comes from a sealed Secret.
    private static bool IsPlain(YamlValue value) => value is YamlScalar { Text.Length: > 0 } scalar
        && !scalar.Text.StartsWith("ENC[", StringComparison.Ordinal) && !(scalar.Text.StartsWith("${", StringComparison.Ordinal) && scalar.Text.IndexOf('}', StringComparison.Ordinal) == scalar.Text.Length - 1);
}
