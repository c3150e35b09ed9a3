using System.Security.Cryptography;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Flux.Tests;

public sealed class GitRepositoryTests : IDisposable
{
    private const string Ssh = FluxLab.Ssh;
    private const string Https = "https://github.com/acme/fleet";

    private readonly FluxLab _lab = new();

    public void Dispose() => _lab.Dispose();

    [Fact]
    public async Task A_registered_key_fetches_the_commit_of_the_full_reference()
    {
        var cluster = await _lab.ClusterAsync(await _lab.KeyOfAsync("fleet"), "refs/heads/main");

        var source = await FetchAsync(cluster);

        Assert.True(source.Ready, source.Message);
        Assert.Matches("^refs/heads/main@sha1:[0-9a-f]{40}$", source.Revision);
        Assert.Equal($"stored artifact for revision '{source.Revision}'", source.Message);
    }

    [Fact]
    public async Task A_key_that_is_not_registered_is_refused_as_ssh_refuses_it()
    {
        await _lab.KeyOfAsync("fleet");

        var source = await FetchAsync(await _lab.ClusterAsync(await _lab.GenerateAsync(), "refs/heads/main"));

        Assert.False(source.Ready);
        Assert.Contains("ssh: unable to authenticate, attempted methods [none publickey], no supported methods remain", source.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_of_another_repository_is_refused()
    {
        await _lab.KeyOfAsync("fleet");
        var other = await _lab.KeyOfAsync("other");

        Assert.False((await FetchAsync(await _lab.ClusterAsync(other, "refs/heads/main"))).Ready);
    }

    [Fact]
    public async Task A_reference_that_does_not_exist_is_named()
    {
        var source = await FetchAsync(await _lab.ClusterAsync(await _lab.KeyOfAsync("fleet"), "refs/tags/prod-v1.0.0"));

        Assert.EndsWith("couldn't find remote ref \"refs/tags/prod-v1.0.0\"", source.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_secret_is_named()
    {
        await _lab.KeyOfAsync("fleet");

        var source = await FetchAsync(await _lab.ClusterAsync(null, "refs/heads/main"));

        Assert.Equal("failed to get secret 'flux-system/flux-system': secrets \"flux-system\" not found", source.Message);
    }

    [Fact]
    public async Task What_is_no_key_is_refused()
    {
        await _lab.KeyOfAsync("fleet");

        Assert.Contains("'identity' is no private key", (await FetchAsync(await _lab.ClusterAsync("not a key", "refs/heads/main"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_github_app_that_is_installed_where_the_repository_is_fetches_over_https()
    {
        await _lab.KeyOfAsync("fleet");

        var source = await FetchAsync(await _lab.ClusterAsync(App(), "refs/heads/main", Https, "github"));

        Assert.True(source.Ready, source.Message);
        Assert.Matches("^refs/heads/main@sha1:[0-9a-f]{40}$", source.Revision);
    }

    [Theory]
    [InlineData("githubAppID", "", "required field 'githubAppID' not found")]
    [InlineData("githubAppID", "slipway", "'githubAppID' is no number")]
    [InlineData("githubAppPrivateKey", "not a key", "'githubAppPrivateKey' is no RSA private key in PEM form")]
    [InlineData("githubAppInstallationOwner", "other", "the GitHub App is installed for 'other', and the repository belongs to 'acme'")]
    public async Task A_github_app_that_is_not_whole_says_what_is_wrong(string key, string value, string problem)
    {
        await _lab.KeyOfAsync("fleet");

        var source = await FetchAsync(await _lab.ClusterAsync(App().With(key, value), "refs/heads/main", Https, "github"));

        Assert.Equal($"failed to configure authentication options: invalid 'flux-system' secret data: {problem}", source.Message);
    }

    [Theory]
    [InlineData(Ssh, "github", "https://github.com/<owner>/<repository> with provider github")]
    [InlineData(Https, "generic", "ssh://git@github.com/<owner>/<repository>")]
    public async Task An_address_that_does_not_go_with_the_provider_is_refused(string url, string provider, string form)
    {
        await _lab.KeyOfAsync("fleet");

        Assert.EndsWith($"the lab reaches {form} alone", (await FetchAsync(await _lab.ClusterAsync(App(), "refs/heads/main", url, provider))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_was_removed_leaves_the_artifact_of_before()
    {
        using var lab = await FluxLab.UpAsync(("cluster/a.yaml", Manifests.Settings("a", "one")));
        var before = lab.Status("GitRepository", "flux-system").Revision;
        await lab.EditAsync("v1", "Secret", "flux-system", "flux-system", o => o.Without("data"));
        await lab.CommitAsync(("cluster/a.yaml", Manifests.Settings("a", "two")));

        await lab.ReconcileAsync();

        var source = lab.Status("GitRepository", "flux-system");
        Assert.Equal((false, "AuthenticationFailed", before), (source.Ready, source.Reason, source.Revision));
        Assert.True(lab.Status("Kustomization", "flux-system").Ready);
        Assert.Equal("one", lab.Find("v1", "ConfigMap", "flux-system", "a")!.Text("data", "value"));
    }

    [Theory]
    [InlineData("include:\n    - repository:\n        name: other")]
    [InlineData("recurseSubmodules: true")]
    [InlineData("sparseCheckout: [apps]")]
    public async Task A_field_that_the_lab_does_not_know_is_not_passed_over(string field)
    {
        using var lab = await FluxLab.UpAsync(("cluster/source.yaml", Source(field)));

        Assert.Equal((false, "Unsupported"), (lab.Status("GitRepository", "other").Ready, lab.Status("GitRepository", "other").Reason));
    }

    [Fact]
    public async Task What_is_ignored_does_not_come_into_the_artifact()
    {
        using var lab = await FluxLab.UpAsync(
            ("cluster/source.yaml", Source("ignore: |\n    /apps/b.yaml")),
            ("cluster/apps.yaml", Manifests.Layer("apps").Replace("name: flux-system\n", "name: other\n", StringComparison.Ordinal)),
            ("apps/a.yaml", Manifests.Settings("a", "one")), ("apps/b.yaml", Manifests.Settings("b", "one")));

        Assert.NotNull(lab.Find("v1", "ConfigMap", "flux-system", "a"));
        Assert.Null(lab.Find("v1", "ConfigMap", "flux-system", "b"));
        Assert.Equal("/apps/b.yaml\n", lab.Find("source.toolkit.fluxcd.io/v1", "GitRepository", "flux-system", "other")!.Status["observedIgnore"].AsString);

        await lab.CommitAsync(("cluster/source.yaml", Source("timeout: 1m")));
        await lab.ReconcileAsync();
        Assert.NotNull(lab.Find("v1", "ConfigMap", "flux-system", "b"));
    }

    private static string Source(string more) =>
        $"apiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\nmetadata:\n  name: other\n  namespace: flux-system\nspec:\n  interval: 1m\n  url: {Ssh}\n  ref:\n    branch: main\n  secretRef:\n    name: flux-system\n  {more}\n";

    private static PropertyMap App()
    {
        using var rsa = RSA.Create(2048);
        return PropertyMap.Of(("githubAppID", "4711"), ("githubAppInstallationOwner", "acme"), ("githubAppPrivateKey", rsa.ExportRSAPrivateKeyPem()));
    }

    private async Task<FluxObjectStatus> FetchAsync(string cluster) =>
        Assert.Single((await new FluxRuntime(_lab.Clouds, cluster).ReconcileAsync(default))!.Status.Of("GitRepository"));
}
