using System.Text.Json;

namespace Slipway.EndToEnd;

public sealed class PromotionTests : IDisposable
{
    private readonly SlipwayProcess _slipway = new();

    public void Dispose() => _slipway.Dispose();

    [Fact]
    public async Task A_commit_goes_from_dev_to_staging_to_prod_and_no_stage_is_skipped()
    {
        await _slipway.UpDevAsync();
        await _slipway.RunAsync(0, "up", "staging", "--yes");
        await _slipway.RunAsync(0, "up", "prod", "--yes");
        await CommitAsync("apps/base/podinfo/marker.yaml", "a: 1\n");
        var (infrastructure, apps) = (await CommitOfAsync("fleet-infrastructure", "main"), await CommitOfAsync("fleet-apps", "main"));

        var skipped = await _slipway.RunAsync(1, "promote", "prod", "1.0.0", "--yes");
        Assert.Contains("slipway: not-run: staging does not run acme/fleet-apps", skipped.Error, StringComparison.Ordinal);

        await _slipway.RunAsync(0, "promote", "staging", "1.0.0", "--yes", "--merge");
        await CommitAsync("apps/base/podinfo/marker.yaml", "a: 2\n");
        var toProd = JsonDocument.Parse((await _slipway.RunAsync(0, "promote", "prod", "1.0.0", "--yes", "--merge", "--json")).Out).RootElement;

        Assert.Equal(infrastructure, toProd.GetProperty("commits").GetProperty("infrastructure").GetString());
        Assert.Equal(apps, await CommitOfAsync("fleet-apps", "refs/tags/prod-v1.0.0"));
        Assert.Contains("name: refs/tags/prod-v1.0.0\n", await ReleaseAsync("prod"), StringComparison.Ordinal);
        await _slipway.RunAsync(0, "preview", "prod", "--expect-no-changes");
        // Each cluster really runs it, every layer: 1 would be the exit code of one that is not ready.
        foreach (var environment in (string[])["staging", "prod"])
        {
            var reconciled = await _slipway.RunAsync(0, "reconcile", environment);
            Assert.Matches($"kustomization/core +\trefs/tags/{environment}-v1\\.0\\.0@sha1:{infrastructure[..8]} *\tFalse *\tTrue", reconciled.Out);
            Assert.Matches($"kustomization/apps +\trefs/tags/{environment}-v1\\.0\\.0@sha1:{apps[..8]} *\tFalse *\tTrue", reconciled.Out);
        }
        var dev = await CommitOfAsync("fleet-apps", "main");
        Assert.Matches($"kustomization/apps +\trefs/heads/main@sha1:{dev[..8]} *\tFalse *\tTrue", (await _slipway.RunAsync(0, "reconcile", "dev")).Out);
    }

    [Fact]
    public async Task A_rollback_in_the_lab_gives_back_the_same_bytes()
    {
        await _slipway.UpDevAsync();
        await _slipway.RunAsync(0, "promote", "staging", "0.1.0", "--yes");
        var before = await ReleaseAsync("staging");
        await CommitAsync("apps/base/podinfo/marker.yaml", "a: 1\n");
        await _slipway.RunAsync(0, "promote", "staging", "0.2.0", "--yes", "--merge");
        Assert.NotEqual(before, await ReleaseAsync("staging"));

        await _slipway.RunAsync(0, "rollback", "staging", "--yes", "--merge");

        Assert.Equal(before, await ReleaseAsync("staging"));
        Assert.Equal("main\n", (await _slipway.GitAsync(Repository("fleet-infrastructure"), "branch", "--format=%(refname:short)")).Out);
    }

    [Fact]
    public async Task Signed_tags_are_asked_of_the_stage_before()
    {
        await _slipway.UpDevAsync();
        await _slipway.RunAsync(0, "up", "staging", "--yes");
        await _slipway.RunAsync(0, "promote", "staging", "0.1.0", "--yes");
        await SignAsync();

        var refused = await _slipway.RunAsync(1, "promote", "prod", "0.2.0", "--yes", "--require-signed");
        Assert.Contains("The tag staging-v0.1.0 of acme/fleet-apps has no signature that can be verified here.", refused.Error, StringComparison.Ordinal);

        await CommitAsync("apps/base/podinfo/marker.yaml", "a: 1\n");
        await _slipway.RunAsync(0, "promote", "staging", "0.2.0", "--yes", "--merge", "--require-signed");
        await _slipway.RunAsync(0, "promote", "prod", "0.2.0", "--yes", "--require-signed");

        Assert.Contains("-----BEGIN SSH SIGNATURE-----", (await _slipway.GitAsync(Repository("fleet-apps"), "cat-file", "tag", "prod-v0.2.0")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_previous_environment_that_is_not_up_has_run_nothing()
    {
        await _slipway.UpDevAsync();

        Assert.Contains("previous-unknown: What staging runs is not known", (await _slipway.RunAsync(1, "promote", "prod", "1.0.0")).Error, StringComparison.Ordinal);
    }

    private string Repository(string name) => Path.Combine(_slipway.Home, "clouds/github/acme", name + ".git");

    private async Task<string> CommitOfAsync(string repository, string reference) =>
        (await _slipway.GitAsync(Repository(repository), "rev-parse", $"{reference}^{{commit}}")).Out.Trim();

    private async Task<string> ReleaseAsync(string environment) =>
        (await _slipway.GitAsync(Repository("fleet-infrastructure"), "show", $"main:clusters/{environment}/release.yaml")).Out;

    // A change of an app reaches main.
    private async Task CommitAsync(string file, string content)
    {
        var clone = _slipway.Scratch($"clone-{Guid.NewGuid():N}");
        await _slipway.GitAsync(_slipway.Project, "clone", "-q", Repository("fleet-apps"), clone);
        await File.WriteAllTextAsync(Path.Combine(clone, file), content);
        await _slipway.GitAsync(clone, "add", ".");
        await _slipway.GitAsync(clone, "-c", "user.name=Ada", "-c", "user.email=ada@example.com", "commit", "-qm", "Change podinfo");
        Assert.Equal(0, (await _slipway.GitAsync(clone, "push", "-q", "origin", "HEAD:main")).ExitCode);
    }

    // The user's configuration: sign with an SSH key, and trust it.
    private async Task SignAsync()
    {
        var (key, trusted, config) = (_slipway.Scratch("key"), _slipway.Scratch("trusted"), _slipway.Scratch("gitconfig"));
        using (var made = System.Diagnostics.Process.Start("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "", "-f", key]))
            await made.WaitForExitAsync();
        await File.WriteAllTextAsync(trusted, $"slipway-lab@users.noreply.github.com {await File.ReadAllTextAsync(key + ".pub")}");
        await File.WriteAllTextAsync(config, $"[gpg]\n\tformat = ssh\n[user]\n\tsigningkey = {key}\n[gpg \"ssh\"]\n\tallowedSignersFile = {trusted}\n");
        _slipway.Environment["GIT_CONFIG_GLOBAL"] = config;
    }
}
