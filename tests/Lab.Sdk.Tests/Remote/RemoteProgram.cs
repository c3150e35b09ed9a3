using System.Text.Json.Nodes;
using Slipway.Lab.Remote;
using Slipway.Tests;

namespace Slipway.Lab.Sdk.Tests.Remote;

/// <summary>What came of a program that the pulumi engine ran.</summary>
/// <param name="ExitCode">The code that the process would end with.</param>
/// <param name="Error">What it wrote to standard error.</param>
/// <param name="Requests">What it asked of the engine, in order.</param>
internal sealed record RemoteProgram(int ExitCode, string Error, IReadOnlyList<JsonObject> Requests)
{
    /// <summary>Runs a program that gives out nothing.</summary>
    public static Task<RemoteProgram> RunAsync(Action program, string script = "{}", bool preview = false) => RunAsync(() =>
    {
        program();
        return [];
    }, script, preview);

    /// <summary>Runs a program under an engine that follows a script.</summary>
    public static async Task<RemoteProgram> RunAsync(Func<Dictionary<string, object?>> program, string script = "{}", bool preview = false)
    {
        await using var engine = await PulumiEngine.StartAsync(JsonNode.Parse(script)!.AsObject(), preview);
        using var error = new StringWriter();
        var environment = EngineEnvironment.Read(engine.Environment.GetValueOrDefault) ?? throw new InvalidOperationException("The engine gave no environment.");
        var code = await RemoteRun.RunAsync(environment, () => ProgramRunner.Call(() => Task.FromResult<IDictionary<string, object?>>(program()), null), error);
        return new RemoteProgram(code, error.ToString(), await engine.StopAsync());
    }

    /// <summary>The requests of a kind.</summary>
    public IEnumerable<JsonObject> Of(string call) => Requests.Where(r => (string)r["call"]! == call);

    /// <summary>The one registration of a name.</summary>
    public JsonObject Registration(string name) => Of("register").Single(r => (string)r["name"]! == name);

    /// <summary>The texts of the errors that the engine was told.</summary>
    public IEnumerable<string> Errors => Of("log").Where(l => (int)l["severity"]! == 3).Select(l => (string)l["message"]!);

    /// <summary>The program, which must have run to its end without a word.</summary>
    public RemoteProgram Succeeded()
    {
        Assert.True(ExitCode == 0 && Error == "" && !Errors.Any(), $"It ended with {ExitCode}. {Error}{string.Join('\n', Errors)}");
        return this;
    }

    /// <summary>Holds JSON against what is expected, whatever the order of keys.</summary>
    public static void Same(string expected, JsonNode? actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), $"Expected: {expected}\nActual:   {actual?.ToJsonString()}");
}
