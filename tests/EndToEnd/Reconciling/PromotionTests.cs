using System.Text.Json;

namespace Slipway.EndToEnd.Reconciling;

/// <summary>A commit reaches dev, promotion brings exactly that commit to staging and then to prod, and what is not in order is refused.</summary>
public sealed class PromotionTests : IDisposable
{
    private const string Marker = "apps/base/podinfo/marker.yaml";

    private readonly SlipwayProcess _slipway = new();
    private readonly LabFleet _fleet;

    public PromotionTests() => _fleet = new LabFleet(_slipway);

    public void Dispose() => _slipway.Dispose();

    [Fact]
    public async Task A_commit_goes_from_dev_to_staging_to_prod_and_no_stage_is_skipped()
    {
        await _slipway.UpAllAsync();
        await CommitAsync("a: 1\n");
        var (infrastructure, apps) = (await _fleet.CommitOfAsync("fleet-infrastructure", "main"), await _fleet.CommitOfAsync("fleet-apps", "main"));
        var released = await _fleet.CommitOfAsync("fleet-apps", "refs/tags/staging-v0.1.0");
        await AssertRunsAsync("dev", "refs/heads/main", infrastructure, apps);
        Assert.NotEqual(apps, released);
        Assert.Contains($"refs/tags/staging-v0.1.0@sha1:{released[..8]}", (await _slipway.RunAsync(0, "reconcile", "staging")).Out, StringComparison.Ordinal);

        // What staging runs is released to prod already; the commit is only in dev.
        Assert.Contains("slipway: same-commits: ", (await _slipway.RunAsync(1, "promote", "prod", "0.2.0", "--yes")).Error, StringComparison.Ordinal);

        await _slipway.RunAsync(0, "promote", "staging", "0.2.0", "--yes", "--merge");
        await CommitAsync("a: 2\n");
        var toProd = JsonDocument.Parse((await _slipway.RunAsync(0, "promote", "prod", "0.2.0", "--yes", "--merge", "--json")).Out).RootElement;

        Assert.Equal(infrastructure, toProd.GetProperty("commits").GetProperty("infrastructure").GetString());
        Assert.Equal(apps, await _fleet.CommitOfAsync("fleet-apps", "refs/tags/prod-v0.2.0"));
        Assert.Contains("name: refs/tags/prod-v0.2.0\n", await ReleaseAsync("prod"), StringComparison.Ordinal);
        await _slipway.RunAsync(0, "preview", "prod", "--expect-no-changes");
        await AssertRunsAsync("staging", "refs/tags/staging-v0.2.0", infrastructure, apps);
        await AssertRunsAsync("prod", "refs/tags/prod-v0.2.0", infrastructure, apps);
    }

    [Fact]
    public async Task What_is_not_in_order_is_refused_and_nothing_is_tagged()
    {
        await _slipway.UpAllAsync();
        await CommitAsync("a: 1\n");
        await _slipway.RunAsync(0, "reconcile", "dev");
        var status = _slipway.Scratch("status.json");
        await File.WriteAllTextAsync(status, (await _slipway.RunAsync(0, "status", "dev", "--json")).Out);
        var before = await _fleet.ReferencesAsync("refs/tags");

        Assert.Contains("'1.2' is no version", (await _slipway.RunAsync(2, "promote", "staging", "1.2", "--yes")).Error, StringComparison.Ordinal);
        Assert.Contains("version-not-higher", (await _slipway.RunAsync(1, "promote", "staging", "0.0.9", "--yes")).Error, StringComparison.Ordinal);
        await _fleet.GitAsync("fleet-apps", "update-ref", "refs/heads/main", "refs/heads/main~1");
        Assert.Contains("not-on-main", (await _slipway.RunAsync(1, "promote", "staging", "0.2.0", "--yes", "--status", status)).Error, StringComparison.Ordinal);
        Assert.Equal(before, await _fleet.ReferencesAsync("refs/tags"));

        await _fleet.GitAsync("fleet-infrastructure", "tag", "staging-v0.3.0", "main");
        Assert.Contains("tag-in-one", (await _slipway.RunAsync(1, "promote", "staging", "0.3.0", "--yes")).Error, StringComparison.Ordinal);
        Assert.Equal("", await _fleet.GitAsync("fleet-apps", "tag", "--list", "staging-v0.3.0"));
    }

    [Fact]
    public async Task What_status_prints_is_what_promote_reads()
    {
        await _slipway.UpDevAsync();
        var status = _slipway.Scratch("status.json");
        await File.WriteAllTextAsync(status, (await _slipway.RunAsync(0, "status", "dev", "--json")).Out);

        var plan = JsonDocument.Parse((await _slipway.RunAsync(0, "promote", "staging", "0.1.0", "--status", status, "--json")).Out).RootElement;

        Assert.Equal(("planned", await _fleet.CommitOfAsync("fleet-apps", "main")), (plan.GetProperty("status").GetString()!, plan.GetProperty("commits").GetProperty("apps").GetString()!));
    }

    [Fact]
    public async Task A_rollback_gives_back_the_same_bytes_and_the_environment_runs_them()
    {
        await _slipway.UpAllAsync();
        var (before, tags) = (await ReleaseAsync("staging"), await _fleet.ReferencesAsync("refs/tags/staging-v0.1.0"));
        await CommitAsync("a: 1\n");
        await _slipway.RunAsync(0, "promote", "staging", "0.2.0", "--yes", "--merge");
        Assert.NotEqual(before, await ReleaseAsync("staging"));

        await _slipway.RunAsync(0, "rollback", "staging", "--yes", "--merge");

        Assert.Equal(before, await ReleaseAsync("staging"));
        Assert.Equal(tags, await _fleet.ReferencesAsync("refs/tags/staging-v0.1.0"));
        Assert.Equal("main", await _fleet.GitAsync("fleet-infrastructure", "branch", "--format=%(refname:short)"));
        Assert.Matches(@"kustomization/apps +\trefs/tags/staging-v0\.1\.0@sha1:", (await _slipway.RunAsync(0, "reconcile", "staging")).Out);
    }

    [Fact]
    public async Task Signed_tags_are_asked_of_the_stage_before()
    {
        await _slipway.UpAllAsync();
        await SignAsync();
        await CommitAsync("a: 1\n");
        await _slipway.RunAsync(0, "promote", "staging", "0.2.0", "--yes", "--merge");
        var refused = await _slipway.RunAsync(1, "promote", "prod", "0.3.0", "--yes", "--require-signed");
        Assert.Contains("The tag staging-v0.2.0 of acme/fleet-apps has no signature that can be verified here.", refused.Error, StringComparison.Ordinal);

        await CommitAsync("a: 2\n");
        await _slipway.RunAsync(0, "promote", "staging", "0.3.0", "--yes", "--merge", "--require-signed");
        await _slipway.RunAsync(0, "promote", "prod", "0.3.0", "--yes", "--require-signed");

        Assert.Contains("-----BEGIN SSH SIGNATURE-----", await _fleet.GitAsync("fleet-apps", "cat-file", "tag", "prod-v0.3.0"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_previous_environment_that_is_not_up_has_run_nothing()
    {
        await _slipway.UpDevAsync();

        Assert.Contains("previous-unknown: What staging runs is not known", (await _slipway.RunAsync(1, "promote", "prod", "1.0.0")).Error, StringComparison.Ordinal);
    }

    private Task CommitAsync(string content) => _fleet.CommitAsync("fleet-apps", Marker, _ => content);

    private Task<string> ReleaseAsync(string environment) => _fleet.GitAsync("fleet-infrastructure", "show", $"main:clusters/{environment}/release.yaml");

    // Every layer: 1 would be the exit code of one that is not ready.
    private async Task AssertRunsAsync(string environment, string reference, string infrastructure, string apps)
    {
        var reconciled = (await _slipway.RunAsync(0, "reconcile", environment)).Out;
        Assert.Contains($"{reference}@sha1:{infrastructure[..8]}", reconciled, StringComparison.Ordinal);
        Assert.Matches($"kustomization/apps +\t{System.Text.RegularExpressions.Regex.Escape(reference)}@sha1:{apps[..8]} *\tFalse *\tTrue", reconciled);
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
