using System.Security.Cryptography;
using System.Text.Json;

namespace Slipway.EndToEnd;

public sealed class GitHubTests : IDisposable
{
    private readonly SlipwayProcess _slipway = new();

    public void Dispose() => _slipway.Dispose();

    [Fact]
    public async Task Rules_come_after_the_owners_first_files_and_let_the_later_environments_files_through()
    {
        var dev = Steps(await _slipway.RunAsync(0, "up", "dev", "--yes"));
        await _slipway.RunAsync(0, "up", "staging", "--yes");

        Assert.True(dev.IndexOf("secrets-kustomization-file created") < dev.IndexOf("fleet-infrastructure-rules-default-branch created"), string.Join('\n', dev));
        var log = await _slipway.GitAsync(Path.Combine(_slipway.Home, "clouds/github/acme/fleet-infrastructure.git"), "log", "--format=%s", "main");
        Assert.StartsWith("Set clusters/staging/secrets/kustomization.yaml\n", log.Out, StringComparison.Ordinal);
        var rulesets = await InputsAsync("dev", "github:index/repositoryRuleset:RepositoryRuleset");
        Assert.Equal(4, rulesets.Count);
        Assert.All(rulesets, r => Assert.Equal("OrganizationAdmin", Assert.Single(r.GetProperty("bypassActors").EnumerateArray()).GetProperty("actorType").GetString()));
        Assert.Empty(await InputsAsync("staging", "github:index/repositoryRuleset:RepositoryRuleset"));
    }

    [Fact]
    public async Task An_owner_that_takes_its_repositories_back_says_so_once()
    {
        await _slipway.UpDevAsync();
        await _slipway.RunAsync(0, "destroy", "dev", "--yes");

        var back = await _slipway.RunAsync(0, "up", "dev", "--yes");
        var later = await _slipway.RunAsync(0, "up", "dev", "--yes");

        Assert.Equal(2, back.Error.Split('\n').Count(l => l.Contains("It is taken back with its history", StringComparison.Ordinal)));
        Assert.DoesNotContain("taken back", later.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_template_that_does_not_exist_is_found_before_anything_is_made()
    {
        _slipway.Edit("Pulumi.dev.yaml", "acme-templates/fleet-apps", "acme-templates/fleet-app");

        var result = await _slipway.RunAsync(1, "up", "dev", "--yes");

        Assert.Contains("The template acme-templates/fleet-app of the repository acme/fleet-apps does not exist", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_slipway.Home, "clouds/github/acme")));
    }

    [Fact]
    public async Task A_protected_repository_is_not_destroyed()
    {
        _slipway.Edit("Pulumi.dev.yaml", "    reviews: 1\n", "    reviews: 1\n    protect: true\n");
        await _slipway.UpDevAsync();

        var result = await _slipway.RunAsync(1, "destroy", "dev", "--yes");

        Assert.Contains("fleet-apps", result.Error, StringComparison.Ordinal);
        Assert.Contains("protect", result.Error, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_webhook_meets_the_receiver_at_the_path_of_the_clusters_token()
    {
        _slipway.Edit("Pulumi.dev.yaml", "    reviews: 1\n", "    reviews: 1\n    webhookHost: flux.dev.example.org\n");
        await _slipway.UpDevAsync();
        await _slipway.RunAsync(0, "preview", "dev", "--expect-no-changes");
        var secrets = StateReader.Secrets(_slipway, "dev");
        var token = Assert.Single(secrets, s => s.Length == 40 && s.All(char.IsAsciiLetterOrDigit));
        var hash = Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{token}fleetflux-system")));
        Assert.Contains($"https://flux.dev.example.org/hook/{hash}", secrets);
        Assert.DoesNotContain(token, _slipway.Printed, StringComparison.Ordinal);
        Assert.DoesNotContain(hash, _slipway.Printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_github_app_needs_no_deploy_key()
    {
        using var rsa = RSA.Create(2048);
        var pem = rsa.ExportRSAPrivateKeyPem();
        _slipway.Environment["PULUMI_CONFIG_PASSPHRASE"] = SecretConfig.Passphrase;
        _slipway.Edit("Pulumi.dev.yaml", "    imageAutomation: true\n", "    auth: app\n");
        SecretConfig.Add(_slipway, "dev", sealed_ => $"  slipway:githubApp:\n    id: 4711\n    installationOwner: acme\n    privateKey:\n      secure: {sealed_}\n", pem);

        await _slipway.UpDevAsync();

        Assert.Empty(await InputsAsync("dev", "github:index/repositoryDeployKey:RepositoryDeployKey"));
        Assert.Matches(@"flux-system\s+refs/heads/main@sha1:[0-9a-f]{8}\s+False\s+True", (await _slipway.RunAsync(0, "status", "dev")).Out);
        Assert.DoesNotContain("BEGIN RSA", (await _slipway.RunAsync(0, "state", "export", "dev")).Out, StringComparison.Ordinal);
        await _slipway.RunAsync(0, "preview", "dev", "--expect-no-changes");
    }

    private static List<string> Steps(SlipwayProcess.Result result) => [.. result.Error.Split('\n')
        .Select(l => l.Trim().Split(' '))
        .Where(w => w.Length >= 4 && w[0] is "+" or "~" or "-")
        .Select(w => $"{w[2]} {w[3]}")];

    private async Task<List<JsonElement>> InputsAsync(string environment, string type)
    {
        var state = JsonDocument.Parse((await _slipway.RunAsync(0, "state", "export", environment)).Out);
        return [.. state.RootElement.GetProperty("deployment").GetProperty("resources").EnumerateArray()
            .Where(r => r.GetProperty("type").GetString() == type)
            .Select(r => r.GetProperty("inputs"))];
    }
}
