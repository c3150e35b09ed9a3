namespace Slipway.Tools.ImportSchema;

/// <summary>The import cannot be done; the message names the thing and the remedy.</summary>
public sealed class ImportException(string message) : Exception(message);
