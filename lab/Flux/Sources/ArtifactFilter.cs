using System.Collections.Immutable;
using System.Text;

namespace Slipway.Lab.Flux;

/// <summary>
/// Which files of a commit come into the artifact: without rules of its own all but what source-controller leaves out by default; with
/// <c>.sourceignore</c> files or <c>spec.ignore</c> those rules take the place of the defaults, and the last that matches decides.
/// </summary>
internal static class ArtifactFilter
{
    private const string IgnoreFile = ".sourceignore";

    // fluxcd/pkg, sourceignore: ExcludeVCS, and the others of the default matcher.
    private static readonly ImmutableArray<IgnorePattern> OfGit = IgnorePattern.ReadAll(".git/\n.gitignore\n.gitmodules\n.gitattributes", []);

    private static readonly ImmutableArray<IgnorePattern> Defaults = IgnorePattern.ReadAll("""
        *.jpg
        *.jpeg
        *.gif
        *.png
        *.wmv
        *.flv
        *.tar.gz
        *.zip
        .github/
        .circleci/
        .travis.yml
        .gitlab-ci.yml
        appveyor.yml
        .drone.yml
        cloudbuild.yaml
        codeship-services.yml
        codeship-steps.yml
        **/.goreleaser.yml
        **/.sops.yaml
        **/.flux.yaml
        """, []);

    /// <summary>The files of the artifact.</summary>
    /// <param name="files">The commit's files.</param>
    /// <param name="ignore"><c>spec.ignore</c>, or null.</param>
    /// <exception cref="FetchException">A rule is one that the lab does not read.</exception>
    public static ImmutableSortedDictionary<string, ReadOnlyMemory<byte>?> Apply(ImmutableSortedDictionary<string, ReadOnlyMemory<byte>?> files, string? ignore)
    {
        var rules = files.Where(f => f.Key == IgnoreFile || f.Key.EndsWith("/" + IgnoreFile, StringComparison.Ordinal))
            .OrderBy(f => f.Key.Count(c => c == '/'))
            .SelectMany(f => IgnorePattern.ReadAll(Encoding.UTF8.GetString((f.Value ?? default).Span), [.. f.Key.Split('/')[..^1]]))
            .Concat(ignore is null ? [] : IgnorePattern.ReadAll(ignore, []))
            .ToImmutableArray();
        var all = OfGit.AddRange(rules.IsEmpty ? Defaults : rules);
        return files.RemoveRange(files.Keys.Where(path => IsExcluded(all, path)));
    }

    private static bool IsExcluded(ImmutableArray<IgnorePattern> rules, string path)
    {
        var parts = path.Split('/');
        for (var i = rules.Length - 1; i >= 0; i--)
        {
            if (rules[i].Matches(parts))
                return !rules[i].Includes;
        }
        return false;
    }
}
