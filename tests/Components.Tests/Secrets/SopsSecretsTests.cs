using System.Collections.Immutable;
using System.Text;
using Pulumi.Utilities;
using Slipway.Components.Secrets;
using Slipway.Components.Sops;
using Slipway.Infra;
using Slipway.Tests;

namespace Slipway.Components.Tests.Secrets;

public sealed class SopsSecretsTests
{
    private const string File = "github:index/repositoryFile:RepositoryFile";
    private const string Value = "xoxb-the-token-of-the-chat";

    private static readonly AgeIdentity Recovery = AgeIdentity.FromSecret(Enumerable.Repeat((byte)7, 32).ToArray());

    private readonly RecordingMocks _mocks = new()
    {
        Outputs =
        {
            ["random:index/randomBytes:RandomBytes"] = Map(("base64", Convert.ToBase64String(Enumerable.Range(0, 32).Select(i => (byte)i).ToArray()))),
            ["random:index/randomPassword:RandomPassword"] = Map(("result", "MadeUpMadeUpMadeUp")),
            ["aws:kms/key:Key"] = Map(("arn", "arn:aws:kms:eu-west-1:111122223333:key/1"), ("keyId", "1")),
            ["aws:kms/ciphertext:Ciphertext"] = Map(("ciphertextBlob", Convert.ToBase64String("wrapped"u8))),
        },
    };

    [Fact]
    public async Task Every_secret_is_a_file_of_the_environments_folder_beside_what_lists_them()
    {
        await Make(SecretsProvider.Age);

        Assert.Equal(
            [
                "clusters/dev/.sops.yaml", "clusters/dev/secrets/cluster-secrets.sops.yaml", "clusters/dev/secrets/kustomization.yaml",
                "clusters/dev/secrets/mail.sops.yaml", "clusters/dev/secrets/namespaces.yaml",
            ],
            _mocks.OfType(File).Select(f => (string)f.Inputs["file"]).Order(StringComparer.Ordinal));
        Assert.EndsWith(
            "resources:\n  - namespaces.yaml\n  - cluster-secrets.sops.yaml\n  - mail.sops.yaml\n", Content("clusters/dev/secrets/kustomization.yaml"), StringComparison.Ordinal);
        Assert.Contains("kustomize.toolkit.fluxcd.io/ssa: IfNotPresent", Content("clusters/dev/secrets/namespaces.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_environments_identity_and_the_recovery_identity_open_a_file_and_no_other_does()
    {
        var secrets = await Make(SecretsProvider.Age);
        var content = Content("clusters/dev/secrets/cluster-secrets.sops.yaml");
        var own = AgeIdentity.Parse(await OutputUtilities.GetValueAsync(secrets.AgeIdentity!));

        foreach (var identity in (AgeIdentity[])[own, Recovery])
        {
            var plain = SopsFile.Open(content, new SopsKeys { Identities = [identity] });
            Assert.Contains($"chat_token: {Value}", plain, StringComparison.Ordinal);
            Assert.Contains("harbor_key: MadeUpMadeUpMadeUp", plain, StringComparison.Ordinal);
        }
        var other = AgeIdentity.FromSecret(Enumerable.Repeat((byte)9, 32).ToArray());
        Assert.Equal(SopsProblem.UnknownRecipient, Assert.Throws<SopsException>(() => SopsFile.Open(content, new SopsKeys { Identities = [other] })).Problem);
        Assert.Equal(own.Recipient.ToString(), await OutputUtilities.GetValueAsync(secrets.Recipient));
    }

    [Fact]
    public async Task The_data_key_that_kms_encrypts_opens_the_file()
    {
        var secrets = await Make(SecretsProvider.Kms);

        Assert.Null(secrets.AgeIdentity);
        var wrapped = _mocks.OfType("aws:kms/ciphertext:Ciphertext").Single(c => c.Name == "secrets-mail-data-key").Inputs;
        Assert.Equal("dev", ((ImmutableDictionary<string, object>)wrapped["context"])["slipway-environment"]);
        var plain = SopsFile.Open(Content("clusters/dev/secrets/mail.sops.yaml"), new SopsKeys
        {
            Kms = key => key is { Arn: "arn:aws:kms:eu-west-1:111122223333:key/1", CiphertextBlob: "d3JhcHBlZA==" } && key.Context!["slipway-environment"] == "dev"
                ? Encoding.UTF8.GetBytes((string)wrapped["plaintext"])
                : null,
        });
        Assert.Contains("namespace: shop", plain, StringComparison.Ordinal);
        Assert.Contains("password: MadeUpMadeUpMadeUp", plain, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_file_has_a_data_key_of_its_own()
    {
        await Make(SecretsProvider.Kms);

        var keys = _mocks.OfType("aws:kms/ciphertext:Ciphertext").Select(c => (string)c.Inputs["plaintext"]).ToList();
        Assert.Equal(2, keys.Distinct().Count());
        Assert.All(keys, k => Assert.Equal(32, Encoding.UTF8.GetByteCount(k)));
    }

    [Fact]
    public async Task Flux_decrypts_by_an_identity_that_may_do_that_and_nothing_else()
    {
        await Make(SecretsProvider.Kms);

        var association = _mocks.Single("aws:eks/podIdentityAssociation:PodIdentityAssociation").Inputs;
        Assert.Equal(("flux-system", "kustomize-controller"), ((string)association["namespace"], (string)association["serviceAccount"]));
        Assert.Equal(
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"kms:Decrypt","Resource":"arn","Condition":{"StringEquals":{"kms:EncryptionContext:slipway-environment":"dev"}}},{"Effect":"Allow","Action":"kms:DescribeKey","Resource":"arn"}]}""",
            DecryptionPolicy.For("arn", "dev").ToJson());
    }

    [Fact]
    public async Task The_same_values_give_the_same_bytes_and_another_generation_gives_others()
    {
        await Make(SecretsProvider.Age);
        var first = Content("clusters/dev/secrets/mail.sops.yaml");
        var again = new SopsSecretsTests();
        await again.Make(SecretsProvider.Age);
        var next = new SopsSecretsTests();
        await next.Make(SecretsProvider.Age, generation: 2);

        Assert.Equal(first, again.Content("clusters/dev/secrets/mail.sops.yaml"));
        Assert.NotEqual(first, next.Content("clusters/dev/secrets/mail.sops.yaml"));
    }

    [Fact]
    public async Task A_sealed_file_may_be_seen_and_holds_no_value_in_plain_text()
    {
        await Make(SecretsProvider.Age);

        Assert.All(_mocks.OfType(File), f =>
        {
            Assert.DoesNotContain(Value, (string)f.Inputs["content"], StringComparison.Ordinal);
            Assert.DoesNotContain("MadeUp", (string)f.Inputs["content"], StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("  leading")]
    [InlineData("trailing  ")]
    [InlineData("-----BEGIN KEY-----\nabc\n-----END KEY-----\n")]
    [InlineData("\n\nblank lines\n\n")]
    [InlineData("  indented\n first line")]
    [InlineData("trailing \nspaces \n")]
    [InlineData("windows\r\nlines\r\n")]
    [InlineData("tab\tand \"quotes\" and 'others' and # no comment: {x}")]
    [InlineData("null")]
    [InlineData("0123")]
    [InlineData("@at &and *star !bang %percent")]
    [InlineData("ünïcödé ✓ 🔑")]
    [InlineData("---\n...\n")]
    public async Task Any_value_comes_out_as_it_went_in(string value)
    {
        await Make(SecretsProvider.Age, value: value);

        var plain = SopsFile.Open(Content("clusters/dev/secrets/cluster-secrets.sops.yaml"), new SopsKeys { Identities = [Recovery] });
        var stream = new YamlDotNet.RepresentationModel.YamlStream();
        stream.Load(new StringReader(plain));
        Assert.Equal(value, stream.Documents[0].RootNode["stringData"]["chat_token"].ToString());
    }

    [Fact]
    public async Task Sops_is_told_whom_the_files_are_for()
    {
        await Make(SecretsProvider.Kms);

        var rule = Assert.Single(SopsConfig.Read(Content("clusters/dev/.sops.yaml")));
        Assert.Equal("arn:aws:kms:eu-west-1:111122223333:key/1", Assert.Single(rule.Kms));
        Assert.Equal("dev", rule.KmsContext!["slipway-environment"]);
        Assert.Equal(Recovery.Recipient, Assert.Single(rule.Age));
        Assert.Equal(SopsRules.KubernetesSecret, rule.Rules);
        Assert.Matches(rule.PathRegex, "secrets/mail.sops.yaml");
    }

    private string Content(string path) => (string)Assert.Single(_mocks.OfType(File), f => (string)f.Inputs["file"] == path).Inputs["content"];

    private async Task<SopsSecrets> Make(SecretsProvider provider, int generation = 1, string value = Value)
    {
        SopsSecrets? secrets = null;
        await _mocks.RunAsync(() => secrets = new SopsSecrets("secrets", new SopsSecretsArgs
        {
            Environment = "dev",
            Provider = provider,
            Account = new AwsAccount(Output.Create("111122223333"), "eu-west-1"),
            ClusterLabel = "slipway-dev",
            ClusterName = "slipway-dev",
            Recovery = [Recovery.Recipient],
            Generation = generation,
            Secrets =
            [
                new()
                {
                    Name = "cluster-secrets",
                    Namespace = "flux-system",
                    Values = ImmutableDictionary<string, Output<string>>.Empty.Add("chat_token", Output.CreateSecret(value)),
                    Generated = ImmutableDictionary<string, int>.Empty.Add("harbor_key", 18),
                },
                new() { Name = "mail", Namespace = "shop", Generated = ImmutableDictionary<string, int>.Empty.Add("password", 18) },
            ],
            Repository = "fleet-infrastructure",
            Branch = "main",
            After = new ComponentResource("test:index:File", "layers"),
        }));
        return Assert.IsType<SopsSecrets>(secrets);
    }

    private static ImmutableDictionary<string, object> Map(params (string Key, object Value)[] entries) => entries.ToImmutableDictionary(e => e.Key, e => e.Value);
}
