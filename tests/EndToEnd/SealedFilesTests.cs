using System.Text;
using System.Text.Json;
using Slipway.Components.Secrets;
using Slipway.Components.Sops;
using Slipway.Tests;

namespace Slipway.EndToEnd;

public sealed class SealedFilesTests : IDisposable
{
    private const string Infrastructure = "clouds/github/acme/fleet-infrastructure.git";

    private readonly SlipwayProcess _slipway = new();

    public void Dispose() => _slipway.Dispose();

    [Fact]
    public async Task The_identity_in_the_cluster_opens_the_environments_files_and_no_other_does()
    {
        await _slipway.UpDevAsync();

        var sealedText = await FileAsync("dev", "secrets/cluster-secrets.sops.yaml");
        var plain = SopsFile.Open(sealedText, new SopsKeys { Identities = [ClusterIdentity()] });
        Assert.Contains("name: cluster-secrets", plain, StringComparison.Ordinal);
        Assert.Matches("harbor_secret_key: \"?[A-Za-z0-9]{16}\"?\n", plain);
        Assert.Equal(ClusterIdentity().Recipient.ToString(), (await OutputAsync("dev", "secretsRecipient")).GetString());
        Assert.Equal(
            SopsProblem.UnknownRecipient,
            Assert.Throws<SopsException>(() => SopsFile.Open(sealedText, new SopsKeys { Identities = [AgeIdentity.FromSecret(new byte[32])] })).Problem);
    }

    [FactWith("node", "npm:sops-age")]
    public async Task Another_implementation_of_sops_opens_them_too()
    {
        await _slipway.UpDevAsync();

        var opened = await Tool.RunAsync(
            "node",
            [Path.Combine(FactWithAttribute.ToolFolder, "open-sops.mjs")],
            Encoding.UTF8.GetBytes(await FileAsync("dev", "secrets/cluster-secrets.sops.yaml")),
            ("SOPS_AGE_KEY", ClusterIdentity().Encode()));

        var values = JsonDocument.Parse(opened).RootElement.GetProperty("stringData");
        Assert.Equal(50, values.GetProperty("authentik_secret_key").GetString()!.Length);
    }

    [Fact]
    public async Task Each_environment_has_a_key_of_its_own_in_kms_which_opens_its_files_alone()
    {
        await _slipway.UpDevAsync();
        foreach (var environment in (string[])["staging", "prod"])
            await _slipway.RunAsync(0, "up", environment, "--yes");

        var aws = StateReader.Clouds(_slipway).Aws;
        var files = new Dictionary<string, string>();
        foreach (var environment in (string[])["staging", "prod"])
        {
            var text = files[environment] = await FileAsync(environment, "secrets/cluster-secrets.sops.yaml");
            var opened = SopsFile.Open(text, new SopsKeys { Kms = key => aws.Kms.Decrypt(key.Arn, key.CiphertextBlob, Context(key)) });
            Assert.Matches("harbor_secret_key: \"?[A-Za-z0-9]{16}\"?\n", opened);
            Assert.Equal(environment, Assert.Single(SopsFile.ReadMetadata(text).Kms).Context![DecryptionPolicy.ContextKey]);
        }
        // The same blob under another key, or for another environment, is refused as KMS refuses it.
        var prod = Assert.Single(SopsFile.ReadMetadata(files["prod"]).Kms);
        var staging = Assert.Single(SopsFile.ReadMetadata(files["staging"]).Kms);
        Assert.ThrowsAny<Exception>(() => aws.Kms.Decrypt(staging.Arn, prod.CiphertextBlob, Context(prod)));
        Assert.ThrowsAny<Exception>(() => aws.Kms.Decrypt(prod.Arn, prod.CiphertextBlob, Context(staging)));
    }

    [Fact]
    public async Task A_new_generation_seals_every_file_anew_and_what_opens_them_stays()
    {
        await _slipway.UpDevAsync();
        var before = await FileAsync("dev", "secrets/cluster-secrets.sops.yaml");
        var identity = ClusterIdentity();
        var values = SopsFile.Open(before, new SopsKeys { Identities = [identity] });

        _slipway.Edit("Pulumi.dev.yaml", "    provider: age\n", "    provider: age\n    generation: 2\n");
        await _slipway.RunAsync(0, "up", "dev", "--yes");

        var after = await FileAsync("dev", "secrets/cluster-secrets.sops.yaml");
        Assert.NotEqual(before, after);
        Assert.Equal(values, SopsFile.Open(after, new SopsKeys { Identities = [identity] }));
        await _slipway.RunAsync(0, "reconcile", "dev");
        await _slipway.RunAsync(0, "preview", "dev", "--expect-no-changes");
    }

    [Fact]
    public async Task A_recovery_recipient_opens_them_and_a_secret_of_an_app_has_a_file_of_its_own()
    {
        var recovery = AgeIdentity.FromSecret(Enumerable.Repeat((byte)42, 32).ToArray());
        _slipway.Environment["PULUMI_CONFIG_PASSPHRASE"] = SecretConfig.Passphrase;
        _slipway.Edit("Pulumi.dev.yaml", "  slipway:secrets:\n    provider: age\n", "");
        SecretConfig.Add(
            _slipway,
            "dev",
            ciphertext => $"  slipway:secrets:\n    provider: age\n    recovery: [{recovery.Recipient}]\n    apps:\n      mail:\n        namespace: shop\n        values:\n          password:\n            secure: {ciphertext}\n",
            "correct-horse-of-the-mail");

        await _slipway.RunAsync(0, "up", "dev", "--yes");

        var text = await FileAsync("dev", "secrets/mail.sops.yaml");
        Assert.Contains("password: correct-horse-of-the-mail", SopsFile.Open(text, new SopsKeys { Identities = [recovery] }), StringComparison.Ordinal);
        Assert.Contains("name: shop", await FileAsync("dev", "secrets/namespaces.yaml"), StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Context(SopsKmsKey key) => new(key.Context!);

    // The lab's cluster holds what `up` put there; the state has it too, as a secret.
    private AgeIdentity ClusterIdentity() => AgeIdentity.Parse(Assert.Single(StateReader.Secrets(_slipway, "dev").Distinct(), s => s.StartsWith("AGE-SECRET-KEY-1", StringComparison.Ordinal)));

    private async Task<string> FileAsync(string environment, string file) =>
        (await _slipway.GitAsync(Path.Combine(_slipway.Home, Infrastructure), "show", $"main:clusters/{environment}/{file}")).Out;

    private async Task<JsonElement> OutputAsync(string environment, string name) =>
        JsonDocument.Parse((await _slipway.RunAsync(0, "outputs", environment, "--json")).Out).RootElement.GetProperty(name);
}
