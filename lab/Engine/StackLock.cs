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

    private StackLock(FileStream file, string ownerPath, StackLockOwner? takenFrom)
    {
        _file = file;
        _ownerPath = ownerPath;
        TakenFrom = takenFrom;
    }

    /// <summary>Whose lock it was, when that process is gone without giving it back; else null.</summary>
    public StackLockOwner? TakenFrom { get; }

    /// <summary>Takes the lock.</summary>
    /// <param name="path">The lock file, e.g. beside the state.</param>
    /// <param name="command">What holds it, for the message to others, e.g. <c>up dev</c>.</param>
    /// <exception cref="StackLockedException">Another run holds it.</exception>
    /// <exception cref="StateWriteException">It cannot be made.</exception>
    public static StackLock Acquire(string path, string command)
    {
        var ownerPath = path + ".owner";
        FileStream file;
        try
        {
            file = PrivateFile.OpenExclusive(path);
        }
        catch (IOException e) when (IsHeld(e))
        {
            throw new StackLockedException(ReadOwner(ownerPath), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StateWriteException(path, e);
        }
        var left = ReadOwner(ownerPath);
        var owner = new StackLockOwner(Environment.UserName, Environment.MachineName, Environment.ProcessId, DateTimeOffset.Now, command);
        return StateWriteException.Guard(ownerPath, () =>
        {
            using var stream = PrivateFile.OpenNew(ownerPath);
            JsonSerializer.Serialize(stream, owner);
            return new StackLock(file, ownerPath, left);
        });
    }

    // EWOULDBLOCK of Linux and of macOS; sharing and lock violation of Windows.
    private static bool IsHeld(IOException e) => (e.HResult & 0xFFFF) is 11 or 35 or 32 or 33;

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
    /// <summary>True when a process of that number runs on this machine.</summary>
    internal bool IsAlive
    {
        get
        {
            try
            {
                using var process = System.Diagnostics.Process.GetProcessById(ProcessId);
                return !process.HasExited;
            }
            catch (ArgumentException)
            {
                return false;
            }
        }
    }

    /// <inheritdoc />
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"'{Command}' by {User} on {Host} (process {ProcessId}) since {Since:yyyy-MM-dd HH:mm:ss zzz}");
}

/// <summary>Another run is at the stack.</summary>
public sealed class StackLockedException(StackLockOwner? owner, string path) : Exception(
    $"The stack is locked: {owner?.ToString() ?? "another run"} is at it ({path}). {WhatToDo(owner, path)}")
{
    /// <summary>Who holds the lock; null when that could not be told.</summary>
    public StackLockOwner? Owner { get; } = owner;

    private static string WhatToDo(StackLockOwner? owner, string path)
    {
        const string Then = "The lock ends with its process, however that ends, and the next command takes it over: there is nothing to unlock.";
        if (owner is null)
            return $"Wait for it to end. {Then}";
        if (owner.Host != Environment.MachineName)
            return $"Wait for it to end, or end it on {owner.Host}. {Then}";
        return owner.IsAlive
            ? $"Wait for it to end, or end it: kill {owner.ProcessId}. {Then}"
            : $"That process is gone, and something that it started still has the file open; find and end it: fuser {path}. {Then}";
    }
}
