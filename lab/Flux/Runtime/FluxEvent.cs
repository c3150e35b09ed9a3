namespace Slipway.Lab.Flux;

/// <summary>An event that a controller of Flux wrote.</summary>
/// <param name="Time">When, for the last time.</param>
/// <param name="IsError">Whether it is a warning.</param>
/// <param name="Reason">Why, in one word.</param>
/// <param name="Object">What it is about: <c>Kind/namespace/name</c>.</param>
/// <param name="Message">What happened.</param>
/// <param name="Count">How often.</param>
/// <param name="Alerts">The Alerts that pass it on, each with its Provider.</param>
public sealed record FluxEvent(DateTimeOffset Time, bool IsError, string Reason, string Object, string Message, int Count, IReadOnlyList<string> Alerts);
