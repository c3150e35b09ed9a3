using System.Reflection.PortableExecutable;

namespace Slipway.EndToEnd;

/// <summary>The launcher on a checkout that has nothing but a small command, so that building it takes seconds.</summary>
public sealed class LauncherTests : IDisposable
{
    private readonly SmallCheckout _checkout = new();

    public void Dispose() => _checkout.Dispose();

    [Fact]
    public async Task Without_the_compiler_the_plain_build_runs_and_says_why_once()
    {
        _checkout.TakePackagesAway();

        var first = await _checkout.RunAsync("up", "dev");
        _checkout.Write("cli/Program.cs", SmallCheckout.Program + "// changed");
        var second = await _checkout.RunAsync("up", "dev");

        Assert.Equal((0, "arguments: up dev"), (first.ExitCode, first.Out.TrimEnd()));
        Assert.Matches(@"slipway: commands will start slower, as code cannot be compiled ahead of time here: NU\d+: ", first.Error);
        Assert.Contains($"delete {_checkout.At("artifacts/lab/.cli-plain")} and ", first.Error, StringComparison.Ordinal);
        Assert.Equal((0, "arguments: up dev", ""), (second.ExitCode, second.Out.TrimEnd(), second.Error));
    }

    [Fact]
    public async Task A_command_is_compiled_ahead_of_time_or_the_launcher_says_why_not()
    {
        var result = await _checkout.RunAsync();

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.True(IsCompiled(_checkout.At("artifacts/lab/publish/slipway/Slipway.Cli.dll")) != result.Error.Contains("start slower", StringComparison.Ordinal), result.Error);
    }

    [Fact]
    public async Task A_command_that_does_not_compile_is_not_taken_for_a_missing_compiler()
    {
        _checkout.Write("cli/Program.cs", "no such thing;");

        var broken = await _checkout.RunAsync();
        _checkout.Write("cli/Program.cs", SmallCheckout.Program);
        var mended = await _checkout.RunAsync("status");

        Assert.Equal(1, broken.ExitCode);
        Assert.Matches(@"error CS\d+", broken.Error);
        Assert.EndsWith("slipway: the build failed\n", broken.Error, StringComparison.Ordinal);
        Assert.Equal("arguments: status", mended.Out.TrimEnd());
    }

    private static bool IsCompiled(string assembly)
    {
        if (!File.Exists(assembly))
            return false;
        using var reader = new PEReader(File.OpenRead(assembly));
        return reader.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
    }
}
