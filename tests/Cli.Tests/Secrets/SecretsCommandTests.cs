using Slipway.Components.Sops;
using Slipway.Tests;

namespace Slipway.Cli.Tests.Secrets;

public sealed class SecretsCommandTests : IDisposable
{
    private const string Plain = "# The shop's.\napiVersion: v1\nkind: Secret\nmetadata:\n  name: mail\nstringData:\n  password: correct-horse\n";

    private static readonly AgeIdentity Alice = AgeIdentity.FromSecret(Enumerable.Repeat((byte)1, 32).ToArray());
    private static readonly AgeIdentity Bob = AgeIdentity.FromSecret(Enumerable.Repeat((byte)2, 32).ToArray());

    private readonly TemporaryFolder _folder = new("slipway-secrets-");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_is_sealed_opens_for_its_recipient()
    {
        var (file, key) = (_folder.Write("mail.sops.yaml", Plain), KeyFile(Alice));

        var seal = await RunAsync("seal", file, "--recipient", Alice.Recipient.ToString());
        var open = await RunAsync("open", file, "--identity", key);

        Assert.Equal((ExitCode.Done, ""), (seal.ExitCode, seal.Out));
        Assert.DoesNotContain("correct-horse", File.ReadAllText(file), StringComparison.Ordinal);
        Assert.Contains("  name: mail\n", File.ReadAllText(file).Replace("    name", "  name", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, open.ExitCode);
        Assert.Contains("password: correct-horse\n", open.Out, StringComparison.Ordinal);
        Assert.Equal(2, Directory.EnumerateFiles(_folder.Path).Count());
    }

    [FactWith("node", "npm:sops-age")]
    public async Task Another_implementation_of_sops_opens_it_too()
    {
        var file = _folder.Write("mail.sops.yaml", Plain);
        await RunAsync("seal", file, "--recipient", Alice.Recipient.ToString());

        var opened = await Tool.RunAsync("node", [Path.Combine(FactWithAttribute.ToolFolder, "open-sops.mjs")], File.ReadAllBytes(file), ("SOPS_AGE_KEY", Alice.Encode()));

        Assert.Contains("correct-horse", System.Text.Encoding.UTF8.GetString(opened), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_nearest_config_says_for_whom_and_how()
    {
        Config(new SopsCreationRule { PathRegex = @"^secrets/.*\.sops\.yaml$", Age = [Bob.Recipient], Rules = new SopsRules { EncryptedRegex = "^password$" } });
        Directory.CreateDirectory(Path.Combine(_folder.Path, "secrets"));
        var file = _folder.Write("secrets/mail.sops.yaml", Plain.Replace("  password", "  user: shop\n  password", StringComparison.Ordinal));

        Assert.Equal(ExitCode.Done, (await RunAsync("seal", file)).ExitCode);

        Assert.Equal([Bob.Recipient.ToString()], SopsFile.ReadMetadata(File.ReadAllText(file)).Recipients);
        Assert.Contains("user: shop\n", File.ReadAllText(file), StringComparison.Ordinal);
        var verify = await RunAsync("verify", _folder.Path, "--identity", KeyFile(Bob));
        Assert.Equal(ExitCode.Done, verify.ExitCode);
        Assert.Contains("  mac:       holds\n", verify.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("other/mail.sops.yaml", "No rule of ")]
    [InlineData("secrets/mail.sops.yaml", "under which only AWS can encrypt a data key")]
    public async Task Who_is_to_open_it_must_be_known_and_reachable(string path, string problem)
    {
        Config(new SopsCreationRule { PathRegex = "^secrets/", Kms = ["arn:aws:kms:eu-central-1:111122223333:key/a"], Age = [Alice.Recipient] });
        Directory.CreateDirectory(Path.Combine(_folder.Path, Path.GetDirectoryName(path)!));
        var file = _folder.Write(path, Plain);

        var seal = await RunAsync("seal", file);

        Assert.Equal(ExitCode.Usage, seal.ExitCode);
        Assert.Contains(problem, seal.Error, StringComparison.Ordinal);
        Assert.Equal(Plain, File.ReadAllText(file));
    }

    [Fact]
    public async Task A_config_that_is_not_in_order_is_named()
    {
        var config = _folder.Write(".sops.yaml", "creation_rules:\n  - path_regex: mail\n    age: age1\n");

        var seal = await RunAsync("seal", _folder.Write("mail.sops.yaml", Plain));

        Assert.Equal(ExitCode.Usage, seal.ExitCode);
        Assert.Contains($"{config}: creation_rules[0].age: 'age1' is no age recipient", seal.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a: b\n", "Nothing in ")]
    [InlineData("- a\n", "mail.sops.yaml: ")]
    [InlineData("a: [\n", "mail.sops.yaml: ")]
    public async Task What_would_not_be_sealed_is_refused(string text, string problem)
    {
        var file = _folder.Write("mail.sops.yaml", text);

        var seal = await RunAsync("seal", file, "--recipient", Alice.Recipient.ToString());

        Assert.NotEqual(ExitCode.Done, seal.ExitCode);
        Assert.Contains(problem, seal.Error, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(file));
    }

    [Fact]
    public async Task A_secret_key_given_for_a_recipient_is_not_repeated()
    {
        var file = _folder.Write("mail.sops.yaml", Plain);

        var results = new[] { await RunAsync("seal", file, "--recipient", Alice.Encode()), await RunAsync("open", file, "--identity", _folder.Write("bad", Alice.Encode().Replace("1", "2", StringComparison.Ordinal))) };

        Assert.All(results, r => Assert.Equal(ExitCode.Usage, r.ExitCode));
        Assert.All(results, r => Assert.DoesNotContain(Alice.Encode()[^20..], r.Error, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Rotating_gives_a_new_data_key_to_those_who_stay_alone()
    {
        var file = _folder.Write("mail.sops.yaml", Plain);
        await RunAsync("seal", file, "--recipient", Alice.Recipient.ToString());
        var before = File.ReadAllText(file);

        var rotate = await RunAsync("rotate", file, "--identity", KeyFile(Alice), "--add", Bob.Recipient.ToString(), "--remove", Alice.Recipient.ToString());

        Assert.Equal(ExitCode.Done, rotate.ExitCode);
        Assert.Contains("change those values too", rotate.Error, StringComparison.Ordinal);
        Assert.Equal(SopsFile.Open(before, new SopsKeys { Identities = [Alice] }), SopsFile.Open(File.ReadAllText(file), new SopsKeys { Identities = [Bob] }));
        var open = await RunAsync("open", file, "--identity", KeyFile(Alice));
        Assert.Equal((ExitCode.Failed, ""), (open.ExitCode, open.Out));
        Assert.Contains($"it is for {Bob.Recipient}", open.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--remove", "age1", "is not for age1")]
    [InlineData("--remove", "alice", "Nobody could open ")]
    [InlineData("--add", "alice", "already")]
    public async Task A_rotation_that_makes_no_sense_changes_nothing(string option, string who, string problem)
    {
        var file = _folder.Write("mail.sops.yaml", Plain);
        await RunAsync("seal", file, "--recipient", Alice.Recipient.ToString());
        var before = File.ReadAllText(file);

        var rotate = await RunAsync("rotate", file, "--identity", KeyFile(Alice), option, who == "alice" ? Alice.Recipient.ToString() : who);

        Assert.Equal(ExitCode.Usage, rotate.ExitCode);
        Assert.Contains(problem, rotate.Error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(file));
    }

    [Fact]
    public async Task Verifying_finds_what_was_tampered_with_and_shows_nothing_of_it()
    {
        var file = _folder.Write("mail.sops.yaml", Plain);
        await RunAsync("seal", file, "--recipient", Alice.Recipient.ToString());
        File.WriteAllText(file, string.Join('\n', File.ReadAllText(file).Split('\n').Select(l => l.Contains("password: ", StringComparison.Ordinal) ? l[..l.IndexOf("ENC[", StringComparison.Ordinal)] + "correct-horse" : l)));

        var verify = await RunAsync("verify", file, "--identity", KeyFile(Alice));

        Assert.Equal(ExitCode.Failed, verify.ExitCode);
        Assert.Contains("  mac:       does not hold\n", verify.Out, StringComparison.Ordinal);
        Assert.Contains("stringData", verify.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("correct-horse", verify.Out + verify.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verifying_holds_a_file_against_its_config_without_a_key()
    {
        var file = _folder.Write("mail.sops.yaml", Plain);
        await RunAsync("seal", file, "--recipient", Alice.Recipient.ToString());
        Config(new SopsCreationRule { PathRegex = "", Age = [Bob.Recipient], Rules = new SopsRules { EncryptedRegex = "^data$" } });

        var verify = await RunAsync("verify", _folder.Path);

        Assert.Equal(ExitCode.Failed, verify.ExitCode);
        Assert.Contains("not checked, as no key at hand opens it", verify.Out, StringComparison.Ordinal);
        Assert.Equal(3, verify.Out.Split("  wrong:").Length - 1);
    }

    [Theory]
    [InlineData("open")]
    [InlineData("verify")]
    [InlineData("seal")]
    [InlineData("rotate")]
    public async Task A_file_that_is_not_there_is_wrong_use(string command) =>
        Assert.Equal(ExitCode.Usage, (await RunAsync(command, Path.Combine(_folder.Path, "nowhere.sops.yaml"))).ExitCode);

    private void Config(SopsCreationRule rule) => _folder.Write(".sops.yaml", SopsConfig.Render([rule]));

    private string KeyFile(AgeIdentity identity) => _folder.Write($"{identity.Recipient}.agekey", $"# created: never\n{identity.Encode()}\n");

    private static async Task<(int ExitCode, string Out, string Error)> RunAsync(string command, params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var exitCode = await SlipwayCommand.RunAsync(["secrets", command, .. arguments], new Terminal(output, error, TextReader.Null));
        return (exitCode, output.ToString(), error.ToString());
    }
}
