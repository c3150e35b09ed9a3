using Slipway.Lab.Remote;

namespace Slipway.Lab.Sdk.Tests.Remote;

public sealed class EngineEnvironmentTests
{
    private readonly Dictionary<string, string> _variables = new()
    {
        ["PULUMI_MONITOR"] = "127.0.0.1:1",
        ["PULUMI_ENGINE"] = "127.0.0.1:2",
        ["PULUMI_PROJECT"] = "shop",
        ["PULUMI_STACK"] = "dev",
        ["PULUMI_ORGANIZATION"] = "acme",
        ["PULUMI_ROOT_DIRECTORY"] = "/shop",
        ["PULUMI_DRY_RUN"] = "True",
        ["PULUMI_CONFIG"] = """{"shop:size":"3","shop:key":"hush"}""",
        ["PULUMI_CONFIG_SECRET_KEYS"] = """["shop:key"]""",
    };

    [Fact]
    public void All_that_the_cli_tells_is_read()
    {
        var environment = EngineEnvironment.Read(_variables.GetValueOrDefault)!;

        Assert.Equal(("127.0.0.1:1", "127.0.0.1:2"), (environment.MonitorAddress, environment.EngineAddress));
        var options = environment.Options;
        Assert.Equal(("shop", "dev", "acme", "/shop", true), (options.Project, options.Stack, options.Organization, options.RootDirectory, options.DryRun));
        Assert.Equal(("3", "hush"), (options.Config["shop:size"], options.Config["shop:key"]));
        Assert.Equal(["shop:key"], options.SecretKeys);
    }

    [Fact]
    public void What_the_cli_may_leave_out_has_a_default()
    {
        foreach (var name in (string[])["PULUMI_ORGANIZATION", "PULUMI_ROOT_DIRECTORY", "PULUMI_CONFIG", "PULUMI_CONFIG_SECRET_KEYS"])
            _variables.Remove(name);

        var options = EngineEnvironment.Read(_variables.GetValueOrDefault)!.Options;

        Assert.Equal(("organization", Environment.CurrentDirectory), (options.Organization, options.RootDirectory));
        Assert.Empty(options.Config);
        Assert.Empty(options.SecretKeys);
    }

    [Fact]
    public void Without_a_monitor_the_process_was_not_started_by_the_cli()
    {
        _variables.Remove("PULUMI_MONITOR");

        Assert.Null(EngineEnvironment.Read(_variables.GetValueOrDefault));
    }

    [Theory]
    [InlineData("PULUMI_ENGINE")]
    [InlineData("PULUMI_PROJECT")]
    [InlineData("PULUMI_STACK")]
    [InlineData("PULUMI_DRY_RUN")]
    public void A_missing_variable_is_named(string variable)
    {
        _variables.Remove(variable);

        Assert.Contains($"{variable} is not", Wrong());
    }

    [Theory]
    [InlineData("PULUMI_DRY_RUN", "maybe", "must be true or false")]
    [InlineData("PULUMI_CONFIG", """{"shop:key":"hush",""", "must be a JSON object of texts")]
    [InlineData("PULUMI_CONFIG_SECRET_KEYS", "{}", "must be a JSON list of texts")]
    public void A_variable_of_the_wrong_form_is_named_without_its_value(string variable, string value, string rule)
    {
        _variables[variable] = value;

        var message = Wrong();

        Assert.Contains($"{variable} {rule}", message);
        Assert.DoesNotContain("hush", message);
    }

    private string Wrong() => Assert.Throws<FormatException>(() => EngineEnvironment.Read(_variables.GetValueOrDefault)).Message;
}
