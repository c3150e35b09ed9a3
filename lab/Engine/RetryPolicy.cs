namespace Slipway.Lab.Engine;

/// <summary>How calls to a cloud are made again that failed for a reason that passes (throttled, no answer).</summary>
/// <param name="Attempts">How many times a call is made at most.</param>
/// <param name="FirstDelay">What is waited before the second; it doubles from then on.</param>
/// <param name="LongestDelay">What is waited at most.</param>
public sealed record RetryPolicy(int Attempts, TimeSpan FirstDelay, TimeSpan LongestDelay)
{
    /// <summary>Six attempts over about a quarter of a minute.</summary>
    public static RetryPolicy Default { get; } = new(6, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(8));

    /// <summary>What is waited after an attempt that failed; between half and all of the step, so that many calls do not come again at once.</summary>
    /// <param name="attempt">The attempt, from 1.</param>
    /// <param name="share">A random number from 0 to 1.</param>
    public TimeSpan DelayAfter(int attempt, double share)
    {
        var step = Math.Min(FirstDelay.TotalSeconds * Math.Pow(2, attempt - 1), LongestDelay.TotalSeconds);
        return TimeSpan.FromSeconds(step * (0.5 + (share / 2)));
    }
}
