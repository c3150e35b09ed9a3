using System.Globalization;
using System.Text.RegularExpressions;

namespace Slipway.Components.Promotion;

/// <summary>
/// What an environment follows, as a full Git reference: the branch of the fleet (<c>refs/heads/main</c>), or the tag of a promoted
/// version (<c>refs/tags/staging-v1.2.3</c>).
/// </summary>
public sealed partial record Release
{
    private const string BranchReference = "refs/heads/main";

    private Release(string environment, Version? version)
    {
        Environment = environment;
        Version = version;
    }

    /// <summary>The environment.</summary>
    public string Environment { get; }

    /// <summary>The promoted version of three numbers; null when the environment follows the branch.</summary>
    public Version? Version { get; }

    /// <summary>The Git reference, for <c>spec.ref.name</c> of a GitRepository.</summary>
    public string Reference => Version is null ? BranchReference : $"refs/tags/{Tag}";

    /// <summary>The tag's name, e.g. <c>staging-v1.2.3</c>; null when the environment follows the branch.</summary>
    public string? Tag => Version is null ? null : $"{Environment}-v{Version}";

    /// <summary>Follows the fleet's branch.</summary>
    public static Release OfBranch(string environment) => new(environment, null);

    /// <summary>Follows a promoted version.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="version">Three numbers, e.g. <c>1.2.3</c>.</param>
    /// <exception cref="FormatException">Not three numbers without leading zeros.</exception>
    public static Release OfVersion(string environment, string version) =>
        ThreeNumbers().IsMatch(version) && Version.TryParse(version, out var parsed)
            ? new Release(environment, parsed)
            : throw new FormatException($"'{version}' is no version; write three numbers like 1.2.3");

    /// <summary>Reads a Git reference.</summary>
    /// <param name="environment">The environment that follows it.</param>
    /// <param name="reference">The full reference.</param>
    /// <exception cref="FormatException">Neither the fleet's branch nor a tag of this environment.</exception>
    public static Release Parse(string environment, string reference)
    {
        if (reference == BranchReference)
            return OfBranch(environment);
        var prefix = $"refs/tags/{environment}-v";
        return reference.StartsWith(prefix, StringComparison.Ordinal)
            ? OfVersion(environment, reference[prefix.Length..])
            : throw new FormatException(string.Create(CultureInfo.InvariantCulture,
                $"'{reference}' is nothing that {environment} follows; it is {BranchReference} or {prefix}X.Y.Z"));
    }

    /// <summary>Reads a Git reference; null when it is nothing that the environment follows.</summary>
    /// <param name="environment">The environment that follows it.</param>
    /// <param name="reference">The full reference.</param>
    public static Release? TryParse(string environment, string reference)
    {
        try
        {
            return Parse(environment, reference);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <inheritdoc />
    public override string ToString() => Reference;

    [GeneratedRegex(@"^(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})$")]
    private static partial Regex ThreeNumbers();
}
