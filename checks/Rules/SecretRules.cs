using System.Collections.Immutable;
using Slipway.Checks.Rules.Secrets;

namespace Slipway.Checks.Rules;

/// <summary>Rules about secrets: SLW080 to SLW089.</summary>
public static class SecretRules
{
    /// <summary>A Secret in plain text.</summary>
    public static Rule Plain { get; } = new("SLW080", Severity.Error, "Secrets are sealed", "Whoever reads the repository, now or at any later time, has the secret; base64 hides nothing.", "Seal the file with SOPS before it enters Git, and make the value useless if it is there already.")
    {
        Bad = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: database\nstringData:\n  password: hunter2",
        Good = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: database\nstringData:\n  password: ENC[AES256_GCM,data:…]\nsops:\n  mac: ENC[AES256_GCM,data:…]",
    };

    /// <summary>All of them by id.</summary>
    public static ImmutableArray<Rule> All { get; } = [Plain, SealLint.Rule, RecipientLint.Recipients, RecipientLint.Uncovered, DecryptionLint.Missing, DecryptionLint.KeyName, RecipientLint.Unknown];
}
