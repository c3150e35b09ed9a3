using System.Text.Json.Nodes;
using Slipway.Infra.Identity;

namespace Slipway.Workflows.Tests;

public sealed class TrustPolicyTests : IDisposable
{
    private const string Provider = "arn:aws:iam::333344445555:oidc-provider/token.actions.githubusercontent.com";
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task It_trusts_one_environment_of_one_repository()
    {
        var printed = await _shell.ScriptAsync("trust-policy.sh", "333344445555", "acme/slipway", "prod-preview");

        AssertSame(new GitHubSubject { Owner = "acme", Repository = "slipway", Environment = "prod-preview" }, printed.Out);
    }

    [Fact]
    public async Task With_ids_it_trusts_the_repository_that_has_them()
    {
        var printed = await _shell.ScriptAsync("trust-policy.sh", "333344445555", "acme/slipway", "prod", "1024", "204800");

        AssertSame(new GitHubSubject { Owner = "acme", Repository = "slipway", Environment = "prod", Ids = new(1024, 204800) }, printed.Out);
    }

    [Theory]
    [InlineData("33334444555", "acme/slipway", "prod")]
    [InlineData("333344445555", "acme", "prod")]
    [InlineData("333344445555", "acme/*", "prod")]
    [InlineData("333344445555", "acme/slipway", "*")]
    [InlineData("333344445555", "acme/slipway", "prod:ref:refs/heads/main")]
    [InlineData("333344445555", "acme/slipway", "")]
    public async Task What_would_trust_another_is_refused(string account, string repository, string environment)
    {
        var printed = await _shell.ScriptAsync("trust-policy.sh", account, repository, environment);

        Assert.Equal((2, ""), (printed.ExitCode, printed.Out));
    }

    private static void AssertSame(GitHubSubject subject, string printed) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(TrustPolicy.ForGitHub(Provider, subject).ToJson()), JsonNode.Parse(printed)), printed);
}
