using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Slipway.Tests;

/// <summary>The pulumi engine as a program sees it, played by a server on Pulumi's own definitions (<c>PulumiEngine/engine.js</c>).</summary>
internal sealed class PulumiEngine : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _folder;
    private readonly Task<string> _errors;

    private PulumiEngine(Process process, string folder, string project, string stack, bool preview)
    {
        _process = process;
        _folder = folder;
        _errors = process.StandardError.ReadToEndAsync();
        Environment = new(StringComparer.Ordinal)
        {
            ["PULUMI_PROJECT"] = project,
            ["PULUMI_STACK"] = stack,
            ["PULUMI_ORGANIZATION"] = "acme",
            ["PULUMI_DRY_RUN"] = preview ? "true" : "false",
            ["PULUMI_QUERY_MODE"] = "false",
            ["PULUMI_PARALLEL"] = "16",
        };
    }

    /// <summary>What the CLI sets for a program that it starts.</summary>
    public Dictionary<string, string> Environment { get; }

    /// <summary>Starts one.</summary>
    /// <param name="script">What it answers; its form stands in <c>engine.js</c>.</param>
    /// <param name="preview">Whether it asks for a preview.</param>
    /// <param name="project">The project's name.</param>
    /// <param name="stack">The stack's name.</param>
    public static async Task<PulumiEngine> StartAsync(JsonObject? script = null, bool preview = false, string project = "shop", string stack = "dev")
    {
        script ??= [];
        (script["project"], script["stack"], script["preview"]) = (project, stack, preview);
        var folder = Directory.CreateTempSubdirectory("slipway-engine-").FullName;
        var answers = Path.Combine(folder, "script.json");
        await File.WriteAllTextAsync(answers, script.ToJsonString());
        var process = Process.Start(new ProcessStartInfo("node", [Path.Combine(PulumiDefinitions.Folder, "engine.js"), answers])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }) ?? throw new InvalidOperationException("node did not start.");
        var engine = new PulumiEngine(process, folder, project, stack, preview);
        if (await process.StandardOutput.ReadLineAsync() is not { } ready)
            throw new InvalidOperationException($"The engine did not come up: {await engine._errors}");
        var addresses = JsonNode.Parse(ready)!;
        engine.Environment["PULUMI_MONITOR"] = (string)addresses["monitor"]!;
        engine.Environment["PULUMI_ENGINE"] = (string)addresses["engine"]!;
        return engine;
    }

    /// <summary>Ends it, and gives what it was asked, in order.</summary>
    public async Task<IReadOnlyList<JsonObject>> StopAsync()
    {
        _process.StandardInput.Close();
        var lines = await _process.StandardOutput.ReadToEndAsync();
        await _process.WaitForExitAsync();
        Assert.Equal("", await _errors);
        return [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject())];
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
