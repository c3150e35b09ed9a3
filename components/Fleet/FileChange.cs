namespace Slipway.Components.Fleet;

/// <summary>What becomes of a file.</summary>
/// <param name="Path">Where it is in the repository, with forward slashes.</param>
/// <param name="Before">Its content; null where there was no such file.</param>
/// <param name="After">What it is to hold; null where it goes.</param>
public sealed record FileChange(string Path, byte[]? Before, byte[]? After);
