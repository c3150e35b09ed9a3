using Slipway.EndToEnd.Leaks;
using Slipway.Lab.Engine.Secrets;

namespace Slipway.EndToEnd;

public sealed class SecretsTests : IDisposable
{
    private const string Passphrase = "correct horse battery staple";
    private const string Token = "ghp_thisIsTheSecretTokenOfTheFleet0001";

    private readonly SlipwayProcess _slipway = new();

    public void Dispose() => _slipway.Dispose();

    [Fact]
    public async Task Without_a_passphrase_the_labs_own_key_keeps_all_secrets()
    {
        await _slipway.UpDevAsync();
        await _slipway.RunAsync(0, "refresh", "dev", "--yes", "--json");
        await _slipway.RunAsync(0, "state", "export", "dev");

        var search = new LeakSearch(_slipway);
        search.AddClouds();
        search.AddState("dev");
        Assert.True(search.Taint.Secrets > 20);
        Assert.Empty(await search.FindAsync([]));
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

    private void AddToken()
    {
        var cipher = PassphraseCipher.New(Passphrase);
        File.AppendAllText(
            Path.Combine(_slipway.Project, "Pulumi.dev.yaml"),
            $"  github:token:\n    secure: {cipher.Encrypt(Token)}\nencryptionsalt: {cipher.EncryptionSalt}\n");
    }
}
