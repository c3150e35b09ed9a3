using System.Text.RegularExpressions;

namespace Slipway.Components.Apps;

/// <summary>An image at a version. Its place may begin with variables of the cluster, as in <c>${registry}/shop</c>.</summary>
/// <param name="Repository">Where it is, e.g. <c>ghcr.io/acme/shop</c>.</param>
/// <param name="Tag">Its version, e.g. <c>1.2.0</c> or <c>v1.29.8-alpine</c>.</param>
public sealed partial record ImageReference(string Repository, string Tag)
{
    /// <summary>Reads <c>repository:tag</c>.</summary>
    /// <exception cref="FormatException">It is none, or its tag is no version.</exception>
    public static ImageReference Parse(string text)
    {
        if (text.Contains('@', StringComparison.Ordinal))
            throw new FormatException($"'{text}' names a digest; image automation follows tags: give repository:tag, e.g. ghcr.io/acme/shop:1.2.0");
        var colon = text.LastIndexOf(':');
        if (colon < 0 || colon < text.LastIndexOf('/'))
            throw new FormatException($"'{text}' has no tag; every image is pinned to a version, e.g. ghcr.io/acme/shop:1.2.0");
        var (repository, tag) = (text[..colon], text[(colon + 1)..]);
        if (!Place().IsMatch(repository))
            throw new FormatException($"'{repository}' is no place of an image; that is a registry and a path in lower case, e.g. ghcr.io/acme/shop or ${{registry}}/shop");
        return Version().IsMatch(tag)
            ? new ImageReference(repository, tag)
            : throw new FormatException($"'{tag}' is no version; a tag that may move is not pinned: give two or three numbers, e.g. 1.2.0, v1.2.0 or 1.2.0-alpine");
    }

    /// <summary>The versions that may follow: those of the same first number, as image automation says it (Masterminds/semver).</summary>
    public string Range => $"{Version().Match(Tag).Groups["major"].Value}.x";

    /// <summary>What follows the numbers, e.g. <c>-alpine</c>; empty where nothing does.</summary>
    public string Suffix => Version().Match(Tag).Groups["suffix"].Value;

    /// <summary>Whether it is in ECR, where one logs in by the pod's identity.</summary>
    public bool IsInEcr => Ecr().IsMatch(Repository);

    /// <summary><c>repository:tag</c>.</summary>
    public override string ToString() => $"{Repository}:{Tag}";

    // A registry is told by its dot, port or variable: docker.io is written out, as the fleet does.
    [GeneratedRegex(@"\A(?:[a-z0-9]+(?:[.-][a-z0-9]+)*(?:\.[a-z0-9-]+|:[0-9]{1,5})(?::[0-9]{1,5})?|\$\{[a-z_][a-z0-9_]*\})(?:/(?:[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*|\$\{[a-z_][a-z0-9_]*\}))+\z")]
    private static partial Regex Place();

    [GeneratedRegex(@"\Av?(?<major>0|[1-9][0-9]*)(?:\.(?:0|[1-9][0-9]*)){1,2}(?<suffix>-[a-z0-9]+(?:[.-][a-z0-9]+)*)?\z")]
    private static partial Regex Version();

    [GeneratedRegex(@"\A(?:\$\{registry\}|[0-9]{12}\.dkr[.-]ecr\.[a-z0-9-]+\.[a-z.]+)/")]
    private static partial Regex Ecr();
}
