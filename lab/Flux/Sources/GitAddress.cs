namespace Slipway.Lab.Flux;

/// <summary>A repository at the lab's GitHub.</summary>
/// <param name="Url">Its address as it was given.</param>
/// <param name="Owner">Its owner.</param>
/// <param name="Repository">Its name.</param>
internal sealed record GitAddress(string Url, string Owner, string Repository)
{
    /// <summary>Reads an address. The provider decides how to log in, and that decides the scheme: an App has no SSH key, a key opens no HTTPS.</summary>
    /// <param name="url">The address.</param>
    /// <param name="isApp">Whether a GitHub App logs in.</param>
    /// <exception cref="FetchException">It leads elsewhere, or does not go with the provider.</exception>
    public static GitAddress Parse(string url, bool isApp)
    {
        if (Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme == (isApp ? "https" : "ssh") && uri.Host == "github.com"
            && uri.AbsolutePath.Split('/') is ["", var owner, var repository])
        {
            return new GitAddress(url, owner, repository.EndsWith(".git", StringComparison.Ordinal) ? repository[..^4] : repository);
        }
        var form = isApp ? "https://github.com/<owner>/<repository> with provider github" : "ssh://git@github.com/<owner>/<repository>";
        throw new FetchException($"failed to checkout and determine revision: unable to clone '{url}': the lab reaches {form} alone");
    }
}
