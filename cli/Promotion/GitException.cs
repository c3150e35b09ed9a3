namespace Slipway.Cli.Promotion;

/// <summary>Git could not be run, or failed; the message is what it said.</summary>
public sealed class GitException(string message) : Exception(message);
