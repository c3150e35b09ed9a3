namespace Slipway.Lab.Flux;

/// <summary>The time of the controllers. It moves from one thing that is due to the next, and nobody waits.</summary>
internal sealed class VirtualClock(DateTimeOffset start)
{
    /// <summary>What time it is.</summary>
    public DateTimeOffset Now { get; private set; } = start;

    /// <summary>Moves to a time, unless it has passed already.</summary>
    public void AdvanceTo(DateTimeOffset time) => Now = time > Now ? time : Now;
}
