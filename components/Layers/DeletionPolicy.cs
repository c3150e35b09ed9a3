namespace Slipway.Components.Layers;

/// <summary>What becomes of a layer's objects when the layer itself is deleted (Flux 2.9, <c>spec.deletionPolicy</c>).</summary>
public enum DeletionPolicy
{
    /// <summary>They are deleted if the layer prunes, and every layer does.</summary>
    MirrorPrune,

    /// <summary>They are deleted.</summary>
    Delete,

    /// <summary>They are deleted, and the layer stays until they are gone, for its timeout at most.</summary>
    WaitForTermination,

    /// <summary>They stay.</summary>
    Orphan,
}
