using System.Collections.Concurrent;
using System.Collections.Immutable;
using Slipway.Lab.Engine.Secrets;
using Slipway.Lab.Engine.State;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Engine.Tests.Fakes;

/// <summary>A stack in a directory of its own, with a cloud in memory; the directory goes with it.</summary>
public sealed class Lab : IEngineObserver, IDisposable
{
    // Deriving a key is slow on purpose; all tests share one.
    private static readonly Lazy<PassphraseCipher> SharedCipher = new(() => PassphraseCipher.New("correct horse"));

    private readonly string _home = Directory.CreateTempSubdirectory("slipway-engine-").FullName;

    public static PassphraseCipher Cipher => SharedCipher.Value;

    public FakeCloud Cloud { get; } = new();

    public ConcurrentQueue<EngineEvent> Events { get; } = new();

    public EngineOptions Options { get; set; } = new() { Stack = "dev", Project = "proj" };

    public string StatePath => Path.Combine(_home, "stacks", "dev.json");

    public string StateText => File.ReadAllText(StatePath);

    public Snapshot State => StackStateFile.Open(StatePath, Cipher).Snapshot;

    public StateResource this[string name] => State.Resources.Single(r => Urn.Name(r.Urn) == name && !r.Delete);

    public void On(EngineEvent engineEvent) => Events.Enqueue(engineEvent);

    public UpdateEngine Engine(Action? boundary = null) => new(StackStateFile.Open(StatePath, Cipher, boundary: boundary), Cloud, Options, this);

    /// <summary>Every file of the stack.</summary>
    public Dictionary<string, byte[]> Disk() => Directory.Exists(Path.GetDirectoryName(StatePath))
        ? Directory.GetFiles(Path.GetDirectoryName(StatePath)!).ToDictionary(f => Path.GetFileName(f), Read)
        : [];

    /// <summary>Makes disk and cloud what they were somewhere else.</summary>
    public void Restore(Dictionary<string, byte[]> disk, IReadOnlyDictionary<string, PropertyMap> objects, IReadOnlyDictionary<string, string> made)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(StatePath)!);
        foreach (var (file, content) in disk)
            File.WriteAllBytes(Path.Combine(Path.GetDirectoryName(StatePath)!, file), content);
        foreach (var (id, inputs) in objects)
            Cloud.Objects[id] = inputs;
        foreach (var (token, id) in made)
            Cloud.Made[token] = id;
        // What a restored cloud numbers from now on is new to it.
        Cloud.StartAt(1000);
    }

    /// <summary>A copy of this lab as a process leaves it that is killed at a call.</summary>
    public async Task<Lab> AbandonAsync(Func<Program, Task> program, string call, bool afterwards)
    {
        var (reached, stuck) = (new TaskCompletionSource(), new TaskCompletionSource());
        Func<string, Task> hook = c =>
        {
            if (c != call)
                return Task.CompletedTask;
            reached.SetResult();
            return stuck.Task;
        };
        (Cloud.Before, Cloud.After) = afterwards ? (Cloud.Before, hook) : (hook, Cloud.After);
        var abandoned = UpAsync(program);
        await reached.Task;
        var copy = new Lab { Options = Options };
        copy.Restore(Disk(), Cloud.Objects, Cloud.Made);
        stuck.SetResult();
        await abandoned;
        return copy;
    }

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    public Task<UpdateResult> UpAsync(Func<Program, Task> program, CancellationToken cancellation = default) => Engine().UpAsync(Run(program), cancellation);

    public Task<UpdateResult> PreviewAsync(Func<Program, Task> program) => Engine().PreviewAsync(Run(program), default);

    public Task<UpdateResult> RefreshAsync(bool preview = false) => Engine().RefreshAsync(preview, default);

    public Task<UpdateResult> DestroyAsync(bool preview = false) => Engine().DestroyAsync(preview, default);

    public static EngineProgram Run(Func<Program, Task> body) => async (monitor, _, cancellation) =>
    {
        var program = new Program(monitor, "dev");
        await monitor.RegisterResourceAsync(new RegisterRequest { Type = Urn.StackType, Name = "proj-dev", Custom = false }, cancellation);
        try
        {
            await body(program);
            return [];
        }
        catch (Exception e) when (e is MonitorException or InvalidOperationException)
        {
            return ImmutableArray.Create<Exception>(e);
        }
    };

    public static string UrnOf(string name) => $"urn:pulumi:dev::proj::{Program.Thing}::{name}";

    public void Dispose() => Directory.Delete(_home, recursive: true);
}
