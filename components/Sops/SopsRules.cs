using System.Text.RegularExpressions;

namespace Slipway.Components.Sops;

/// <summary>
/// Which values of a file are encrypted. At most one of the four selections is given; a key that is selected covers all beneath it.
/// With none, SOPS encrypts all but keys that end in <c>_unencrypted</c>.
/// </summary>
public sealed record SopsRules
{
    private const string DefaultUnencryptedSuffix = "_unencrypted";

    // RE2, which SOPS uses, has no backtracking; the same expressions are possible here.
    private const RegexOptions Re2 = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    /// <summary>The data of a Kubernetes Secret, and a MAC over that alone, as Flux adds labels of its own: <c>^(data|stringData)$</c>.</summary>
    public static SopsRules KubernetesSecret { get; } = new() { EncryptedRegex = "^(data|stringData)$", MacOnlyEncrypted = true };

    /// <summary>Only what is under a key that this expression (RE2) finds a match in is encrypted.</summary>
    public string? EncryptedRegex { get; init; }

    /// <summary>All is encrypted but what is under a key that this expression (RE2) finds a match in.</summary>
    public string? UnencryptedRegex { get; init; }

    /// <summary>Only what is under a key that ends so is encrypted.</summary>
    public string? EncryptedSuffix { get; init; }

    /// <summary>All is encrypted but what is under a key that ends so.</summary>
    public string? UnencryptedSuffix { get; init; }

    /// <summary>Whether the MAC covers the encrypted values alone (SOPS 3.9 and later), not all of them. Default false, as in SOPS.</summary>
    public bool MacOnlyEncrypted { get; init; }

    /// <summary>Tells of the keys above a value whether it is encrypted.</summary>
    /// <exception cref="SopsException">More than one selection is given, or an expression is none.</exception>
    internal Func<IReadOnlyCollection<string>, bool> Selection()
    {
        var selections = ((string?[])[EncryptedRegex, UnencryptedRegex, EncryptedSuffix, UnencryptedSuffix]).OfType<string>().ToList();
        if (selections.Contains(""))
            throw new SopsException(SopsProblem.Unsupported, "an empty expression or suffix selects nothing to SOPS; leave it out (null)");
        if (selections.Count > 1)
            throw new SopsException(SopsProblem.Unsupported, "encrypted_regex, unencrypted_regex, encrypted_suffix and unencrypted_suffix exclude each other; give one");
        if ((EncryptedRegex ?? UnencryptedRegex) is { } expression)
        {
            var regex = Compile(expression);
            return keys => keys.Any(regex.IsMatch) == (EncryptedRegex is not null);
        }
        return EncryptedSuffix is { } suffix
            ? keys => keys.Any(key => key.EndsWith(suffix, StringComparison.Ordinal))
            : keys => !keys.Any(key => key.EndsWith(UnencryptedSuffix ?? DefaultUnencryptedSuffix, StringComparison.Ordinal));
    }

    /// <exception cref="SopsException">It is none.</exception>
    internal static Regex Compile(string expression)
    {
        try
        {
            return new Regex(expression, Re2);
        }
        catch (Exception problem) when (problem is ArgumentException or NotSupportedException)
        {
            throw new SopsException(SopsProblem.Unsupported, $"the regular expression '{expression}' is none that SOPS (RE2) takes: {problem.Message}", problem);
        }
    }
}
