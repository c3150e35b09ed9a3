using Slipway.Lab.Engine.Providers;
using static Slipway.Lab.Clouds.Tests.Platform;
using static Slipway.Lab.Clouds.Tests.Provider;

namespace Slipway.Lab.Clouds.Tests;

public sealed class Policies : IDisposable
{
    private const string Policy = "aws:iam/policy:Policy";
    private const string RolePolicy = "aws:iam/rolePolicy:RolePolicy";
    private const string Oidc = "aws:iam/openIdConnectProvider:OpenIdConnectProvider";
    private const string Good = """{"Version":"2012-10-17","Statement":[{"Sid":"Read","Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"}]}""";

    private readonly Lab _lab = new();

    public void Dispose() => _lab.Dispose();

    private Provider Aws => _lab.Aws();

    [Theory]
    [InlineData("[]", "Syntax errors in policy: it must be an object")]
    [InlineData("""{"Version":"2020-01-01","Statement":[]}""", "The policy must contain a valid version string, not '2020-01-01'")]
    [InlineData("""{"Statement":[]}""", "Syntax errors in policy: it has no Statement")]
    [InlineData("""{"Statement":[{"Effect":"allow","Action":"s3:*","Resource":"*"}]}""", "Syntax errors in policy: Effect must be Allow or Deny")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Actions":"s3:*","Resource":"*"}]}""", "Syntax errors in policy: a Statement has no element Actions")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Resource":"*"}]}""", "Policy statement must contain actions.")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Action":"GetObject","Resource":"*"}]}""", "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.: GetObject")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Action":"s3:*"}]}""", "Policy statement must contain resources.")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"bucket"}]}""", "Resource bucket must be in ARN format or \"*\".")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"}]}""", "Policy document should not specify a principal.")]
    [InlineData("""{"Statement":[{"Sid":"a-b","Effect":"Allow","Action":"s3:*","Resource":"*"}]}""", "Statement IDs (SID) must be alpha-numeric.")]
    [InlineData("""{"Statement":[{"Sid":"a","Effect":"Allow","Action":"s3:*","Resource":"*"},{"Sid":"a","Effect":"Deny","Action":"s3:*","Resource":"*"}]}""", "Statement IDs (SID) in a single policy must be unique: a")]
    public async Task A_policy_is_well_formed(string policy, string problem) =>
        Assert.StartsWith($"policy: MalformedPolicyDocument: {problem}", await Aws.Problems(Policy, Map(("policy", policy))));

    [Fact]
    public async Task A_policy_has_6144_characters_at_most()
    {
        var most = new string('x', 6144 - Good.Length + 1);

        Assert.Equal("", await Aws.Problems(Policy, Map(("policy", Good.Replace("/*", "/" + most, StringComparison.Ordinal) + "    "))));
        Assert.StartsWith("policy: LimitExceeded: Cannot exceed quota for PolicySize: 6144", await Aws.Problems(Policy, Map(("policy", Good.Replace("/*", "/x" + most, StringComparison.Ordinal)))));
    }

    [Fact]
    public async Task A_policy_may_be_given_as_an_object()
    {
        var made = await Aws.Create(Policy, Map(("name", "p"), ("policy", Map(
            ("Version", "2012-10-17"), ("Statement", List(Map(("Effect", "Allow"), ("Action", "s3:GetObject"), ("Resource", "*"))))))));

        Assert.Equal("""{"Statement":[{"Action":"s3:GetObject","Effect":"Allow","Resource":"*"}],"Version":"2012-10-17"}""", made.Text("policy"));
    }

    [Fact]
    public async Task A_policy_is_named_once_and_stays_while_it_is_attached()
    {
        var policy = await Aws.Create(Policy, Map(("name", "p"), ("policy", Good)));
        var role = await Aws.Create(Role, Trust("ec2.amazonaws.com"));
        var attachment = await Aws.Create(Attachment, Map(("role", role.Id), ("policyArn", policy.Text("arn"))));

        Assert.Equal("arn:aws:iam::111122223333:policy/p", policy.Id);
        Assert.Equal("EntityAlreadyExists: A policy called p already exists. Duplicate names are not allowed.", await Aws.Refusal(Policy, Map(("name", "p"), ("policy", Good))));
        Assert.Contains("DeleteConflict: Cannot delete a policy attached to entities", (await Assert.ThrowsAsync<ProviderException>(() => Aws.Delete(policy))).Message);
        await Aws.Delete(attachment);
        await Aws.Delete(policy);
        Assert.Equal("policyArn: NoSuchEntity: Policy arn:aws:iam::111122223333:policy/p does not exist or is not attachable.",
            await Aws.Refusal(Attachment, Map(("role", role.Id), ("policyArn", policy.Text("arn")))));
    }

    [Fact]
    public async Task The_inline_policies_of_a_role_have_10240_characters_at_most()
    {
        var role = await Aws.Create(Role, Trust("ec2.amazonaws.com"));
        var half = Good.Replace("/*", "/" + new string('x', 6000), StringComparison.Ordinal);
        var first = await Aws.Create(RolePolicy, Map(("role", role.Id), ("name", "a"), ("policy", half)));

        Assert.Equal($"{role.Id}:a", first.Id);
        Assert.StartsWith("LimitExceeded: Maximum policy size of 10240 bytes exceeded", await Aws.Refusal(RolePolicy, Map(("role", role.Id), ("name", "b"), ("policy", half))));
        await Aws.Create(RolePolicy, Map(("role", role.Id), ("name", "b"), ("policy", Good)));
        Assert.StartsWith("role: NoSuchEntity", await Aws.Refusal(RolePolicy, Map(("role", "none"), ("policy", Good))));
    }

    [Fact]
    public async Task An_OIDC_provider_is_there_once_per_account()
    {
        var inputs = Map(("url", "https://token.actions.githubusercontent.com"), ("clientIdLists", List("sts.amazonaws.com")));
        var provider = await Aws.Create(Oidc, inputs);

        Assert.Equal("arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com", provider.Text("arn"));
        Assert.Equal("EntityAlreadyExists: Provider with url https://token.actions.githubusercontent.com already exists.", await Aws.Refusal(Oidc, inputs));
        await _lab.Configure("aws", null, ("region", "eu-west-1"), ("allowedAccountIds", List("444455556666"))).Create(Oidc, inputs);
    }

    [Theory]
    [InlineData("http://token.actions.githubusercontent.com", "to have a url with schema of: \"https\"")]
    [InlineData("https://example.com?x=1", "has a query or a port")]
    public async Task Its_address_is_https(string url, string problem) => Assert.Contains(problem, await Aws.Problems(Oidc, Map(("url", url), ("clientIdLists", List("a")))));
}
