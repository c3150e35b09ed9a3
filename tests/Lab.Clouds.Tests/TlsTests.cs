using System.Security.Cryptography;
using Slipway.Lab.Wire;
using static Slipway.Lab.Clouds.Tests.Provider;

namespace Slipway.Lab.Clouds.Tests;

public sealed class PrivateKeys : IDisposable
{
    private const string Type = "tls:index/privateKey:PrivateKey";
    private readonly Lab _lab = new();

    public void Dispose() => _lab.Dispose();

    [SshKeygenFact]
    public async Task Ed25519_keys_are_taken_by_OpenSSH() => await AcceptedByOpenSsh(Map(("algorithm", "ED25519")));

    [SshKeygenFact]
    public async Task Rsa_keys_are_taken_by_OpenSSH() => await AcceptedByOpenSsh(Map(("algorithm", "RSA"), ("rsaBits", 2048)));

    [SshKeygenFact]
    public async Task Ecdsa_keys_are_taken_by_OpenSSH() => await AcceptedByOpenSsh(Map(("algorithm", "ECDSA"), ("ecdsaCurve", "P384")));

    [Fact]
    public async Task Rsa_keys_are_the_same_key_in_every_form()
    {
        var key = await Tls.Create(Type, Map(("algorithm", "RSA")));
        using var pkcs1 = RSA.Create();
        using var pkcs8 = RSA.Create();
        pkcs1.ImportFromPem(key.Text("privateKeyPem"));
        pkcs8.ImportFromPem(key.Text("privateKeyPemPkcs8"));

        Assert.StartsWith("-----BEGIN RSA PRIVATE KEY-----\n", key.Text("privateKeyPem"));
        Assert.Equal(pkcs1.ExportSubjectPublicKeyInfoPem() + "\n", key.Text("publicKeyPem"));
        Assert.Equal(pkcs1.ExportRSAPrivateKey(), pkcs8.ExportRSAPrivateKey());
        Assert.Equal(2048, pkcs1.KeySize);
    }

    [Fact]
    public async Task P224_has_no_form_in_OpenSSH()
    {
        var key = await Tls.Create(Type, Map(("algorithm", "ECDSA")));

        Assert.Equal("P224", key.Text("ecdsaCurve"));
        Assert.Equal("", key.Text("publicKeyOpenssh"));
        Assert.Equal("", key.Text("publicKeyFingerprintSha256"));
        Assert.StartsWith("-----BEGIN EC PRIVATE KEY-----\n", key.Text("privateKeyPem"));
    }

    [Fact]
    public async Task Private_halves_are_secret_and_public_ones_are_not()
    {
        var key = await Tls.Create(Type, Map(("algorithm", "ED25519")));

        Assert.All(["privateKeyPem", "privateKeyOpenssh", "privateKeyPemPkcs8"], name => Assert.IsType<SecretValue>(key.Outputs[name]));
        Assert.IsType<StringValue>(key.Outputs["publicKeyOpenssh"]);
        Assert.Matches("^[0-9a-f]{40}$", key.Id);
    }

    [Fact]
    public async Task Every_input_replaces()
    {
        var key = await Tls.Create(Type, Map(("algorithm", "ED25519")));
        var diff = await Tls.Diff(key, Map(("algorithm", "RSA")));

        Assert.True(diff.Replaces);
        Assert.Equal(["algorithm"], diff.Changes.Keys);
    }

    [Fact]
    public async Task An_unknown_algorithm_is_refused_with_the_ones_there_are() =>
        Assert.Equal("algorithm: 'ed25519' is not one of RSA, ECDSA, ED25519 (did you mean 'ED25519'?)", await Tls.Problems(Type, Map(("algorithm", "ed25519"))));

    private Provider Tls => _lab.Configure("tls", null);

    private async Task AcceptedByOpenSsh(PropertyMap inputs)
    {
        var key = await Tls.Create(Type, inputs);
        var file = Path.Combine(_lab.Home, "key");
        File.WriteAllText(file, key.Text("privateKeyOpenssh"));
        File.WriteAllText(file + ".pub", key.Text("publicKeyOpenssh"));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var derived = Tools.Run("ssh-keygen", "-y", "-f", file).Split(' ');
        var (sha256, md5) = (Tools.Run("ssh-keygen", "-l", "-f", file + ".pub"), Tools.Run("ssh-keygen", "-l", "-E", "md5", "-f", file + ".pub"));

        Assert.Equal(key.Text("publicKeyOpenssh").Trim(), $"{derived[0]} {derived[1]}");
        Assert.Equal(key.Text("publicKeyFingerprintSha256"), sha256.Split(' ')[1]);
        Assert.Equal("MD5:" + key.Text("publicKeyFingerprintMd5"), md5.Split(' ')[1]);
    }
}
