using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Slipway.Tests;

/// <summary>The pulumi engine as a program sees it, played by a server on Pulumi's own definitions (<c>tests/tools/pulumi-engine.cjs</c>).</summary>
internal sealed class PulumiEngine : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _folder;
    private readonly Task<string> _lines;
    private readonly Task<string> _errors;

    private PulumiEngine(Process process, string folder, JsonNode addresses, JsonObject script)
    {
        _process = process;
        _folder = folder;
        // Read while it runs: a server whose output nobody takes stops.
        _lines = process.StandardOutput.ReadToEndAsync();
        _errors = process.StandardError.ReadToEndAsync();
        Environment = new(StringComparer.Ordinal)
        {
            ["PULUMI_MONITOR"] = (string)addresses["monitor"]!,
            ["PULUMI_ENGINE"] = (string)addresses["engine"]!,
            ["PULUMI_PROJECT"] = (string)script["project"]!,
            ["PULUMI_STACK"] = (string)script["stack"]!,
            ["PULUMI_ORGANIZATION"] = "acme",
            ["PULUMI_DRY_RUN"] = (bool)script["preview"]! ? "true" : "false",
            ["PULUMI_QUERY_MODE"] = "false",
            ["PULUMI_PARALLEL"] = "16",
        };
    }

    /// <summary>What the CLI sets for a program that it starts.</summary>
    public Dictionary<string, string> Environment { get; }

    /// <summary>Starts one.</summary>
    /// <param name="script">What it answers; its form stands in that file.</param>
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
        var process = Process.Start(new ProcessStartInfo("node", [Path.Combine(FactWithAttribute.ToolFolder, "pulumi-engine.cjs"), answers])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }) ?? throw new InvalidOperationException("node did not start.");
        return await process.StandardOutput.ReadLineAsync() is { } ready
            ? new PulumiEngine(process, folder, JsonNode.Parse(ready)!, script)
            : throw new InvalidOperationException($"The engine did not come up: {await process.StandardError.ReadToEndAsync()}");
    }

    /// <summary>Ends it, and gives what it was asked, in order.</summary>
    public async Task<IReadOnlyList<JsonObject>> StopAsync()
    {
        _process.StandardInput.Close();
        var lines = await _lines;
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
