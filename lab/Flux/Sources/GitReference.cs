using System.Collections.Immutable;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Flux;

/// <summary>Which commit of a repository a GitRepository is about (<c>spec.ref</c>): a commit wins over a name, that over a range, a tag and a branch.</summary>
internal sealed record GitReference(string? Commit, string? Name, string? SemVer, string? Tag, string Branch)
{
    private const string Failed = "failed to checkout and determine revision: ";

    /// <summary>Reads <c>spec.ref</c>; without one it is the branch <c>master</c>.</summary>
    public static GitReference Of(PropertyMap reference) => new(
        Given(reference, "commit"), Given(reference, "name"), Given(reference, "semver"), Given(reference, "tag"), Given(reference, "branch") ?? "master");

    /// <summary>The commit, and the revision as source-controller writes it: <c>refs/heads/main@sha1:…</c> for a name, <c>main@sha1:…</c> for a branch.</summary>
    /// <exception cref="FetchException">There is no such commit.</exception>
    public (string Commit, string Revision) Resolve(GitAddress address, ImmutableSortedDictionary<string, string> references)
    {
        if (Commit is not null)
            return (Commit, $"{Branch}@sha1:{Commit}");
        var (full, shown) = this switch
        {
            { Name: { } name } => (name, name),
            { SemVer: { } range } => Newest(range, references) is { } tag ? ($"refs/tags/{tag}", tag) : throw new FetchException($"{Failed}no match found for semver: {range}"),
            { Tag: { } tag } => ($"refs/tags/{tag}", tag),
            _ => ($"refs/heads/{Branch}", Branch),
        };
        return references.TryGetValue(full, out var commit)
            ? (commit, $"{shown}@sha1:{commit}")
            : throw new FetchException($"{Failed}unable to clone '{address.Url}': couldn't find remote ref \"{full}\"");
    }

    /// <summary>The tag that it fetches as a tag (<c>tag</c>, <c>semver</c>); null for anything else.</summary>
    /// <exception cref="FetchException">No tag is in the range.</exception>
    public string? TagOf(GitAddress address, ImmutableSortedDictionary<string, string> references) =>
        this is { Commit: null, Name: null } && (SemVer ?? Tag) is not null && Resolve(address, references).Revision is var shown ? shown[..shown.LastIndexOf('@')] : null;

    private static string? Newest(string range, ImmutableSortedDictionary<string, string> references)
    {
        const string Tags = "refs/tags/";
        return VersionRange.Parse(range)?.Newest(references.Keys.Where(r => r.StartsWith(Tags, StringComparison.Ordinal)).Select(r => r[Tags.Length..]));
    }

    private static string? Given(PropertyMap reference, string field) => reference.Text(field) is { Length: > 0 } text ? text : null;
}
