namespace Slipway.Lab.Flux;

/// <summary>When an object is to be looked at again.</summary>
/// <param name="Settled">Whether it is as it should be: nothing is due before its interval.</param>
/// <param name="After">When it is not: how long until it is tried again, unless something changes before.</param>
/// <param name="IsDeadline">Whether something happens then even if nothing changed, as when a wait for health ends.</param>
internal readonly record struct Outcome(bool Settled, TimeSpan After, bool IsDeadline = false)
{
    /// <summary>It is as it should be.</summary>
    public static Outcome Done { get; } = new(true, TimeSpan.Zero);

    /// <summary>It is tried again after a time, or when something changes.</summary>
    public static Outcome Retry(TimeSpan after) => new(false, after);

    /// <summary>It waits for others, and gives up after a time.</summary>
    public static Outcome Wait(TimeSpan until) => new(false, until, IsDeadline: true);
}
