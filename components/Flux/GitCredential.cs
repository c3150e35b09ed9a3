using System.Collections.Immutable;

namespace Slipway.Components.Flux;

/// <summary>What Flux logs in to one repository with: the content of a Secret.</summary>
public sealed record GitCredential
{
    private GitCredential(string secretName, InputMap<string> data, ImmutableArray<Resource> dependsOn) =>
        (SecretName, Data, DependsOn) = (secretName, data, dependsOn);

    /// <summary>Name of the Secret.</summary>
    public string SecretName { get; }

    /// <summary>Its keys and values.</summary>
    public InputMap<string> Data { get; }

    /// <summary>What must exist before the Secret is written: GitHub knows a key before the cluster uses it.</summary>
    public ImmutableArray<Resource> DependsOn { get; }

    /// <summary>An SSH key, with GitHub's host keys pinned.</summary>
    /// <param name="secretName">Name of the Secret.</param>
    /// <param name="privateKey">Private half, in OpenSSH's form; secret.</param>
    /// <param name="publicKey">Public half, in OpenSSH's form.</param>
    /// <param name="registration">The key as it is registered with GitHub.</param>
    public static GitCredential SshKey(string secretName, Output<string> privateKey, Output<string> publicKey, Resource registration) => new(
        secretName,
        new InputMap<string> { ["identity"] = privateKey, ["identity.pub"] = publicKey, ["known_hosts"] = GitHubHostKeys.KnownHosts },
        [registration]);

    /// <summary>A GitHub App. The installation is looked up by its owner (Flux 2.8 and later).</summary>
    /// <param name="secretName">Name of the Secret.</param>
    /// <param name="id">The App's id.</param>
    /// <param name="installationOwner">The organization or user that has it installed.</param>
    /// <param name="privateKey">The App's private key, PEM; secret.</param>
    public static GitCredential GitHubApp(string secretName, string id, string installationOwner, Output<string> privateKey) => new(
        secretName,
        new InputMap<string> { ["githubAppID"] = id, ["githubAppInstallationOwner"] = installationOwner, ["githubAppPrivateKey"] = privateKey },
        []);
}
