using System.Collections.Immutable;
using System.Text.Json;
using Pulumi.Utilities;
using Slipway.Infra.Identity;
using Slipway.Infra.Images;
using Slipway.Tests;

namespace Slipway.Infra.Tests;

public sealed class RegistryTests
{
    private const string Provider = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com";

    private readonly RecordingMocks _mocks = new()
    {
        Outputs =
        {
            ["aws:kms/key:Key"] = ImmutableDictionary<string, object>.Empty.Add("arn", "arn:key"),
            ["aws:ecr/repository:Repository"] = ImmutableDictionary<string, object>.Empty
                .Add("arn", "arn:aws:ecr:eu-west-1:111122223333:repository/r")
                .Add("repositoryUrl", "111122223333.dkr.ecr.eu-west-1.amazonaws.com/r"),
            ["aws:iam/openIdConnectProvider:OpenIdConnectProvider"] = ImmutableDictionary<string, object>.Empty.Add("arn", Provider),
            ["aws:iam/role:Role"] = ImmutableDictionary<string, object>.Empty.Add("arn", "arn:role"),
        },
    };

    [Fact]
    public async Task Images_keep_their_tags_and_are_scanned_and_encrypted()
    {
        await Make();

        var shop = _mocks.OfType("aws:ecr/repository:Repository").Single(r => r.Name == "registry-shop").Inputs;
        Assert.Equal("slipway-dev/shop", shop["name"]);
        Assert.Equal("IMMUTABLE", shop["imageTagMutability"]);
        Assert.Equal(true, Map(shop["imageScanningConfiguration"])["scanOnPush"]);
        Assert.Equal(("KMS", "arn:key"), (Map(((ImmutableArray<object>)shop["encryptionConfigurations"])[0])["encryptionType"], Map(((ImmutableArray<object>)shop["encryptionConfigurations"])[0])["kmsKey"]));
    }

    [Fact]
    public async Task A_build_pushes_the_images_of_its_own_app_alone()
    {
        await Make();

        var trust = (string)_mocks.OfType("aws:iam/role:Role").Single(r => r.Name == "registry-shop-push").Inputs["assumeRolePolicy"];
        Assert.Contains("\"token.actions.githubusercontent.com:sub\":\"repo:acme/shop:ref:refs/heads/main\"", trust, StringComparison.Ordinal);
        Assert.Contains(Provider, trust, StringComparison.Ordinal);
        Assert.All(
            PushPolicy.For("arn:images").Statements.Where(s => !s.Actions.Contains("ecr:GetAuthorizationToken")),
            s => Assert.Equal("arn:images", Assert.Single(s.Resources)));
    }

    [Fact]
    public async Task An_account_that_knows_github_already_gets_no_second_provider()
    {
        await Make(Provider);

        Assert.Empty(_mocks.OfType("aws:iam/openIdConnectProvider:OpenIdConnectProvider"));
        Assert.All(_mocks.OfType("aws:iam/role:Role"), r => Assert.Contains(Provider, (string)r.Inputs["assumeRolePolicy"], StringComparison.Ordinal));
    }

    [Fact]
    public async Task Builds_learn_their_roles_by_app()
    {
        var registry = await Make();

        Assert.Equal(["cart", "shop"], (await OutputUtilities.GetValueAsync(registry.PushRoleArns)).Keys.Order(StringComparer.Ordinal));
        Assert.Equal("111122223333.dkr.ecr.eu-west-1.amazonaws.com/r", (await OutputUtilities.GetValueAsync(registry.Urls))["shop"]);
    }

    [Fact]
    public void Untagged_images_go_and_the_newest_stay()
    {
        var rules = JsonDocument.Parse(ImageLifecycle.For(30)).RootElement.GetProperty("rules");

        Assert.Equal("untagged", rules[0].GetProperty("selection").GetProperty("tagStatus").GetString());
        Assert.Equal(30, rules[1].GetProperty("selection").GetProperty("countNumber").GetInt32());
    }

    private async Task<Registry> Make(string? provider = null)
    {
        Registry? registry = null;
        await _mocks.RunAsync(() => registry = new Registry("registry", new RegistryArgs
        {
            Account = TestAccount.Ireland,
            Prefix = "slipway-dev",
            Apps =
            [
                new RegistryApp("shop", new GitHubSubject { Owner = "acme", Repository = "shop" }),
                new RegistryApp("cart", new GitHubSubject { Owner = "acme", Repository = "cart", Environment = "release" }),
            ],
            IdentityProviderArn = provider,
        }));
        return Assert.IsType<Registry>(registry);
    }

    private static ImmutableDictionary<string, object> Map(object value) => (ImmutableDictionary<string, object>)value;
}
