using Slipway.Checks.Flux;
using Slipway.Checks.Kustomize;
using Slipway.Checks.Schemas;
using Slipway.Checks.Yaml;
using Slipway.Components.Sops;

namespace Slipway.Checks.Rules.Secrets;

/// <summary>Sealed files are sealed for those, and only those, whom <c>.sops.yaml</c> names.</summary>
internal sealed class RecipientLint : Lint
{
    /// <summary>Other recipients than those of the creation rule.</summary>
    public static Rule Recipients { get; } = new(
        "SLW082", Severity.Error, "Sealed files are sealed for the recipients of .sops.yaml",
        "A recipient who is missing, such as the cluster, cannot open the file; one who is foreign can, and should not.",
        "Run sops updatekeys on the file; where someone was removed, run sops rotate too, and change the values.")
    {
        Bad = "sops:\n  age:\n    - recipient: age1… # of another environment",
        Good = "sops:\n  age:\n    - recipient: age1… # as the creation rule has it",
    };

    /// <summary>No creation rule.</summary>
    public static Rule Uncovered { get; } = new(
        "SLW083", Severity.Warning, "Sealed files are covered by .sops.yaml",
        "Who seals the next value must know for whom by heart, and nobody can tell whether the recipients are right.",
        "Add a creation rule whose path_regex fits the file to the .sops.yaml at the root of the repository, or nearer to the file.")
    {
        Bad = "creation_rules:\n  - path_regex: ^secrets/dev/",
        Good = "creation_rules:\n  - path_regex: ^secrets/dev/\n  - path_regex: ^secrets/prod/",
    };

    /// <summary>Recipients that cannot be compared here.</summary>
    public static Rule Unknown { get; } = new(
        "SLW086", Severity.Note, "Recipients are age or KMS",
        "Recipients of other kinds, such as PGP or Vault, and data keys in several groups are not compared with .sops.yaml here.", "Check the recipients with sops filestatus, or use age or KMS.");

    /// <inheritdoc />
    public override void Check(Fleet fleet, FindingList findings)
    {
        foreach (var file in SealedFile.In(fleet))
        {
            try
            {
                Check(file, file.Read(), findings);
            }
            catch (SopsException unknown) when (unknown.Problem == SopsProblem.Unsupported)
            {
                findings.Add(Unknown, file.Metadata.Place, unknown.Message);
            }
            catch (Exception problem) when (problem is SopsException or FleetAccessException)
            {
                // What is damaged SealLint tells.
            }
        }
    }

    private static void Check(SealedFile file, SopsMetadata metadata, FindingList findings)
    {
        if (file.ConfigPath() is not { } config)
        {
            findings.Add(Uncovered, file.Metadata.Place, "no .sops.yaml tells for whom this file is sealed");
            return;
        }
        if (RulesOf(file, config, findings) is not { } rules)
            return;
        if (rules.FirstOrDefault(r => Fits(r, file.PathFrom(config))) is not { } rule)
        {
            findings.Add(Uncovered, file.Metadata.Place, $"no creation rule of {file.PlaceOf(config).File} fits '{file.PathFrom(config)}'");
            return;
        }
        if (metadata.OtherKinds.Count > 0)
            findings.Add(Unknown, file.Metadata.Place, $"this file is sealed for {string.Join(", ", metadata.OtherKinds)} too, which is not compared with {file.PlaceOf(config).File}");
        var wanted = rule.Kms.Concat(rule.Age.Select(r => r.ToString())).ToList();
        var foreign = metadata.Recipients.Except(wanted, StringComparer.Ordinal).ToList();
        var missing = wanted.Except(metadata.Recipients, StringComparer.Ordinal).ToList();
        if (foreign.Count + missing.Count > 0)
            findings.Add(Recipients, PlaceOf(file.Metadata, foreign), $"{file.PlaceOf(config).File} wants other recipients for this file: {string.Join("; ", Shown("foreign", foreign).Concat(Shown("missing", missing)))}");
    }

    private static IReadOnlyList<SopsCreationRule>? RulesOf(SealedFile file, string config, FindingList findings)
    {
        try
        {
            return file.Rules(config);
        }
        catch (SopsException wrong) when (wrong.Problem != SopsProblem.Unsupported)
        {
            findings.Add(Uncovered, file.PlaceOf(config), $"this file cannot be read: {wrong.Message}", "Correct the file; sops reads it whenever it seals.");
            return null;
        }
    }

    // An expression that is none fits nothing; sops refuses it.
    private static bool Fits(SopsCreationRule rule, string path)
    {
        try
        {
            return rule.PathRegex.Length == 0 || Re2.Of(rule.PathRegex).IsMatch(path);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static IEnumerable<string> Shown(string what, List<string> recipients) => recipients.Count == 0 ? [] : [$"{what} {(recipients.Count == 1 ? "is" : "are")} {string.Join(", ", recipients)}"];

    private static YamlPlace PlaceOf(YamlMap metadata, List<string> foreign)
    {
        var named = ((string[])["age", "kms"]).SelectMany(k => (metadata[k] as YamlList)?.Items ?? []).Select(e => e.Find("recipient") ?? e.Find("arn")).OfType<YamlScalar>();
        return (named.FirstOrDefault(r => foreign.Contains(r.Text)) ?? (YamlValue)metadata).Place;
    }
}
