using Slipway.Infra.Repositories;

namespace Slipway.Workflows.Tests;

public sealed class FleetVariableTests : IDisposable
{
    private readonly Shell _shell = new();

    public FleetVariableTests() => _shell.Variables["GITHUB_OUTPUT"] = Path.Combine(_shell.Work, "outputs");

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task What_an_update_sets_a_workflow_finds()
    {
        _shell.Variables["VARIABLES"] = $$"""{"{{ActionsFacts.VariableName("qa-2", "region")}}": "eu-west-1", "{{ActionsFacts.VariableName("qa-2", "cluster-name")}}": "slipway-qa-2"}""";

        Assert.Equal(new(0, "", ""), await _shell.ScriptAsync("fleet-variable.sh", "qa-2", "REGION", "CLUSTER_NAME"));
        Assert.Equal("region=eu-west-1\ncluster_name=slipway-qa-2\n", _shell.Read("outputs"));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"SLIPWAY_DEV_REGION": "eu-west-1\nother=1"}""")]
    public async Task What_is_missing_or_no_plain_value_is_refused(string variables)
    {
        _shell.Variables["VARIABLES"] = variables;

        var result = await _shell.ScriptAsync("fleet-variable.sh", "dev", "REGION");

        Assert.Equal((1, "promote: the variable SLIPWAY_DEV_REGION is missing; bring dev up, which sets it\n"), (result.ExitCode, result.Error));
    }

    [Fact]
    public async Task Without_an_environment_it_says_what_to_set()
    {
        _shell.Variables["VARIABLES"] = "{}";

        var result = await _shell.ScriptAsync("fleet-variable.sh", "", "REGION");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("Set the variable PREVIOUS_ENVIRONMENT", result.Error, StringComparison.Ordinal);
    }
}
