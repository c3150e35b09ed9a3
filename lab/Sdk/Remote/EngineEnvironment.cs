using System.Text.Json;

namespace Slipway.Lab.Remote;

/// <summary>What the <c>pulumi</c> CLI tells a program that it starts, all of it in environment variables.</summary>
/// <param name="MonitorAddress">Host and port of the resource monitor.</param>
/// <param name="EngineAddress">Host and port of the engine.</param>
/// <param name="Options">What the program is run with.</param>
internal sealed record EngineEnvironment(string MonitorAddress, string EngineAddress, ProgramOptions Options)
{
    private const string Monitor = "PULUMI_MONITOR";

    /// <summary>Reads the variables; null when the process was not started by the CLI.</summary>
    /// <param name="variable">The value of a variable, or null.</param>
    /// <exception cref="FormatException">The CLI's variables are not complete, or not of their form; the message names them and no value.</exception>
    public static EngineEnvironment? Read(Func<string, string?> variable)
    {
        if (string.IsNullOrEmpty(variable(Monitor)))
            return null;
        return new EngineEnvironment(Require(Monitor), Require("PULUMI_ENGINE"), new ProgramOptions
        {
            Project = Require("PULUMI_PROJECT"),
            Stack = Require("PULUMI_STACK"),
            Organization = variable("PULUMI_ORGANIZATION") is { Length: > 0 } organization ? organization : "organization",
            RootDirectory = variable("PULUMI_ROOT_DIRECTORY") is { Length: > 0 } root ? root : Environment.CurrentDirectory,
            DryRun = bool.TryParse(Require("PULUMI_DRY_RUN"), out var dryRun) ? dryRun : throw Wrong("PULUMI_DRY_RUN", "true or false"),
            Config = Parse<Dictionary<string, string>>("PULUMI_CONFIG", "a JSON object of texts"),
            SecretKeys = Parse<HashSet<string>>("PULUMI_CONFIG_SECRET_KEYS", "a JSON list of texts"),
        });

        string Require(string name) => variable(name) is { Length: > 0 } value
            ? value
            : throw new FormatException($"{Monitor} is set, but {name} is not. The pulumi CLI sets both: run the program with 'pulumi preview' or 'pulumi up', or unset {Monitor}.");

        T Parse<T>(string name, string form)
            where T : new()
        {
            try
            {
                return variable(name) is { Length: > 0 } json ? JsonSerializer.Deserialize<T>(json) ?? new T() : new T();
            }
            catch (JsonException)
            {
                // The reader's message would quote the configuration, secrets included.
                throw Wrong(name, form);
            }
        }

        static FormatException Wrong(string name, string form) => new($"The environment variable {name} must be {form}, as the pulumi CLI sets it.");
    }
}
