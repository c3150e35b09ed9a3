namespace Slipway.Cli.Promotion;

/// <summary>A reference to push.</summary>
/// <param name="Reference">Its full name.</param>
/// <param name="Object">What it is to name; empty to remove it.</param>
/// <param name="Expected">What it must name on the host now; empty when it must not be there.</param>
internal sealed record ReferenceUpdate(string Reference, string Object, string Expected);
