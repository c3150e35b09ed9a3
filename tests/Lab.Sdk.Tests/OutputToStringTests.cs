using Pulumi;

namespace Slipway.Lab.Sdk.Tests;

/// <summary>Changes an environment variable of the process, so it runs with nothing beside it.</summary>
[CollectionDefinition(nameof(OutputToStringTests), DisableParallelization = true)]
[Collection(nameof(OutputToStringTests))]
public sealed class OutputToStringTests : IDisposable
{
    private const string Variable = "PULUMI_ERROR_OUTPUT_STRING";
    private readonly string? _before = Environment.GetEnvironmentVariable(Variable);

    public void Dispose() => Environment.SetEnvironmentVariable(Variable, _before);

    [Theory]
    [InlineData("1")]
    [InlineData("true")]
    [InlineData("True")]
    public void ToString_throws_when_the_environment_asks_for_it(string value)
    {
        Environment.SetEnvironmentVariable(Variable, value);

        Assert.Throws<InvalidOperationException>(() => Output.Create("v").ToString());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("no")]
    public void ToString_does_not_throw_for_other_values(string value)
    {
        Environment.SetEnvironmentVariable(Variable, value);

        Assert.NotEmpty(Output.Create("v").ToString());
    }
}
