namespace Slipway.Lab.Engine.State;

/// <summary>A file of a state cannot be written: no room, no right, or a folder that is not there.</summary>
/// <param name="path">The file.</param>
/// <param name="because">What the operating system said.</param>
public sealed class StateWriteException(string path, Exception because) : IOException(
    $"{path} cannot be written: {because.Message.Split(" (Parameter")[0].TrimEnd('.')}. Nothing further was begun, and what was done before is recorded. "
    + "Make room or give write access there, and run the command again: it goes on from what is recorded.", because)
{
    /// <summary>Runs what writes a file.</summary>
    /// <exception cref="StateWriteException">It could not.</exception>
    internal static T Guard<T>(string path, Func<T> write)
    {
        try
        {
            return write();
        }
        // A file that outgrows a limit (EFBIG) is an argument out of range to .NET.
        catch (Exception e) when (e is (IOException or UnauthorizedAccessException or ArgumentOutOfRangeException { ParamName: "value" }) and not StateWriteException)
        {
            throw new StateWriteException(path, e);
        }
    }
}
