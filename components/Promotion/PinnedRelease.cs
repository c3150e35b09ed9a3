namespace Slipway.Components.Promotion;

/// <summary>A version of <c>release.yaml</c> in the history of <c>main</c>.</summary>
/// <param name="Commit">The commit that brought it.</param>
/// <param name="Content">The whole file.</param>
/// <param name="Release">What it pins.</param>
public sealed record PinnedRelease(string Commit, string Content, Release Release);
