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
    public SecretsProvider Provider { get; init; }

    /// <summary>age recipients that can open the files too, should what usually does be lost.</summary>
    /// <value>Default: none.</value>
    public ImmutableArray<AgeRecipient> Recovery { get; init; } = [];

    /// <summary>Generation of the data keys, from 1; raised, every file gets a new one.</summary>
    /// <value>Default: 1.</value>
    public int Generation { get; init; } = 1;

    /// <summary>The values that every layer can use as variables.</summary>
    public SecretValues Cluster { get; init; } = new(ImmutableDictionary<string, SecretText>.Empty, FleetValues);

    /// <summary>Secrets of apps.</summary>
    /// <value>Default: none.</value>
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
