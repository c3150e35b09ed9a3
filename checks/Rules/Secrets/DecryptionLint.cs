using Slipway.Checks.Flux;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Rules.Secrets;

/// <summary>Kustomizations with sealed objects open them, with a key that Flux finds.</summary>
internal sealed class DecryptionLint : Lint
{
    private static readonly string[] KeyEndings = [".agekey", ".asc"];
    private static readonly string[] KeyNames = ["sops.vault-token", "sops.aws-kms", "sops.azure-kv", "sops.gcp-kms"];

    /// <summary>A sealed object that nobody opens.</summary>
    public static Rule Missing { get; } = new(
        "SLW084", Severity.Error, "Kustomizations with sealed files decrypt",
        "Flux fails on a sealed object when the Kustomization does not say spec.decryption, and applies nothing of the layer.",
        "Add spec.decryption with provider sops, or move the file to a layer that decrypts.")
    {
        Bad = "kind: Kustomization\nspec:\n  path: ./secrets",
        Good = "kind: Kustomization\nspec:\n  path: ./secrets\n  decryption:\n    provider: sops",
    };

    /// <summary>A key that Flux overlooks.</summary>
    public static Rule KeyName { get; } = new(
        "SLW085", Severity.Error, "Keys of decryption have the name that Flux looks for",
        "Flux takes age identities from entries that end in .agekey and PGP keys from those that end in .asc, and overlooks all others without a word.",
        "Rename the entry, e.g. to identity.agekey.")
    {
        Bad = "kind: Secret\nmetadata:\n  name: sops-age\nstringData:\n  age.key: ENC[AES256_GCM,data:…]",
        Good = "kind: Secret\nmetadata:\n  name: sops-age\nstringData:\n  identity.agekey: ENC[AES256_GCM,data:…]",
    };

    /// <inheritdoc />
    public override void Check(Cluster cluster, ClusterFindings findings)
    {
        if (!cluster.IsReal)
            return;
        var secrets = cluster.Objects.Select(o => o.Object).Where(o => o.Is("", "Secret")).ToLookup(o => (o.Namespace, o.Name));
        foreach (var kustomization in cluster.Kustomizations)
        {
            foreach (var manifest in kustomization.Objects.Where(o => !kustomization.Declaration.Decrypts && o.Built["sops"] is YamlMap))
                findings.Add(Missing, manifest.Place, $"{manifest} is sealed, and {kustomization} does not decrypt");
            if (kustomization.Declaration.Manifest.TextAt("spec", "decryption", "secretRef", "name") is not { } name)
                continue;
            foreach (var secret in secrets[(kustomization.Namespace, name)])
            {
                var entries = ((string[])["data", "stringData"]).SelectMany(f => (secret.Find(f) as YamlMap)?.Entries ?? []).ToList();
                if (entries.Count > 0 && !entries.Exists(e => IsKey(e.Name)))
                    findings.Add(KeyName, entries[0].Key.Place, $"{kustomization} decrypts with {secret}, in which '{string.Join("', '", entries.Select(e => e.Name))}' is no name of a key");
            }
        }
    }

    private static bool IsKey(string name) => KeyNames.Contains(name) || KeyEndings.Any(e => name.EndsWith(e, StringComparison.Ordinal));
}
