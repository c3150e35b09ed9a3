namespace Slipway.Infra.Tests;

/// <summary>The account that components are made in by tests.</summary>
internal static class TestAccount
{
    public const string Id = "111122223333";

    public static AwsAccount Ireland => new(Output.Create(Id), "eu-west-1");
}
