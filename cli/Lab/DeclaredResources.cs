using System.Collections.Concurrent;
using System.Collections.Immutable;
using Slipway.Cli.Graphs;
using Slipway.Cli.Project;
using Slipway.Lab.Engine;
using Slipway.Lab.Wire;

namespace Slipway.Cli.Lab;

/// <summary>The resources that the stack's program declares, as a preview finds them.</summary>
internal static class DeclaredResources
{
    /// <summary>Runs the program in a preview, which changes nothing.</summary>
    /// <returns>The resources, or null when the preview failed, which is said on standard error.</returns>
    /// <exception cref="UsageException">The configuration has problems, or the stack's secrets or state cannot be read.</exception>
    public static async Task<ImmutableArray<DeclaredResource>?> OfAsync(ProjectFile project, StackFile file, Terminal terminal, CancellationToken cancellation)
    {
        var session = StackSession.Open(project, file);
        session.CheckSettings();
        var declared = new ConcurrentQueue<DeclaredResource>();
        var result = await session.Engine(new Silence(), parallel: null, diff: false)
            .PreviewAsync((engine, dryRun, token) => session.RunProgramAsync(new Recorder(engine, declared), dryRun, token), cancellation).ConfigureAwait(false);
        if (result.Status == UpdateStatus.Succeeded)
            return [.. declared];
        foreach (var message in result.Diagnostics.Select(d => d.Message).Concat(result.ProgramErrors.Select(e => e.Message)).Distinct(StringComparer.Ordinal))
            terminal.Error.WriteLine(Terminal.Harmless(message));
        terminal.Error.WriteLine($"slipway: the preview of {file.Environment} failed, so its resources cannot be told.");
        return null;
    }

    private sealed class Silence : IEngineObserver
    {
        public void On(EngineEvent engineEvent)
        {
        }
    }

    /// <summary>Passes everything on, and keeps what was declared.</summary>
    private sealed class Recorder(IMonitor engine, ConcurrentQueue<DeclaredResource> declared) : IMonitor
    {
        public async Task<RegisterResult> RegisterResourceAsync(RegisterRequest request, CancellationToken cancellation)
        {
            var result = await engine.RegisterResourceAsync(request, cancellation).ConfigureAwait(false);
            declared.Enqueue(new DeclaredResource
            {
                Urn = result.Urn,
                Type = request.Type,
                Name = request.Name,
                Custom = request.Custom,
                Parent = request.Parent,
                DependsOn = request.Dependencies,
            });
            return result;
        }

        public async Task<RegisterResult> ReadResourceAsync(ReadRequest request, CancellationToken cancellation)
        {
            var result = await engine.ReadResourceAsync(request, cancellation).ConfigureAwait(false);
            declared.Enqueue(new DeclaredResource { Urn = result.Urn, Type = request.Type, Name = request.Name, Custom = true, Parent = request.Parent, DependsOn = request.Dependencies });
            return result;
        }

        public Task RegisterResourceOutputsAsync(string urn, PropertyMap outputs, CancellationToken cancellation) => engine.RegisterResourceOutputsAsync(urn, outputs, cancellation);

        public Task<PropertyMap> InvokeAsync(InvokeRequest request, CancellationToken cancellation) => engine.InvokeAsync(request, cancellation);

        public Task LogAsync(LogEntry entry, CancellationToken cancellation) => engine.LogAsync(entry, cancellation);
    }
}
