namespace Slipway.Lab.Engine;

/// <summary>Follows a run. Calls come one at a time, from any thread.</summary>
public interface IEngineObserver
{
    /// <summary>Something happened.</summary>
    void On(EngineEvent engineEvent);
}
