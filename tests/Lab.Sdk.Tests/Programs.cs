using System.Collections.Immutable;

namespace Slipway.Lab.Sdk.Tests;

/// <summary>Runs programs over a recording monitor.</summary>
internal static class Programs
{
    public static ProgramOptions Options { get; } = new() { Project = "shop", Stack = "dev", RootDirectory = "/shop", DryRun = false };

    public static Task<ProgramOutcome> RunAsync(RecordingMonitor monitor, Action program, ProgramOptions? options = null) =>
        RunAsync(monitor, () =>
        {
            program();
            return [];
        }, options);

    public static Task<ProgramOutcome> RunAsync(RecordingMonitor monitor, Func<Dictionary<string, object?>> program, ProgramOptions? options = null) =>
        ProgramRunner.RunAsync(monitor, options ?? Options, () => Task.FromResult<IDictionary<string, object?>>(program()), CancellationToken.None);

    /// <summary>Runs a program that is to succeed.</summary>
    public static async Task<RecordingMonitor> SucceedAsync(Action program, RecordingMonitor? monitor = null, ProgramOptions? options = null)
    {
        monitor ??= new RecordingMonitor();
        Assert.Empty((await RunAsync(monitor, program, options)).Errors);
        return monitor;
    }

    /// <summary>Runs a program that is to fail, and gives its errors.</summary>
    public static async Task<ImmutableArray<Exception>> FailAsync(Action program, RecordingMonitor? monitor = null, ProgramOptions? options = null)
    {
        var outcome = await RunAsync(monitor ?? new RecordingMonitor(), program, options);
        Assert.NotEmpty(outcome.Errors);
        return outcome.Errors;
    }
}
