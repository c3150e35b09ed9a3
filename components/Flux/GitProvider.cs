namespace Slipway.Components.Flux;

/// <summary>How Flux logs in to a Git repository (<c>GitRepository.spec.provider</c>, Flux 2.9).</summary>
public enum GitProvider
{
    /// <summary>With what the credential holds: here, an SSH key.</summary>
    Generic,

    /// <summary>As a GitHub App, with a token that the controller asks for with the App's key.</summary>
    GitHub,
}

/// <summary>The providers as Flux writes them.</summary>
public static class GitProviders
{
    /// <summary>The provider in a manifest.</summary>
    public static string Text(GitProvider provider) => provider switch
    {
        GitProvider.Generic => "generic",
        GitProvider.GitHub => "github",
        _ => throw new ArgumentOutOfRangeException(nameof(provider), provider, "not a provider"),
    };
}
