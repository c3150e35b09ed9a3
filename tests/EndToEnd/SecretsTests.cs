using System.Text;
using Slipway.Components.Flux;
using Slipway.Lab.Engine.Secrets;

namespace Slipway.EndToEnd;

public sealed class SecretsTests : IDisposable
{
    private const string Passphrase = "correct horse battery staple";
    private const string Token = "ghp_thisIsTheSecretTokenOfTheFleet0001";

    private readonly SlipwayProcess _slipway = new();

    public void Dispose() => _slipway.Dispose();

    [Fact]
    public async Task No_secret_stands_in_plain_text_in_the_home_or_in_anything_printed()
    {
        await UseAllCommandsAsync();

        AssertNowhere(StateReader.Secrets(_slipway, "dev"));
    }

    [Fact]
    public async Task A_secret_of_the_configuration_stays_one_all_the_way()
    {
        AddToken();
        _slipway.Environment["PULUMI_CONFIG_PASSPHRASE"] = Passphrase;

        await UseAllCommandsAsync();

        var secrets = StateReader.Secrets(_slipway, "dev", Passphrase);
        Assert.Contains(Token, secrets);
        AssertNowhere([.. secrets, Passphrase]);
    }

    [Fact]
    public async Task A_wrong_passphrase_is_refused_before_anything_happens()
    {
        AddToken();
        _slipway.Environment["PULUMI_CONFIG_PASSPHRASE"] = "wrong";

        var wrong = await _slipway.RunAsync(2, "up", "dev", "--yes");
        _slipway.Environment.Remove("PULUMI_CONFIG_PASSPHRASE");
        var missing = await _slipway.RunAsync(2, "up", "dev", "--yes");

        Assert.Contains("The passphrase is wrong: Pulumi.dev.yaml was encrypted with another one", wrong.Error, StringComparison.Ordinal);
        Assert.Contains("Pulumi.dev.yaml is encrypted with a passphrase; set PULUMI_CONFIG_PASSPHRASE", missing.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_slipway.Home, "clouds")));
    }

    [Fact]
    public async Task A_state_under_a_passphrase_needs_that_passphrase()
    {
        _slipway.Environment["PULUMI_CONFIG_PASSPHRASE"] = Passphrase;
        await _slipway.UpDevAsync();
        var file = _slipway.Scratch("passphrase");
        File.WriteAllText(file, Passphrase + "\n");

        _slipway.Environment["PULUMI_CONFIG_PASSPHRASE"] = "wrong";
        Assert.Contains("The passphrase is wrong", (await _slipway.RunAsync(2, "preview", "dev")).Error, StringComparison.Ordinal);
        _slipway.Environment.Remove("PULUMI_CONFIG_PASSPHRASE");
        _slipway.Environment["PULUMI_CONFIG_PASSPHRASE_FILE"] = file;
        await _slipway.RunAsync(0, "preview", "dev", "--expect-no-changes");
    }

    [Fact]
    public async Task Secrets_are_shown_when_they_are_asked_for()
    {
        await _slipway.UpDevAsync();

        Assert.Contains("current-context", (await _slipway.RunAsync(0, "outputs", "dev", "--json", "--show-secrets")).Out, StringComparison.Ordinal);
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task What_the_lab_keeps_is_its_owners_alone()
    {
        await _slipway.UpDevAsync();

        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
            | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        // Git's own files inherit no mode, but stand in a folder that nobody else can enter.
        var open = Directory.EnumerateFileSystemEntries(_slipway.Home, "*", SearchOption.AllDirectories)
            .Where(p => !p.Contains(".git/", StringComparison.Ordinal))
            .Where(p => (File.GetUnixFileMode(p) & Others) != 0);
        Assert.Empty(open);
    }

    private async Task UseAllCommandsAsync()
    {
        await _slipway.RunAsync(0, "preview", "dev", "--diff");
        await _slipway.RunAsync(0, "up", "dev", "--yes", "--diff");
        await _slipway.RunAsync(0, "preview", "dev", "--json", "--diff");
        await _slipway.RunAsync(0, "refresh", "dev", "--yes", "--json");
        await _slipway.RunAsync(0, "outputs", "dev");
        await _slipway.RunAsync(0, "outputs", "dev", "--json");
        await _slipway.RunAsync(0, "state", "export", "dev");
    }

    private void AddToken()
    {
        var cipher = PassphraseCipher.New(Passphrase);
        File.AppendAllText(
            Path.Combine(_slipway.Project, "Pulumi.dev.yaml"),
            $"  github:token:\n    secure: {cipher.Encrypt(Token)}\nencryptionsalt: {cipher.EncryptionSalt}\n");
    }

    private void AssertNowhere(List<string> secrets)
    {
        Assert.Contains(secrets, s => s.Contains("PRIVATE KEY", StringComparison.Ordinal));
        // A Kubernetes Secret is secret as a whole; the public key and GitHub's host keys in it are public all the same.
        secrets.RemoveAll(s => s.StartsWith("ssh-ed25519 ", StringComparison.Ordinal) || s == GitHubHostKeys.KnownHosts);
        // Of a key, each line by itself: files escape line ends in their own ways.
        var needles = secrets
            .SelectMany(s => s.Split('\n').Append(Convert.ToBase64String(Encoding.UTF8.GetBytes(s))))
            .Where(s => s.Length >= 16)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var needle in needles)
            Assert.DoesNotContain(needle, _slipway.Printed, StringComparison.Ordinal);
        foreach (var file in Directory.EnumerateFiles(_slipway.Home, "*", SearchOption.AllDirectories))
        {
            var content = Encoding.Latin1.GetString(File.ReadAllBytes(file));
            foreach (var needle in needles)
                Assert.False(content.Contains(needle, StringComparison.Ordinal), $"{file} holds a secret in plain text.");
        }
    }
}
