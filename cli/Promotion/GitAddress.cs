using System.Text.RegularExpressions;
using Slipway.Cli.Project;

namespace Slipway.Cli.Promotion;

/// <summary>Where a repository is fetched from and pushed to.</summary>
/// <param name="Url">What git is given: an address over HTTPS or SSH, or an absolute path.</param>
/// <param name="Name">What messages call it: the last two parts of the address, e.g. <c>acme/fleet-apps</c>.</param>
internal sealed partial record GitAddress(string Url, string Name)
{
    /// <summary>The host over HTTPS or SSH; null for a folder.</summary>
    public string? Host => Remote().Match(Url) is { Success: true } match ? match.Groups["host"].Value : null;

    /// <summary>Owner and repository on a host of GitHub; null for anything else.</summary>
    public (string Owner, string Repository)? OnHost => Host is not null && Name.Split('/') is [var owner, var repository] ? (owner, repository) : null;

    /// <summary>A remote's address.</summary>
    /// <exception cref="UsageException">It is none that may be used.</exception>
    public static GitAddress OfRemote(string url)
    {
        if (Path.IsPathFullyQualified(url))
            return new(url, NameOf(url));
        if (url.StartsWith("file://", StringComparison.Ordinal) && Uri.TryCreate(url, UriKind.Absolute, out var file) && file.Host.Length == 0)
            return new(file.LocalPath, NameOf(file.LocalPath));
        // What matches no pattern is not shown: it may hold a password.
        return Remote().IsMatch(url)
            ? new(url, NameOf(url))
            : throw new UsageException("The address of a fleet repository is https://<host>/<owner>/<repository>, ssh://git@<host>/<owner>/<repository>, "
                + "git@<host>:<owner>/<repository> or a folder. Credentials do not belong into it: git has credential helpers and SSH agents for them.");
    }

    private static string NameOf(string url)
    {
        var parts = url.Split((char[])['/', ':', '\\'], StringSplitOptions.RemoveEmptyEntries);
        var name = string.Join('/', parts[Math.Max(0, parts.Length - 2)..]);
        return name.EndsWith(".git", StringComparison.Ordinal) ? name[..^4] : name;
    }

    // Neither user nor password with HTTPS, no password with SSH, and nothing that begins with '-' and could be taken for an option.
    [GeneratedRegex(@"\A(https://|ssh://([A-Za-z0-9_][\w.-]*@)?|[A-Za-z0-9_][\w.-]*@)(?<host>[A-Za-z0-9][A-Za-z0-9.-]*)(:\d+)?[/:](?<path>[\w.~-]+(/[\w.~-]+)+?)/?\z")]
    private static partial Regex Remote();
}
