using Slipway.Lab.Wire;

namespace Pulumi;

/// <summary>Messages of the program to whoever runs it.</summary>
public static class Log
{
    /// <summary>A message for finding faults.</summary>
    public static void Debug(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null) =>
        ProgramContext.Require().Log(LogSeverity.Debug, message, resource, streamId, ephemeral);

    /// <summary>Something worth knowing.</summary>
    public static void Info(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null) =>
        ProgramContext.Require().Log(LogSeverity.Info, message, resource, streamId, ephemeral);

    /// <summary>Something that is probably not meant.</summary>
    public static void Warn(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null) =>
        ProgramContext.Require().Log(LogSeverity.Warning, message, resource, streamId, ephemeral);

    /// <summary>An error: the program goes on, and its run fails in the end.</summary>
    public static void Error(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null) =>
        ProgramContext.Require().Log(LogSeverity.Error, message, resource, streamId, ephemeral);

    /// <summary>An exception as an error, with its stack trace.</summary>
    public static void Exception(Exception exception, Resource? resource = null, int? streamId = null, bool? ephemeral = null)
    {
        ArgumentNullException.ThrowIfNull(exception);
        Error(exception.ToString(), resource, streamId, ephemeral);
    }
}
