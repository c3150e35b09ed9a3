using Slipway.Checks.Flux;
using Slipway.Checks.Kustomize;
using Slipway.Checks.Yaml;
using Slipway.Components.Sops;

namespace Slipway.Checks.Rules.Secrets;

/// <summary>Sealed files carry what it takes to open them, and to tell that nobody changed them.</summary>
internal sealed class SealLint : Lint
{
    /// <summary>What it looks for.</summary>
    public static Rule Rule { get; } = new(
        "SLW081", Severity.Error, "Sealed files have their metadata and a MAC",
        "Without the metadata nobody can open the file; without the MAC nobody can tell whether values were moved, removed or added, and SOPS refuses it.",
        "Restore the file from its history, and seal it again with sops.")
    {
        Bad = "stringData:\n  password: ENC[AES256_GCM,data:…]\n# and no key 'sops'",
        Good = "stringData:\n  password: ENC[AES256_GCM,data:…]\nsops:\n  mac: ENC[AES256_GCM,data:…]",
    };

    /// <inheritdoc />
    public override void Check(Fleet fleet, FindingList findings)
    {
        foreach (var file in SealedFile.In(fleet))
        {
            try
            {
                if (file.Read().Mac.Length == 0)
                    findings.Add(Rule, (file.Metadata["mac"] ?? file.Metadata).Place, "this sealed file has no MAC");
            }
            catch (SopsException damaged) when (damaged.Problem is SopsProblem.NotSops or SopsProblem.NotYaml)
            {
                findings.Add(Rule, file.Metadata.Place, damaged.Message);
            }
            catch (Exception problem) when (problem is SopsException or FleetAccessException)
            {
                // Of a kind that is not known here (RecipientLint says so), or gone by now.
            }
        }
        foreach (var secret in fleet.Sources.SelectMany(s => s.File.Documents).OfType<YamlMap>().Where(d => d.TextAt("kind") == "Secret" && d.TextAt("apiVersion") == "v1" && d["sops"] is null))
        {
            var left = ((string[])["data", "stringData"]).Select(f => secret[f]).OfType<YamlMap>().SelectMany(m => m.Entries).FirstOrDefault(e => e.Value is YamlScalar s && s.Text.StartsWith("ENC[AES256_GCM,", StringComparison.Ordinal));
            if (left.Value is not null)
                findings.Add(Rule, left.Key.Place, $"Secret '{secret.TextAt("metadata", "name")}' has sealed values, and no key 'sops' that tells how to open them");
        }
    }
}
