using System.Security.Cryptography;
using Slipway.Cli.Project;

namespace Slipway.Cli.Tests;

public sealed class StackFileTests : IDisposable
{
    private readonly ProjectFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [InlineData("eu-west-1", "eu-west-1")]
    [InlineData("true", "true")]
    [InlineData("\"1.35\"", "1.35")]
    [InlineData("5", "5")]
    [InlineData("{ cidr: 10.0.0.0/16, zones: [a, b], deep: { on: true, n: 3, x: \"3\", none: } }", """{"cidr":"10.0.0.0/16","zones":["a","b"],"deep":{"on":true,"n":3,"x":"3","none":null}}""")]
    [InlineData("[1e3, 1e999]", """[1000,"1e999"]""")]
    public void A_value_is_handed_over_as_pulumi_hands_it_over(string yaml, string expected) =>
        Assert.Equal(expected, _fixture.Stack($"config:\n  slipway:key: {yaml}\n").Config(_fixture.Project(), c => c)["slipway:key"]);

    [Fact]
    public void A_key_without_a_namespace_belongs_to_the_project_and_overrides_its_default()
    {
        Assert.Equal("development", _fixture.Stack("config:\n  tier: development\n").Config(_fixture.Project(), c => c)["slipway:tier"]);
        Assert.Equal("production", _fixture.Stack("config:\n  aws:region: eu-west-1\n").Config(_fixture.Project(), c => c)["slipway:tier"]);
    }

    [Fact]
    public void Secrets_are_decrypted_wherever_they_stand_and_their_keys_are_known()
    {
        var stack = _fixture.Stack("""
            config:
              slipway:plain: a
              slipway:token:
                secure: v1:one
              slipway:nested:
                inner: [ { secure: v1:two } ]
            """);

        var config = stack.Config(_fixture.Project(), c => c.ToUpperInvariant());

        Assert.Equal("V1:ONE", config["slipway:token"]);
        Assert.Equal("""{"inner":["V1:TWO"]}""", config["slipway:nested"]);
        Assert.Equal(["slipway:nested", "slipway:token"], stack.SecretKeys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_secret_that_cannot_be_decrypted_is_named_with_its_place_and_not_shown()
    {
        var stack = _fixture.Stack("config:\n  slipway:token:\n    secure: v1:hidden\n");

        var problem = Assert.Throws<UsageException>(() => stack.Config(_fixture.Project(), _ => throw new CryptographicException()));

        Assert.StartsWith("Pulumi.dev.yaml:3:5: the secret in slipway:token cannot be decrypted", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("secretsprovider: awskms://alias/x\nconfig:\n  a: b\n", "the secrets provider 'awskms://alias/x' needs its cloud")]
    [InlineData("environment:\n  - base\nconfig:\n  a: b\n", "Pulumi.dev.yaml:2:3: 'environment' imports from Pulumi ESC")]
    [InlineData("- a\n", "Pulumi.dev.yaml:1:1: the file holds keys and values at its top")]
    [InlineData("config: a\n", "Pulumi.dev.yaml:1:9: 'config' holds keys and values.")]
    [InlineData("config:\n  a: b\n---\nconfig:\n  a: c\n", "Pulumi.dev.yaml: the file holds 2 YAML documents; it holds one")]
    [InlineData("config:\n  a: [b\n", "Pulumi.dev.yaml:")]
    public void What_the_lab_cannot_honour_is_refused(string content, string problem) =>
        Assert.StartsWith(problem, Assert.Throws<UsageException>(() => _fixture.Stack(content)).Message.Replace("Pulumi.dev.yaml: the secrets", "the secrets", StringComparison.Ordinal), StringComparison.Ordinal);

    [Fact]
    public void The_project_is_found_from_a_folder_below_it()
    {
        var below = Directory.CreateDirectory(Path.Combine(_fixture.Folder, "a", "b")).FullName;

        Assert.Equal(_fixture.Folder, ProjectFile.Find(below).Root);
    }

    [Fact]
    public void A_project_without_a_name_is_refused()
    {
        _fixture.Write("Pulumi.yaml", "runtime: dotnet\n");

        Assert.Contains("'name' is missing", Assert.Throws<UsageException>(_fixture.Project).Message, StringComparison.Ordinal);
    }
}
