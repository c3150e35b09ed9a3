namespace Slipway.Components.Promotion;

/// <summary>What a layer of an environment runs.</summary>
/// <param name="Name">The layer: the name of its Flux Kustomization.</param>
/// <param name="Source">The GitRepository that it is from.</param>
/// <param name="Revision">What was last applied, as Flux writes it; empty when nothing was.</param>
/// <param name="Ready">Whether it was applied and everything in it became healthy.</param>
/// <param name="Message">What Flux says about it.</param>
public sealed record LayerRevision(string Name, string Source, string Revision, bool Ready, string Message = "");
