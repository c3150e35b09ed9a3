namespace Slipway.Lab.Flux;

/// <summary>The Flux Operator cannot make of a FluxInstance what it should.</summary>
/// <param name="message">Why, and what to do.</param>
public sealed class FluxInstallException(string message) : Exception(message);
