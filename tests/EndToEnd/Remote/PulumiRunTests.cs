using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Tests;

namespace Slipway.EndToEnd.Remote;

/// <summary>The program of the default build as the pulumi CLI starts it: a process, which asks the engine for the same as it asks the lab.</summary>
public sealed class PulumiRunTests(RecordedRuns lab) : IClassFixture<RecordedRuns>
{
    [FactWith("node", "npm:@pulumi/pulumi")]
    public Task A_preview_of_dev_asks_the_pulumi_engine_for_what_it_asks_the_lab() => AsksTheSame("dev", preview: true);

    [FactWith("node", "npm:@pulumi/pulumi")]
    public Task A_preview_of_staging_asks_the_pulumi_engine_for_what_it_asks_the_lab() => AsksTheSame("staging", preview: true);

    [FactWith("node", "npm:@pulumi/pulumi")]
    public Task A_preview_of_prod_asks_the_pulumi_engine_for_what_it_asks_the_lab() => AsksTheSame("prod", preview: true);

    [FactWith("node", "npm:@pulumi/pulumi")]
    public Task An_update_of_dev_asks_the_pulumi_engine_for_what_it_asks_the_lab() => AsksTheSame("dev", preview: false);

    [FactWith("node", "npm:@pulumi/pulumi")]
    public Task An_update_of_staging_asks_the_pulumi_engine_for_what_it_asks_the_lab() => AsksTheSame("staging", preview: false);

    [FactWith("node", "npm:@pulumi/pulumi")]
    public Task An_update_of_prod_asks_the_pulumi_engine_for_what_it_asks_the_lab() => AsksTheSame("prod", preview: false);

    [FactWith("node", "npm:@pulumi/pulumi")]
    public async Task A_wrong_configuration_is_reported_through_the_engine_with_its_place()
    {
        var options = LabEngine.Options("dev", preview: true);
        var config = new Dictionary<string, string>(options.Config) { ["slipway:network"] = """{"cidr":"10.0.0.0/28","zones":["eu-west-1a","eu-west-1b"]}""" };
        await using var engine = await PulumiEngine.StartAsync(lab.Script("dev", true), preview: true, options.Project, "dev");

        var (code, error) = await RunAsync(engine, config, options.SecretKeys, options.RootDirectory);
        var messages = (await engine.StopAsync()).Where(r => (string)r["call"]! == "log").Select(r => (string)r["message"]!);

        Assert.Equal((32, ""), (code, error));
        Assert.Contains("slipway:network", Assert.Single(messages), StringComparison.Ordinal);
    }

    private async Task AsksTheSame(string environment, bool preview)
    {
        var options = LabEngine.Options(environment, preview);
        await using var engine = await PulumiEngine.StartAsync(lab.Script(environment, preview), preview, options.Project, environment);

        var (code, error) = await RunAsync(engine, options.Config, options.SecretKeys, options.RootDirectory);
        var requests = await engine.StopAsync();

        var asked = requests.Where(r => (string)r["call"]! is not ("root" or "shutdown"));
        Assert.True(code == 0 && error == "", $"It ended with {code}. {error}{string.Join('\n', asked.Where(r => (string)r["call"]! == "log"))}");
        var (ofLab, ofPulumi) = (Lines(lab.Requests(environment, preview)), Lines(asked));
        Assert.True(
            ofLab.SequenceEqual(ofPulumi, StringComparer.Ordinal),
            $"Asked of the lab alone:\n{string.Join('\n', ofLab.Except(ofPulumi))}\nAsked of pulumi alone:\n{string.Join('\n', ofPulumi.Except(ofLab))}");
    }

    /// <summary>Runs the program's process to its end; gives its exit code and what it wrote to standard error.</summary>
    private static async Task<(int ExitCode, string Error)> RunAsync(
        PulumiEngine engine, IReadOnlyDictionary<string, string> config, IEnumerable<string> secretKeys, string root)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Slipway.Stacks.dll")])
        {
            WorkingDirectory = root,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in engine.Environment)
            start.Environment[name] = value;
        start.Environment["PULUMI_ROOT_DIRECTORY"] = root;
        start.Environment["PULUMI_CONFIG"] = JsonSerializer.Serialize(config);
        start.Environment["PULUMI_CONFIG_SECRET_KEYS"] = JsonSerializer.Serialize(secretKeys);
        start.Environment["PULUMI_ORGANIZATION"] = "organization";
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, error);
    }

    /// <summary>The requests, the same for the same requests in whatever order they came: one line each, keys sorted.</summary>
    private static List<string> Lines(IEnumerable<JsonObject> requests) => [.. requests.Select(r => Sorted(r)!.ToJsonString()).Order(StringComparer.Ordinal)];

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, Sorted(p.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => JsonValue.Create(value.TryGetValue(out double number) ? number : (double)value.GetValue<int>()),
        _ => node?.DeepClone(),
    };
}
