namespace Slipway.Tests;

/// <summary>The command that tests run as a process.</summary>
internal static class BuiltCommand
{
    /// <summary>Its assembly, for <c>dotnet</c>: of the build that people run, in <c>./slipway test</c>; in a test run of its own, of that run's build.</summary>
    public static string Assembly { get; } = Path.Combine(Environment.GetEnvironmentVariable("SLIPWAY_BUILT") ?? AppContext.BaseDirectory, "Slipway.Cli.dll");
}
