namespace Slipway.Components.Promotion;

/// <summary>A tag of a repository.</summary>
/// <param name="Object">What the reference names: the tag's object, or the commit itself where the tag has none.</param>
/// <param name="Commit">The commit that it leads to; empty when it leads to none.</param>
/// <param name="Message">The tag object's message; empty where it has none.</param>
public sealed record TagFacts(string Object, string Commit, string Message);
