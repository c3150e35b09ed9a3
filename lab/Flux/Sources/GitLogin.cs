using Slipway.Lab.Clouds.GitHub;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Flux;

/// <summary>Logs in to a repository of the lab's GitHub with the credential that a cluster holds.</summary>
internal static class GitLogin
{
    /// <summary>Holds a credential against what is registered at GitHub.</summary>
    /// <param name="github">The hosting.</param>
    /// <param name="address">The repository.</param>
    /// <param name="isApp">Whether a GitHub App logs in.</param>
    /// <param name="space">The Secret's namespace.</param>
    /// <param name="secretName">The Secret's name.</param>
    /// <param name="data">Its data, in base64; null when there is no such Secret.</param>
    /// <param name="writes">Whether the credential has to be one that may push.</param>
    /// <exception cref="FetchException">The credential does not open the repository.</exception>
    public static void Check(GitHubCloud github, GitAddress address, bool isApp, string space, string secretName, PropertyMap? data, bool writes = false)
    {
        if (data is null)
            throw new FetchException($"failed to get secret '{space}/{secretName}': secrets \"{secretName}\" not found", "AuthenticationFailed");
        if (isApp)
            CheckApp(github, address, secretName, data);
        else
            CheckKey(github, address, secretName, data, writes);
    }

    private static void CheckApp(GitHubCloud github, GitAddress address, string secretName, PropertyMap data)
    {
        if (GitHubAppCredential.Problem(data, address.Owner) is { } problem)
            throw new FetchException($"failed to configure authentication options: invalid '{secretName}' secret data: {problem}", "AuthenticationFailed");
        if (!github.Exists(address.Owner, address.Repository))
            throw new FetchException($"failed to checkout and determine revision: unable to clone 'https://github.com/{address.Owner}/{address.Repository}': repository not found");
    }

    private static void CheckKey(GitHubCloud github, GitAddress address, string secretName, PropertyMap data, bool writes)
    {
        if (data.Find("identity")?.AsString is not { } identity)
            throw new FetchException($"failed to configure authentication options: invalid '{secretName}' secret data: required field 'identity' not found", "AuthenticationFailed");
        var key = SshIdentity.PublicKey(identity)
            ?? throw new FetchException($"failed to configure authentication options: invalid '{secretName}' secret data: 'identity' is no private key", "AuthenticationFailed");
        if (github.FindKey(key) is not { } registered
            || !string.Equals(registered.Repository, $"{address.Owner}/{address.Repository}", StringComparison.OrdinalIgnoreCase))
        {
            throw new FetchException($"failed to checkout and determine revision: unable to clone '{address.Url}': "
                + "ssh: handshake failed: ssh: unable to authenticate, attempted methods [none publickey], no supported methods remain");
        }
        if (writes && registered.ReadOnly)
            throw new FetchException($"failed to push to remote: ERROR: The key you are authenticating with has been marked as read only. ({address.Url})");
    }
}
