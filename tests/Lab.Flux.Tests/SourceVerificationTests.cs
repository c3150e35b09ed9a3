using System.Diagnostics;
using Slipway.Lab.Wire;
using Slipway.Tests;

namespace Slipway.Lab.Flux.Tests;

public sealed class SourceVerificationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-signed-").FullName;

    private string _clone = "";

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [FactWith("gpg")]
    public async Task A_commit_signed_by_a_pgp_key_of_the_secret_is_verified()
    {
        var keys = PgpKey("Ada");
        using var lab = await SignedAsync("HEAD", "branch: main", keys, "commit", "-q", "--allow-empty", "--gpg-sign", "-m", "Signed");

        Assert.True(lab.Status("GitRepository", "signed").Ready, lab.Status("GitRepository", "signed").Message);
        var verified = Source(lab).Condition("SourceVerified")!;
        Assert.Equal("True", verified["status"].AsString);
        Assert.Matches("^verified signature of\n\t- commit '[0-9a-f]{40}' with key '[0-9A-F]{16}'$", verified["message"].AsString!);
    }

    [FactWith("gpg")]
    public async Task A_tag_and_its_commit_are_verified_together()
    {
        var keys = PgpKey("Ada");
        using var lab = await SignedAsync("TagAndHEAD", "tag: v1.0.0", keys, "commit", "-q", "--allow-empty", "--gpg-sign", "-m", "Signed");

        Assert.True(lab.Status("GitRepository", "signed").Ready, lab.Status("GitRepository", "signed").Message);
        Assert.Matches("\t- tag 'v1.0.0@[0-9a-f]{40}' with key '[0-9A-F]{16}'\n\t- commit '", Source(lab).Condition("SourceVerified")!["message"].AsString!);
    }

    [FactWith("gpg")]
    public async Task A_signature_by_a_key_that_the_secret_does_not_have_fails_the_source()
    {
        var stranger = PgpKey("Mallory");
        PgpKey("Ada");
        using var lab = await SignedAsync("HEAD", "branch: main", stranger, "commit", "-q", "--allow-empty", "--gpg-sign=Ada", "-m", "Signed");

        var source = lab.Status("GitRepository", "signed");
        Assert.Equal((false, "InvalidCommitSignature", ""), (source.Ready, source.Reason, source.Revision));
        Assert.EndsWith("unable to verify Git commit: unable to verify payload with any of the given key rings", source.Message, StringComparison.Ordinal);
        Assert.Equal("False", Source(lab).Condition("SourceVerified")!["status"].AsString);
    }

    [FactWith("gpg")]
    public async Task A_payload_that_was_changed_after_it_was_signed_verifies_with_nothing()
    {
        var keys = PgpKey("Ada");
        using var lab = await SignedAsync("HEAD", "branch: main", keys, "commit", "-q", "--allow-empty", "--gpg-sign", "-m", "Signed");
        var found = (await lab.Clouds.GitHub.ObjectAsync("acme", "fleet", "refs/heads/main", default))!.Value;
        var signed = SignedObject.OfCommit(found.Content);

        Assert.Equal(16, PgpSignature.Verify(signed, [keys], DateTimeOffset.UtcNow).Length);
        Assert.Throws<FormatException>(() => PgpSignature.Verify(signed with { Payload = [.. signed.Payload, (byte)'!'] }, [keys], DateTimeOffset.UtcNow));
    }

    [Theory]
    [InlineData("ed25519")]
    [InlineData("rsa")]
    public async Task Ssh_keys_verify_too(string type)
    {
        var keys = SshKey(type);
        using var lab = await SignedAsync("TagAndHEAD", "tag: v1.0.0", keys, "-c", "gpg.format=ssh", "-c", $"user.signingkey={_folder}/{type}", "commit", "-q", "--allow-empty", "--gpg-sign", "-m", "Signed");

        Assert.True(lab.Status("GitRepository", "signed").Ready, lab.Status("GitRepository", "signed").Message);
        Assert.Contains("with key 'SHA256:", Source(lab).Condition("SourceVerified")!["message"].AsString!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_of_ssh_that_the_secret_does_not_have_fails_the_source()
    {
        SshKey("ed25519");
        File.Move($"{_folder}/ed25519", $"{_folder}/ada");
        using var lab = await SignedAsync("HEAD", "branch: main", SshKey("ed25519"), "-c", "gpg.format=ssh", "-c", $"user.signingkey={_folder}/ada", "commit", "-q", "--allow-empty", "--gpg-sign", "-m", "Signed");

        Assert.EndsWith("unable to verify payload with any of the given authorized keys", lab.Status("GitRepository", "signed").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HEAD", "branch: main", "InvalidCommitSignature", "unable to verify payload as the provided signature is empty")]
    [InlineData("Tag", "tag: v1.0.0", "InvalidGitObject", "since it is not signed")]
    [InlineData("Tag", "name: refs/tags/v1.0.0", "InvalidVerificationMode", "cannot verify tag object's signature if a tag reference is not specified")]
    [InlineData("Tag", "branch: main", "InvalidVerificationMode", "cannot verify tag object's signature if a tag reference is not specified")]
    [InlineData("HEAD", "branch: main", "VerificationError", "PGP public keys secret error: secrets \"authors\" not found", null)]
    public async Task What_is_not_signed_or_cannot_be_verified_says_why(string mode, string reference, string reason, string message, string? keys = "no keys")
    {
        using var lab = await SignedAsync(mode, reference, keys, "commit", "-q", "--allow-empty", "-m", "Unsigned");

        var source = lab.Status("GitRepository", "signed");
        Assert.Equal((false, reason), (source.Ready, source.Reason));
        Assert.Contains(message, source.Message, StringComparison.Ordinal);
    }

    [FactWith("gpg")]
    public async Task What_no_longer_verifies_leaves_the_artifact_of_before()
    {
        var keys = PgpKey("Ada");
        using var lab = await SignedAsync("HEAD", "branch: main", keys, "commit", "-q", "--allow-empty", "--gpg-sign", "-m", "Signed");
        var before = lab.Status("GitRepository", "signed").Revision;
        Git(_clone, "commit", "-q", "--allow-empty", "-m", "Unsigned");
        Git(_clone, "push", "-q", "origin", "HEAD:main");

        await lab.ReconcileAsync();

        var source = lab.Status("GitRepository", "signed");
        Assert.Equal((false, before), (source.Ready, source.Revision));
    }

    private static ClusterObject Source(FluxLab lab) => lab.Find("source.toolkit.fluxcd.io/v1", "GitRepository", "flux-system", "signed")!;

    // A lab whose main has a commit as it is made here, tagged the same way, and a source that asks for its signature.
    private async Task<FluxLab> SignedAsync(string mode, string reference, string? keys, params string[] commit)
    {
        var lab = await FluxLab.UpAsync(
            ("cluster/source.yaml", $"""
                apiVersion: source.toolkit.fluxcd.io/v1
                kind: GitRepository
                metadata:
                  name: signed
                  namespace: flux-system
                spec:
                  interval: 1m
                  url: {FluxLab.Ssh}
                  ref:
                    {reference}
                  secretRef:
                    name: flux-system
                  verify:
                    mode: {mode}
                    secretRef:
                      name: authors
                """));
        if (keys is not null)
            await HoldAsync(lab, keys);
        _clone = Path.Combine(_folder, "clone");
        Git(_folder, "clone", "-q", lab.Clouds.GitHub.RepositoryPath("acme", "fleet"), _clone);
        Git(_clone, commit);
        var signs = commit.Any(c => c.StartsWith("--gpg-sign", StringComparison.Ordinal));
        Git(_clone, [.. commit.TakeWhile(c => c != "commit"), "tag", signs ? "--sign" : "--annotate", "-m", "v1.0.0", "v1.0.0"]);
        Git(_clone, "push", "-q", "origin", "HEAD:main", "v1.0.0");
        await lab.ReconcileAsync();
        return lab;
    }

    private static Task HoldAsync(FluxLab lab, string keys) => lab.InClusterAsync(session => session.ReplaceAs("kubectl", PropertyMap.Of(
        ("apiVersion", "v1"), ("kind", "Secret"), ("metadata", PropertyMap.Of(("name", "authors"), ("namespace", "flux-system"))),
        ("data", PropertyMap.Of(("author.asc", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(keys))))))));

    // The folder has a short name: GnuPG puts a socket into it.
    private string PgpKey(string name)
    {
        Directory.CreateDirectory($"{_folder}/g");
        Run("gpg", _folder, "--batch", "--quiet", "--passphrase", "", "--quick-generate-key", $"{name} <{name.ToLowerInvariant()}@example.com>", "rsa2048", "sign", "1d");
        return Run("gpg", _folder, "--batch", "--quiet", "--armor", "--export", name);
    }

    private string SshKey(string type)
    {
        Run("ssh-keygen", _folder, "-q", "-t", type, "-N", "", "-C", "ada", "-f", $"{_folder}/{type}");
        return File.ReadAllText($"{_folder}/{type}.pub");
    }

    private void Git(string folder, params string[] arguments) => Run("git", folder, ["-c", "user.name=Ada", "-c", "user.email=ada@example.com", .. arguments]);

    private string Run(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["GNUPGHOME"] = $"{_folder}/g";
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {error}");
        return output;
    }
}
