using System.Globalization;
using System.Text.Json;
using Slipway.Lab.Engine.State;

namespace Slipway.Lab.Engine;

/// <summary>
/// Lets one run at a time at a stack. The lock is the operating system's, on a file held open, so it ends with its process however that ends;
/// a second file says who holds it, for the message to whoever comes second.
/// </summary>
public sealed class StackLock : IDisposable
{
    private readonly FileStream _file;
    private readonly string _ownerPath;

    private StackLock(FileStream file, string ownerPath)
    {
        _file = file;
        _ownerPath = ownerPath;
    }

    /// <summary>Takes the lock.</summary>
    /// <param name="path">The lock file, e.g. beside the state.</param>
    /// <param name="command">What holds it, for the message to others, e.g. <c>up dev</c>.</param>
    /// <exception cref="StackLockedException">Another run holds it.</exception>
    public static StackLock Acquire(string path, string command)
    {
        var ownerPath = path + ".owner";
        FileStream file;
        try
        {
            file = PrivateFile.OpenExclusive(path);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new StackLockedException(ReadOwner(ownerPath), path);
        }
        var owner = new StackLockOwner(Environment.UserName, Environment.MachineName, Environment.ProcessId, DateTimeOffset.Now, command);
        using (var stream = PrivateFile.OpenNew(ownerPath))
            JsonSerializer.Serialize(stream, owner);
        return new StackLock(file, ownerPath);
    }

    /// <summary>Gives the lock back.</summary>
    public void Dispose()
    {
        File.Delete(_ownerPath);
        _file.Dispose();
    }

    private static StackLockOwner? ReadOwner(string path)
    {
        // Between taking the lock and naming its owner there is a moment without a name, or with half of one.
        try
        {
            return JsonSerializer.Deserialize<StackLockOwner>(File.ReadAllText(path));
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return null;
        }
    }
}

/// <summary>Who holds a stack's lock.</summary>
/// <param name="User">Name of the user.</param>
/// <param name="Host">Name of the machine.</param>
/// <param name="ProcessId">The process there.</param>
/// <param name="Since">When it took the lock.</param>
/// <param name="Command">What it does.</param>
public sealed record StackLockOwner(string User, string Host, int ProcessId, DateTimeOffset Since, string Command)
{
    /// <inheritdoc />
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"'{Command}' by {User} on {Host} (process {ProcessId}) since {Since:yyyy-MM-dd HH:mm:ss zzz}");
}

/// <summary>Another run is at the stack.</summary>
public sealed class StackLockedException(StackLockOwner? owner, string path) : Exception(
    $"The stack is locked: {owner?.ToString() ?? "another run"} is at it ({path}). Wait for it to end, or end it; the lock ends with its process.")
{
    /// <summary>Who holds the lock; null when that could not be told.</summary>
    public StackLockOwner? Owner { get; } = owner;
}
