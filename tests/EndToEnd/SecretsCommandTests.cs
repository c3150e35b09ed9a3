using System.Text;

namespace Slipway.EndToEnd;

public sealed class SecretsCommandTests : IDisposable
{
    private readonly SlipwayProcess _slipway = new();

    public void Dispose() => _slipway.Dispose();

    [Fact]
    public async Task What_the_labs_clusters_and_kms_can_open_is_opened_and_verified()
    {
        await _slipway.UpDevAsync();
        await _slipway.RunAsync(0, "up", "staging", "--yes");
        var clone = _slipway.Scratch("fleet-infrastructure");
        await _slipway.GitAsync(_slipway.Project, "clone", "--quiet", Path.Combine(_slipway.Home, "clouds/github/acme/fleet-infrastructure.git"), clone);

        foreach (var environment in (string[])["dev", "staging"])
        {
            var open = await _slipway.RunAsync(0, "secrets", "open", Path.Combine(clone, $"clusters/{environment}/secrets/cluster-secrets.sops.yaml"), "--env", environment);
            Assert.Matches("harbor_secret_key: \"?[A-Za-z0-9]{16}\"?\n", open.Out);
            var verify = await _slipway.RunAsync(0, "secrets", "verify", Path.Combine(clone, "clusters", environment), "--env", environment);
            Assert.Contains("  mac:       holds\n", verify.Out, StringComparison.Ordinal);
        }
        // Each environment's keys open its own files alone; without a key, who is it for and the rule still tell.
        Assert.Contains("none of the keys at hand", (await _slipway.RunAsync(1, "secrets", "open", Path.Combine(clone, "clusters/staging/secrets/cluster-secrets.sops.yaml"))).Error, StringComparison.Ordinal);
        Assert.Contains("not checked", (await _slipway.RunAsync(0, "secrets", "verify", clone)).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_identity_comes_from_the_environment_as_sops_takes_it()
    {
        var identity = Components.Sops.AgeIdentity.FromSecret(Encoding.ASCII.GetBytes("a secret of thirty-two characters"[..32]));
        var file = _slipway.Scratch("mail.sops.yaml");
        await File.WriteAllTextAsync(file, "apiVersion: v1\nkind: Secret\nmetadata:\n  name: mail\nstringData:\n  password: correct-horse\n");
        await _slipway.RunAsync(0, "secrets", "seal", file, "--recipient", identity.Recipient.ToString());
        await _slipway.RunAsync(1, "secrets", "open", file);
        Assert.DoesNotContain("correct-horse", _slipway.Printed, StringComparison.Ordinal);

        _slipway.Environment["SOPS_AGE_KEY"] = identity.Encode();

        Assert.Contains("password: correct-horse\n", (await _slipway.RunAsync(0, "secrets", "open", file)).Out, StringComparison.Ordinal);
        Assert.DoesNotContain(identity.Encode(), _slipway.Printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_app_is_added_to_a_clone_of_the_labs_fleet()
    {
        await _slipway.UpDevAsync();
        var clone = Path.Combine(_slipway.Project, "fleet-apps");
        await _slipway.GitAsync(_slipway.Project, "clone", "--quiet", Path.Combine(_slipway.Home, "clouds/github/acme/fleet-apps.git"), clone);

        await _slipway.RunAsync(0, "app", "add", "shop", "--image", "ghcr.io/acme/shop:1.2.0", "--owner", "@acme/shop", "--yes");

        Assert.Contains("?? apps/base/shop/\n", (await _slipway.GitAsync(clone, "status", "--porcelain")).Out, StringComparison.Ordinal);
        await _slipway.RunAsync(0, "check", clone);
    }
}
