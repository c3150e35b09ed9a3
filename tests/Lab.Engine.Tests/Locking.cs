
namespace Slipway.Lab.Engine.Tests;

public sealed class Locking : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("slipway-lock-").FullName;

    private string LockPath => Path.Combine(_home, "stacks", "dev.lock");

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public void Only_one_run_is_at_a_stack_and_the_second_hears_who()
    {
        using var first = StackLock.Acquire(LockPath, "up dev");

        var error = Assert.Throws<StackLockedException>(() => StackLock.Acquire(LockPath, "destroy dev"));

        Assert.Equal("up dev", error.Owner?.Command);
        Assert.Equal(Environment.ProcessId, error.Owner?.ProcessId);
        Assert.Contains($"'up dev' by {Environment.UserName} on {Environment.MachineName} (process {Environment.ProcessId}) since 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_stack_is_free()
    {
        using var first = StackLock.Acquire(LockPath, "up dev");
        using var second = StackLock.Acquire(LockPath + "2", "up staging");

        Assert.NotSame(first, second);
    }

    [Fact]
    public void The_lock_is_free_again_after_the_run()
    {
        StackLock.Acquire(LockPath, "up dev").Dispose();

        using var second = StackLock.Acquire(LockPath, "up dev");

        Assert.True(File.Exists(LockPath + ".owner"));
    }

    [Fact]
    public void The_lock_of_a_process_that_died_is_taken_over()
    {
        // What a killed run leaves: both files, and nobody who holds the first one open.
        Directory.CreateDirectory(Path.GetDirectoryName(LockPath)!);
        File.WriteAllText(LockPath, "");
        File.WriteAllText(LockPath + ".owner", "{\"User\":\"ghost\",\"Host\":\"gone\",\"ProcessId\":1,\"Since\":\"2026-01-01T00:00:00Z\",\"Command\":\"up dev\"}");

        using var taken = StackLock.Acquire(LockPath, "refresh dev");

        Assert.Contains("refresh dev", File.ReadAllText(LockPath + ".owner"), StringComparison.Ordinal);
        Assert.DoesNotContain("ghost", File.ReadAllText(LockPath + ".owner"), StringComparison.Ordinal);
    }
}
