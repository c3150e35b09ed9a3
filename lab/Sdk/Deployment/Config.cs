using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace Pulumi;

/// <summary>
/// The configuration under one name: <c>new Config()</c> reads the project's own keys, <c>new Config("aws")</c> those of <c>aws:</c>.
/// A missing or ill-typed value is a <see cref="RunException"/>; its message never shows a secret value.
/// </summary>
public sealed class Config
{
    private readonly string _name;

    /// <summary>The configuration under a name; the project's own by default.</summary>
    public Config(string? name = null)
    {
        const string OldSuffix = ":config";
        name ??= ProgramContext.Require().Options.Project;
        _name = name.EndsWith(OldSuffix, StringComparison.Ordinal) ? name[..^OldSuffix.Length] : name;
    }

    private delegate bool Parser<T>(string text, out T value);

    /// <summary>The value of a key, or null.</summary>
    public string? Get(string key) => ProgramContext.Require().Options.Config.GetValueOrDefault(FullKey(key));

    /// <summary>The truth value of a key (<c>true</c> or <c>false</c>), or null.</summary>
    public bool? GetBoolean(string key) => GetParsed<bool>(key, nameof(Boolean), TryBoolean);

    /// <summary>The whole number of a key, or null.</summary>
    public int? GetInt32(string key) => GetParsed<int>(key, nameof(Int32), TryInt32);

    /// <summary>The number of a key, or null.</summary>
    public double? GetDouble(string key) => GetParsed<double>(key, nameof(Double), TryDouble);

    /// <summary>The object of a key, read from its JSON, or the type's default.</summary>
    public T? GetObject<T>(string key) => Parse<T>(key, null);

    /// <summary>The object of a key, read from its JSON, or the type's default.</summary>
    public T? GetObject<T>(string key, JsonSerializerOptions options) => Parse<T>(key, options);

    /// <summary>The value of a key as a secret, or null.</summary>
    public Output<string>? GetSecret(string key) => Get(key) is { } value ? Output.CreateSecret(value) : null;

    /// <summary>The truth value of a key as a secret, or null.</summary>
    public Output<bool>? GetSecretBoolean(string key) => GetBoolean(key) is { } value ? Output.CreateSecret(value) : null;

    /// <summary>The whole number of a key as a secret, or null.</summary>
    public Output<int>? GetSecretInt32(string key) => GetInt32(key) is { } value ? Output.CreateSecret(value) : null;

    /// <summary>The number of a key as a secret, or null.</summary>
    public Output<double>? GetSecretDouble(string key) => GetDouble(key) is { } value ? Output.CreateSecret(value) : null;

    /// <summary>The object of a key as a secret, or null.</summary>
    public Output<T>? GetSecretObject<T>(string key) => Get(key) is null ? null : Output.CreateSecret(Parse<T>(key, null)!);

    /// <summary>The object of a key as a secret, or null.</summary>
    public Output<T>? GetSecretObject<T>(string key, JsonSerializerOptions options) => Get(key) is null ? null : Output.CreateSecret(Parse<T>(key, options)!);

    /// <summary>The value of a key.</summary>
    /// <exception cref="RunException">There is none.</exception>
    public string Require(string key) => Get(key) ?? throw Missing(key);

    /// <summary>The truth value of a key (<c>true</c> or <c>false</c>).</summary>
    /// <exception cref="RunException">There is none, or it is of another kind.</exception>
    public bool RequireBoolean(string key) => GetBoolean(key) ?? throw Missing(key);

    /// <summary>The whole number of a key.</summary>
    /// <exception cref="RunException">There is none, or it is of another kind.</exception>
    public int RequireInt32(string key) => GetInt32(key) ?? throw Missing(key);

    /// <summary>The number of a key.</summary>
    /// <exception cref="RunException">There is none, or it is of another kind.</exception>
    public double RequireDouble(string key) => GetDouble(key) ?? throw Missing(key);

    /// <summary>The object of a key, read from its JSON.</summary>
    /// <exception cref="RunException">There is none, or it does not fit the type.</exception>
    public T RequireObject<T>(string key) => RequireParsed<T>(key, null);

    /// <summary>The object of a key, read from its JSON.</summary>
    /// <exception cref="RunException">There is none, or it does not fit the type.</exception>
    public T RequireObject<T>(string key, JsonSerializerOptions options) => RequireParsed<T>(key, options);

    /// <summary>The value of a key as a secret.</summary>
    /// <exception cref="RunException">There is none.</exception>
    public Output<string> RequireSecret(string key) => Output.CreateSecret(Require(key));

    /// <summary>The truth value of a key as a secret.</summary>
    /// <exception cref="RunException">There is none, or it is of another kind.</exception>
    public Output<bool> RequireSecretBoolean(string key) => Output.CreateSecret(RequireBoolean(key));

    /// <summary>The whole number of a key as a secret.</summary>
    /// <exception cref="RunException">There is none, or it is of another kind.</exception>
    public Output<int> RequireSecretInt32(string key) => Output.CreateSecret(RequireInt32(key));

    /// <summary>The number of a key as a secret.</summary>
    /// <exception cref="RunException">There is none, or it is of another kind.</exception>
    public Output<double> RequireSecretDouble(string key) => Output.CreateSecret(RequireDouble(key));

    /// <summary>The object of a key as a secret.</summary>
    /// <exception cref="RunException">There is none, or it does not fit the type.</exception>
    public Output<T> RequireSecretObject<T>(string key) => Output.CreateSecret(RequireObject<T>(key));

    /// <summary>The object of a key as a secret.</summary>
    /// <exception cref="RunException">There is none, or it does not fit the type.</exception>
    public Output<T> RequireSecretObject<T>(string key, JsonSerializerOptions options) => Output.CreateSecret(RequireObject<T>(key, options));

    private static bool TryBoolean(string text, out bool value)
    {
        value = text == "true";
        return text is "true" or "false";
    }

    private static bool TryInt32(string text, out int value) => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out value);

    private static bool TryDouble(string text, out double value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    private string FullKey(string key) => $"{_name}:{key}";

    private T? GetParsed<T>(string key, string type, Parser<T> parse)
        where T : struct =>
        Get(key) is not { } text ? null : parse(text, out var value) ? value : throw IllTyped(key, text, type, null);

    private T RequireParsed<T>(string key, JsonSerializerOptions? options)
    {
        _ = Require(key);
        return Parse<T>(key, options)!;
    }

    [return: MaybeNull]
    private T Parse<T>(string key, JsonSerializerOptions? options)
    {
        var text = Get(key);
        try
        {
            return text is null ? default : JsonSerializer.Deserialize<T>(text, options);
        }
        catch (JsonException e)
        {
            throw IllTyped(key, text!, typeof(T).ToString(), e);
        }
    }

    private RunException Missing(string key) => new(
        $"Missing required configuration variable '{FullKey(key)}'\n\tplease set a value using the command `pulumi config set {FullKey(key)} <value>`");

    /// <summary>The error for a value of the wrong kind. A secret one is shown neither itself nor through the reader's message, which quotes.</summary>
    private RunException IllTyped(string key, string text, string type, Exception? cause) =>
        ProgramContext.Require().Options.SecretKeys.Contains(FullKey(key))
            ? new($"Configuration '{FullKey(key)}' value [secret] is not a valid {type}")
            : new($"Configuration '{FullKey(key)}' value '{text}' is not a valid {type}{(cause is null ? "" : ": " + cause.Message)}", cause);
}
