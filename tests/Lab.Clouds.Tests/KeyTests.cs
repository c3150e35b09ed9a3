using System.Text;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;
using static Slipway.Lab.Clouds.Tests.Provider;

namespace Slipway.Lab.Clouds.Tests;

public sealed class KmsKeys : IDisposable
{
    private const string Key = "aws:kms/key:Key";
    private const string Alias = "aws:kms/alias:Alias";
    private const string Ciphertext = "aws:kms/ciphertext:Ciphertext";

    private static readonly IReadOnlyDictionary<string, string> Context = new Dictionary<string, string> { ["app"] = "web", ["env"] = "dev" };

    private readonly Lab _lab = new();

    public void Dispose() => _lab.Dispose();

    private Provider Aws => _lab.Aws();

    [Fact]
    public async Task A_key_looks_as_in_AWS()
    {
        var key = await Aws.Create(Key, Map(("enableKeyRotation", true), ("rotationPeriodInDays", 90), ("deletionWindowInDays", 7)));

        Assert.Matches("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", key.Id);
        Assert.Equal($"arn:aws:kms:eu-west-1:111122223333:key/{key.Id}", key.Text("arn"));
        Assert.Contains("arn:aws:iam::111122223333:root", key.Text("policy"));
    }

    [Theory]
    [InlineData("rotationPeriodInDays", 89, "rotationPeriodInDays: 89 is out of range; 90 to 2560 is allowed")]
    [InlineData("rotationPeriodInDays", 2561, "rotationPeriodInDays: 2561 is out of range; 90 to 2560 is allowed")]
    [InlineData("deletionWindowInDays", 6, "deletionWindowInDays: 6 is out of range; 7 to 30 is allowed")]
    [InlineData("deletionWindowInDays", 31, "deletionWindowInDays: 31 is out of range; 7 to 30 is allowed")]
    public async Task Periods_have_limits(string property, int days, string expected) =>
        Assert.Equal(expected, await Aws.Problems(Key, Map(("enableKeyRotation", true), (property, days))));

    [Fact]
    public async Task A_period_needs_rotation() =>
        Assert.Equal("rotationPeriodInDays: goes with enableKeyRotation: true only", await Aws.Problems(Key, Map(("rotationPeriodInDays", 90))));

    [Theory]
    [InlineData("{", "policy: is not valid JSON")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Action":"kms:*","Resource":"*"}]}""", "policy: MalformedPolicyDocumentException: Missing required field Principal")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Principal":"*","Action":"kms:*"}]}""", "policy: MalformedPolicyDocumentException: Policy statement must contain resources.")]
    public async Task Its_policy_is_one(string policy, string expected) => Assert.StartsWith(expected, await Aws.Problems(Key, Map(("policy", policy))));

    [Fact]
    public async Task Its_policy_can_be_changed_again()
    {
        var locked = """{"Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"kms:Decrypt","Resource":"*"}]}""";

        Assert.StartsWith("MalformedPolicyDocumentException: The new key policy will not allow you to update the key policy in the future", await Aws.Refusal(Key, Map(("policy", locked))));
        await Aws.Create(Key, Map(("policy", locked), ("bypassPolicyLockoutSafetyCheck", true)));
        var key = await Aws.Create(Key, Map(("policy", locked.Replace("kms:Decrypt", "kms:*", StringComparison.Ordinal))));
        await Assert.ThrowsAsync<ProviderException>(() => Aws.Update(key, Map(("policy", locked))));
    }

    [Theory]
    [InlineData("slipway", "\"name\" must begin with 'alias/'")]
    [InlineData("alias/sli pway", "\"name\" must begin with 'alias/'")]
    [InlineData("alias/aws/eks", "NotAuthorizedException")]
    public async Task An_alias_is_named_so(string name, string expected) =>
        Assert.Contains(expected, await Aws.Problems(Alias, Map(("name", name), ("targetKeyId", "x"))));

    [Fact]
    public async Task An_alias_leads_to_a_key_and_is_there_once()
    {
        var key = await Aws.Create(Key, Map());
        var alias = await Aws.Create(Alias, Map(("name", "alias/slipway"), ("targetKeyId", key.Id)));

        Assert.Equal("alias/slipway", alias.Id);
        Assert.Equal(key.Text("arn"), alias.Text("targetKeyArn"));
        Assert.Equal("AlreadyExistsException: An alias with the name alias/slipway already exists",
            await Aws.Refusal(Alias, Map(("name", "alias/slipway"), ("targetKeyId", key.Text("arn")))));
        Assert.Equal("targetKeyId: NotFoundException: Key 'none' does not exist", await Aws.Refusal(Alias, Map(("name", "alias/other"), ("targetKeyId", "none"))));
    }

    [Fact]
    public async Task What_is_encrypted_opens_with_the_same_key_and_context()
    {
        var key = await Aws.Create(Key, Map());
        await Aws.Create(Alias, Map(("name", "alias/slipway"), ("targetKeyId", key.Id)));
        var made = await Aws.Create(Ciphertext, Map(
            ("keyId", "alias/slipway"), ("plaintext", PropertyValue.Secret("open sesame")), ("context", Map(("env", "dev"), ("app", "web")))));

        Assert.Equal("open sesame", Encoding.UTF8.GetString(Kms().Decrypt(key.Text("arn"), made.Text("ciphertextBlob"), Context)));
        Assert.DoesNotContain("open sesame", Encoding.Latin1.GetString(Convert.FromBase64String(made.Text("ciphertextBlob"))));
    }

    [Fact]
    public async Task A_text_that_is_only_written_is_not_kept()
    {
        var key = await Aws.Create(Key, Map());
        var made = await Aws.Create(Ciphertext, Map(("keyId", key.Id), ("plaintextWo", PropertyValue.Secret("x")), ("plaintextWoVersion", "1")));
        var changed = await Aws.Update(made, made.Inputs.With("plaintextWo", PropertyValue.Secret("y")));

        Assert.False(made.Outputs.ContainsKey("plaintextWo") || changed.Outputs.ContainsKey("plaintextWo"));
        Assert.Equal(made.Text("ciphertextBlob"), changed.Text("ciphertextBlob"));
        Assert.Equal(": exactly one of plaintext, plaintextWo must be given", await Aws.Problems(Ciphertext, Map(("keyId", key.Id))));
    }

    [Fact]
    public async Task It_opens_with_nothing_else()
    {
        var (key, other) = (await Aws.Create(Key, Map()), await Aws.Create(Key, Map()));
        var blob = Kms().Encrypt(key.Text("arn"), "x"u8, Context);
        var bytes = Convert.FromBase64String(blob);
        bytes[^1] ^= 1;

        Assert.StartsWith("IncorrectKeyException", Refused(other.Text("arn"), blob, Context));
        Assert.StartsWith("InvalidCiphertextException", Refused(key.Text("arn"), blob, new Dictionary<string, string>()));
        Assert.StartsWith("InvalidCiphertextException", Refused(key.Text("arn"), Convert.ToBase64String(bytes), Context));
        Assert.StartsWith("InvalidCiphertextException", Refused(key.Text("arn"), "no base64", Context));
        Assert.StartsWith("NotFoundException", Refused("arn:aws:kms:eu-west-1:111122223333:key/none", blob, Context));
        await Aws.Update(key, Map(("isEnabled", false)));
        Assert.StartsWith("DisabledException", Refused(key.Text("arn"), blob, Context));
        await Aws.Delete(key);
        Assert.StartsWith("NotFoundException", Refused(key.Text("arn"), blob, Context));
    }

    [Fact]
    public async Task The_material_stands_nowhere_in_plain_text()
    {
        await Aws.Create(Key, Map());
        var file = Assert.Single(Directory.GetFiles(_lab.Root, "*.json", SearchOption.AllDirectories), f => f.Contains("_material", StringComparison.Ordinal));

        Assert.Contains("v1:", File.ReadAllText(file));
        Assert.DoesNotMatch("\"material\": \"[A-Za-z0-9+/]{43}=\"", File.ReadAllText(file));
    }

    [Fact]
    public async Task A_log_group_is_encrypted_by_a_key_that_lets_it()
    {
        const string Group = "aws:cloudwatch/logGroup:LogGroup";
        var closed = await Aws.Create(Key, Map());
        var open = await Aws.Create(Key, Map(("policy", """
            {"Version":"2012-10-17","Statement":[
              {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"kms:*","Resource":"*"},
              {"Effect":"Allow","Principal":{"Service":"logs.eu-west-1.amazonaws.com"},"Action":["kms:Encrypt*","kms:Decrypt*","kms:GenerateDataKey*"],"Resource":"*"}]}
            """)));

        Assert.StartsWith("AccessDeniedException: The specified KMS key does not exist or is not allowed", await Aws.Refusal(Group, Map(("name", "/a"), ("kmsKeyId", closed.Text("arn")))));
        Assert.StartsWith("kmsKeyId: NotFoundException", await Aws.Refusal(Group, Map(("name", "/a"), ("kmsKeyId", "arn:aws:kms:eu-west-1:111122223333:key/none"))));
        await Aws.Create(Group, Map(("name", "/a"), ("kmsKeyId", open.Text("arn"))));
        Assert.Equal("ResourceAlreadyExistsException: The specified log group already exists: /a", await Aws.Refusal(Group, Map(("name", "/a"))));
    }

    [Fact]
    public async Task A_log_group_keeps_for_one_of_the_times_there_are()
    {
        const string Group = "aws:cloudwatch/logGroup:LogGroup";

        Assert.StartsWith("retentionInDays: expected retention_in_days to be one of [0 1 3 5", await Aws.Problems(Group, Map(("retentionInDays", 91))));
        Assert.Equal("", await Aws.Problems(Group, Map(("retentionInDays", 90))));
    }

    [Fact]
    public async Task A_log_group_stays_where_it_should()
    {
        const string Group = "aws:cloudwatch/logGroup:LogGroup";
        var kept = await Aws.Create(Group, Map(("name", "/kept"), ("skipDestroy", true)));
        var guarded = await Aws.Create(Group, Map(("name", "/guarded"), ("deletionProtectionEnabled", true)));
        await Aws.Delete(kept);

        Assert.NotNull(await Aws.Read(kept));
        Assert.Contains("has deletion protection enabled", (await Assert.ThrowsAsync<ProviderException>(() => Aws.Delete(guarded))).Message);
    }

    private Clouds.Aws.KmsCloud Kms() => _lab.Host.Aws.Kms;

    private string Refused(string arn, string blob, IReadOnlyDictionary<string, string> context) =>
        Assert.Throws<ProviderException>(() => Kms().Decrypt(arn, blob, context)).Message;
}
