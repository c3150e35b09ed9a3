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

    public UpdateEngine Engine() => new(StackStateFile.Open(StatePath, Cipher), Cloud, Options, this);

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
