using System.Collections.Immutable;
using Slipway.Components.Secrets;
using Slipway.Components.Sops;

namespace Slipway.Stacks.Settings;

/// <summary>Section <c>slipway:secrets</c>.</summary>
public sealed record SecretsSettings
{
    /// <summary>What the fleet's own files use of <c>cluster-secrets</c>, and the number of characters that each has.</summary>
    public static ImmutableDictionary<string, int> FleetValues { get; } = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["authentik_bootstrap_password"] = 32,
        ["authentik_secret_key"] = 50,
        ["grafana_admin_password"] = 32,
        ["harbor_admin_password"] = 32,
        ["harbor_registry_password"] = 32,
        // Harbor encrypts with it, and takes no other length.
        ["harbor_secret_key"] = 16,
    }.ToImmutableDictionary(StringComparer.Ordinal);

    /// <summary>What opens the environment's sealed files.</summary>
    /// <value>Default: <see cref="SecretsProvider.Kms"/>.</value>
    /// <setting key="secrets.provider" change="every file is sealed anew">what opens the files: a key of the environment in KMS, used by kustomize-controller's own identity, or an age identity in the stack's state and the cluster</setting>
    public SecretsProvider Provider { get; init; }

    /// <summary>age recipients that can open the files too, should what usually does be lost.</summary>
    /// <value>Default: none.</value>
    /// <setting key="secrets.recovery" default="none" change="the files are sealed for them too; raise `generation` with it">age recipients (`age1…`) that can open the files too. With `age` in production, one at least</setting>
    public ImmutableArray<AgeRecipient> Recovery { get; init; } = [];

    /// <summary>Generation of the data keys, from 1; raised, every file gets a new one.</summary>
    /// <value>Default: 1.</value>
    /// <setting key="secrets.generation" change="every file gets a new data key">generation of the data keys</setting>
    public int Generation { get; init; } = 1;

    /// <summary>The values that every layer can use as variables.</summary>
    /// <setting key="secrets.values" default="none" change="in the file with that `up`, in the cluster with the next sync">values of `cluster-secrets` by name, which manifests use as `${name}`: `pulumi config set --secret --path slipway:secrets.values.NAME`. Plain text is refused</setting>
    /// <setting key="secrets.generated" default="what the fleet's files use: `authentik_bootstrap_password`, `authentik_secret_key`, `grafana_admin_password`, `harbor_admin_password`, `harbor_registry_password`, `harbor_secret_key`; without those in `values`" change="another number makes up another value">values of `cluster-secrets` that are made up, of letters and digits, by name: how many, 16 to 128</setting>
    public SecretValues Cluster { get; init; } = new(ImmutableDictionary<string, SecretText>.Empty, FleetValues);

    /// <summary>Secrets of apps.</summary>
    /// <value>Default: none.</value>
    /// <setting key="secrets.apps" default="none">Secrets of apps, by name</setting>
    /// <setting key="secrets.apps.*.namespace" default="">its namespace</setting>
    /// <setting key="secrets.apps.*.values" default="none">as above, by entry</setting>
    /// <setting key="secrets.apps.*.generated" default="none">as above, by entry</setting>
    public ImmutableArray<AppSecret> Apps { get; init; } = [];
}

/// <summary>Values of a Secret.</summary>
/// <param name="Given">Those that the configuration has.</param>
/// <param name="Generated">Those that are made up once, and the number of characters that each has.</param>
public sealed record SecretValues(ImmutableDictionary<string, SecretText> Given, ImmutableDictionary<string, int> Generated);

/// <summary>A Secret of an app.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Values">Its values.</param>
public sealed record AppSecret(string Name, string Namespace, SecretValues Values);
