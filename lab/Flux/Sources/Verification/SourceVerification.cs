using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Flux;

/// <summary>What <c>spec.verify</c> of a GitRepository asks for: that its commit, its tag or both are signed by a key of a Secret, in source-controller's words.</summary>
internal static class SourceVerification
{
    /// <summary>The condition that tells of it.</summary>
    public const string Condition = "SourceVerified";

    /// <summary>The condition's message; null when nothing is to be verified.</summary>
    /// <param name="context">The cluster.</param>
    /// <param name="source">The GitRepository.</param>
    /// <param name="address">Its repository.</param>
    /// <param name="commit">The commit that was fetched.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="FetchException">It does not verify.</exception>
    public static async Task<string?> MessageAsync(FluxContext context, ClusterObject source, GitAddress address, string commit, CancellationToken cancellation)
    {
        if (!source.Spec.Has("verify"))
            return null;
        var verify = source.Spec.Map("verify");
        var secret = verify.Map("secretRef").Text("name") ?? "";
        var keys = context.Data("Secret", source.Namespace, secret)?.Values.ToList()
            ?? throw new FetchException($"PGP public keys secret error: secrets \"{secret}\" not found", "VerificationError");
        var mode = Mode(verify);
        var verified = new List<string>();
        if (mode is "Tag" or "TagAndHEAD")
        {
            var tag = await TagAsync(context, source, address, cancellation).ConfigureAwait(false);
            verified.Add($"tag '{tag.Name}' with key '{Key(tag.Signed, keys, context, "tag", tag.Name)}'");
        }
        if (mode is "HEAD" or "TagAndHEAD")
        {
            var content = (await context.Git.GitHub.ObjectAsync(address.Owner, address.Repository, commit, cancellation).ConfigureAwait(false))!.Value.Content;
            verified.Add($"commit '{commit}' with key '{Key(SignedObject.OfCommit(content), keys, context, "commit", commit)}'");
        }
        return $"verified signature of\n{string.Join('\n', verified.Select(v => $"\t- {v}"))}";
    }

    /// <summary>What is verified: <c>HEAD</c>, <c>Tag</c> or <c>TagAndHEAD</c>.</summary>
    public static string Mode(PropertyMap verify) => verify.Text("mode") is { } mode and not "head" ? mode : "HEAD";

    // A tag is fetched as one by ref.tag and ref.semver alone; ref.name gets the commit that it leads to, and no tag to verify.
    private static async Task<(string Name, SignedObject Signed)> TagAsync(FluxContext context, ClusterObject source, GitAddress address, CancellationToken cancellation)
    {
        var references = await context.Git.ReferencesAsync(address, cancellation).ConfigureAwait(false);
        if (GitReference.Of(source.Spec.Map("ref")).TagOf(address, references) is not { } tag)
            throw new FetchException("cannot verify tag object's signature if a tag reference is not specified", "InvalidVerificationMode", isStalled: true);
        var found = (await context.Git.GitHub.ObjectAsync(address.Owner, address.Repository, $"refs/tags/{tag}", cancellation).ConfigureAwait(false))!.Value;
        var isAnnotated = found.Content.AsSpan().StartsWith("object "u8);
        if (!isAnnotated)
            throw new FetchException("cannot verify tag object's signature if a tag reference is not specified", "InvalidVerificationMode", isStalled: true);
        var (name, signed) = ($"{tag}@{found.Hash}", SignedObject.OfTag(found.Content));
        return signed.Signature.Length > 0 ? (name, signed) : throw new FetchException($"cannot verify signature of tag '{name}' since it is not signed", "InvalidGitObject");
    }

    private static string Key(SignedObject signed, List<string> keys, FluxContext context, string kind, string name)
    {
        try
        {
            if (signed.Signature.Length == 0)
                throw new FormatException("unable to verify payload as the provided signature is empty");
            if (signed.Signature.StartsWith(SshSignature.Begin, StringComparison.Ordinal))
                return SshSignature.Verify(signed, keys);
            return signed.Signature.StartsWith(PgpSignature.Begin, StringComparison.Ordinal)
                ? PgpSignature.Verify(signed, keys, context.Clock.Now)
                : throw new FormatException("unsupported signature type: x509");
        }
        catch (FormatException problem)
        {
            throw new FetchException($"signature verification of {kind} '{name}' failed: unable to verify Git {kind}: {problem.Message}", kind == "tag" ? "InvalidTagSignature" : "InvalidCommitSignature");
        }
    }
}
