using System.Text;
using Slipway.Lab.Engine.Providers;
using static Slipway.Lab.Clouds.Tests.Provider;

namespace Slipway.Lab.Clouds.Tests;

public sealed class PodIdentityTests : IDisposable
{
    private const string Key = "aws:kms/key:Key";
    private const string RolePolicy = "aws:iam/rolePolicy:RolePolicy";
    private const string Association = "aws:eks/podIdentityAssociation:PodIdentityAssociation";
    private const string Cluster = "dev.eu-west-1.111122223333";

    private static readonly Dictionary<string, string> Context = new() { ["environment"] = "dev" };

    private readonly Lab _lab = new();

    public void Dispose() => _lab.Dispose();

    [Fact]
    public async Task A_pod_decrypts_with_the_role_of_its_service_account()
    {
        var key = await UpAsync("""{"Effect":"Allow","Action":"kms:Decrypt","Resource":"KEY","Condition":{"StringEquals":{"kms:EncryptionContext:environment":"dev"}}}""");

        Assert.Equal("open sesame", Encoding.UTF8.GetString(Decrypt(key, "reader")));
    }

    [Fact]
    public async Task A_service_account_without_an_association_has_no_role()
    {
        var key = await UpAsync("""{"Effect":"Allow","Action":"kms:*","Resource":"*"}""");

        Assert.Equal("get credentials: dev has no EKS Pod Identity association for service account default/other", Refusal(key, "other"));
    }

    [Theory]
    [InlineData("""{"Effect":"Allow","Action":"kms:Encrypt","Resource":"*"}""", "because no identity-based policy allows the kms:Decrypt action")]
    [InlineData("""{"Effect":"Allow","Action":"kms:Decrypt","Resource":"arn:aws:kms:eu-west-1:111122223333:key/other"}""", "because no identity-based policy allows the kms:Decrypt action")]
    [InlineData("""{"Effect":"Allow","Action":"kms:Decrypt","Resource":"*","Condition":{"StringEquals":{"kms:EncryptionContext:environment":"prod"}}}""", "because no identity-based policy allows")]
    [InlineData("""{"Effect":"Allow","Action":"kms:*","Resource":"*"},{"Effect":"Deny","Action":"kms:Decrypt","Resource":"*"}""", "with an explicit deny in the identity-based policy")]
    public async Task A_policy_of_the_role_that_does_not_allow_it_is_named(string statements, string problem)
    {
        var key = await UpAsync(statements);

        var refusal = Refusal(key, "reader");
        Assert.StartsWith("AccessDeniedException: User: arn:aws:iam::111122223333:role/", refusal, StringComparison.Ordinal);
        Assert.Contains(problem, refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_of_the_key_that_leaves_the_account_out_is_named()
    {
        var key = await UpAsync(
            """{"Effect":"Allow","Action":"kms:*","Resource":"*"}""",
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:role/somebody"},"Action":"kms:*","Resource":"*"}]}""");

        Assert.EndsWith("because no resource-based policy allows the kms:Decrypt action", Refusal(key, "reader"), StringComparison.Ordinal);
    }

    /// <summary>A cluster whose service account <c>default/reader</c> has a role with these statements; gives the key's ARN.</summary>
    private async Task<string> UpAsync(string statements, string? keyPolicy = null)
    {
        await _lab.Aws().NewCluster();
        var inputs = Map(("description", "secrets"), ("bypassPolicyLockoutSafetyCheck", true));
        var key = (await _lab.Aws().Create(Key, keyPolicy is null ? inputs : inputs.With("policy", keyPolicy))).Text("arn");
        var role = await _lab.Aws().Create(Platform.Role, Map(("assumeRolePolicy",
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"pods.eks.amazonaws.com"},"Action":["sts:AssumeRole","sts:TagSession"]}]}""")));
        var policy = $$"""{"Version":"2012-10-17","Statement":[{{statements.Replace("KEY", key, StringComparison.Ordinal)}}]}""";
        await _lab.Aws().Create(RolePolicy, Map(("role", role.Id), ("policy", policy)));
        await _lab.Aws().Create(Association, Map(("clusterName", "dev"), ("namespace", "default"), ("serviceAccount", "reader"), ("roleArn", role.Text("arn"))));
        return key;
    }

    private byte[] Decrypt(string key, string serviceAccount) =>
        _lab.Host.Aws.PodIdentity.Decrypt(Cluster, "default", serviceAccount, key, _lab.Host.Aws.Kms.Encrypt(key, "open sesame"u8, Context), Context);

    private string Refusal(string key, string serviceAccount) => Assert.Throws<ProviderException>(() => Decrypt(key, serviceAccount)).Message;
}
