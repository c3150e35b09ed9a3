using System.Diagnostics;
using System.Globalization;
using Slipway.Cli.Project;

namespace Slipway.Cli.Lab;

/// <summary>
/// Where the lab is to die, for tests of crashes: with <c>SLIPWAY_LAB_KILL=n</c> the process kills itself (SIGKILL) at the n-th boundary of a step, which is
/// where a crash makes a difference. Only the lab's engine has this; nothing of it is in an official build.
/// </summary>
internal static class KillPoint
{
    private const string Variable = "SLIPWAY_LAB_KILL";

    /// <summary>What to call at each boundary; null when the process is to live.</summary>
    /// <exception cref="UsageException">The variable holds no number from 1.</exception>
    public static Action? OfEnvironment()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } text)
            return null;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1)
            throw new UsageException($"{Variable} is '{text}'; it is the number of the boundary at which the lab kills itself, from 1.");
        var passed = 0;
        return () =>
        {
            if (Interlocked.Increment(ref passed) == number)
                Process.GetCurrentProcess().Kill();
        };
    }
}
