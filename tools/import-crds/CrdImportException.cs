namespace Slipway.Tools.ImportCrds;

/// <summary>The import cannot be done; the message names the file and the remedy.</summary>
public sealed class CrdImportException(string message) : Exception(message);
