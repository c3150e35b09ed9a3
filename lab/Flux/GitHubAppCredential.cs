using System.Security.Cryptography;
using System.Text;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Flux;

/// <summary>
/// The data of a Secret by which Flux logs in as a GitHub App. The lab's GitHub keeps no list of Apps: one whose id, key and installation are
/// whole, and that is installed where the repository is, may read it.
/// </summary>
internal static class GitHubAppCredential
{
    /// <summary>What is wrong with the credential, or null.</summary>
    /// <param name="data">The Secret's data, in base64 as the API gives it.</param>
    /// <param name="owner">Owner of the repository that is fetched.</param>
    public static string? Problem(PropertyMap data, string owner)
    {
        foreach (var key in (string[])["githubAppID", "githubAppInstallationOwner", "githubAppPrivateKey"])
        {
            if (string.IsNullOrEmpty(Value(data, key)))
                return $"required field '{key}' not found";
        }
        if (!long.TryParse(Value(data, "githubAppID"), out _))
            return "'githubAppID' is no number";
        if (!IsKey(Value(data, "githubAppPrivateKey")!))
            return "'githubAppPrivateKey' is no RSA private key in PEM form";
        return string.Equals(Value(data, "githubAppInstallationOwner"), owner, StringComparison.OrdinalIgnoreCase)
            ? null
            : $"the GitHub App is installed for '{Value(data, "githubAppInstallationOwner")}', and the repository belongs to '{owner}'";
    }

    private static bool IsKey(string pem)
    {
        try
        {
            using var rsa = RSA.Create();
            rsa.ImportFromPem(pem);
            return true;
        }
        catch (Exception problem) when (problem is ArgumentException or CryptographicException)
        {
            return false;
        }
    }

    private static string? Value(PropertyMap data, string key)
    {
        try
        {
            return data.Find(key)?.AsString is { } encoded ? Encoding.UTF8.GetString(Convert.FromBase64String(encoded)) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
