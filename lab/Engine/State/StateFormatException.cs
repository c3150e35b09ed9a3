namespace Slipway.Lab.Engine.State;

/// <summary>A state that cannot be read; the message names the file and what to do.</summary>
public sealed class StateFormatException(string message) : Exception(message);
