namespace Slipway.Cli.Project;

/// <summary>Wrong use or a bad configuration: nothing was changed, and the command ends with exit code 2.</summary>
public sealed class UsageException(string message) : Exception(message);
