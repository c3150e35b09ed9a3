using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Slipway.Lab.Engine.Secrets;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Engine.State;

/// <summary>A state as JSON in Pulumi's deployment format, version 3: what <c>pulumi stack export</c> writes and <c>import</c> reads.</summary>
public static class StateJson
{
    /// <summary>The one version of the format that is read and written.</summary>
    public const int FormatVersion = 3;

    private static readonly string EngineVersion = "v" + (typeof(StateJson).Assembly.GetName().Version ?? new Version(0, 0)).ToString(3);
    private static readonly JsonWriterOptions Indented = new() { Indented = true, IndentSize = 4, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The state as JSON, its secrets encrypted.</summary>
    public static string Write(Snapshot snapshot, PassphraseCipher cipher) =>
        Encoding.UTF8.GetString(WriteBytes(snapshot, cipher.EncryptionSalt, _ => cipher));

    /// <summary>Reads a state.</summary>
    /// <param name="json">The text.</param>
    /// <param name="source">Where it comes from, for messages: a file name.</param>
    /// <param name="cipher">Opens its secrets.</param>
    /// <exception cref="StateFormatException">Not a state of this version, or one that holds what would be lost here.</exception>
    public static Snapshot Read(string json, string source, IValueCipher cipher) => Read(Encoding.UTF8.GetBytes(json), source, _ => cipher);

    /// <summary>The <c>encryptionsalt</c> that a state's secrets were encrypted under; null when it names none.</summary>
    /// <exception cref="StateFormatException">Not a state of this version, or its secrets are not kept by a passphrase.</exception>
    public static string? EncryptionSalt(string json, string source) => EncryptionSalt(Encoding.UTF8.GetBytes(json), source);

    internal static string? EncryptionSalt(ReadOnlyMemory<byte> json, string source) => Guard(source, () =>
    {
        using var document = JsonDocument.Parse(json);
        var deployment = Deployment(document, source);
        if (!deployment.TryGetProperty("secrets_providers", out var secrets) || secrets.ValueKind == JsonValueKind.Null)
            return null;
        var type = secrets.TryGetProperty("type", out var t) ? t.GetString() : "";
        if (type is null or "")
            return null;
        if (type != "passphrase")
            throw new StateFormatException($"{source}: secrets are kept by '{type}'; the lab opens 'passphrase' only. Change the stack's secrets provider to passphrase and export it again.");
        return secrets.GetProperty("state").GetProperty("salt").GetString();
    });

    internal static byte[] WriteBytes(Snapshot snapshot, string salt, Func<string, IValueCipher> cipherOf)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Indented))
        {
            writer.WriteStartObject();
            writer.WriteNumber("version", FormatVersion);
            writer.WriteStartObject("deployment");
            WriteManifest(writer, snapshot);
            writer.WriteStartObject("secrets_providers");
            writer.WriteString("type", "passphrase");
            writer.WriteStartObject("state");
            writer.WriteString("salt", salt);
            writer.WriteEndObject();
            writer.WriteEndObject();
            writer.WriteStartArray("resources");
            foreach (var resource in snapshot.Resources)
                ResourceJson.Write(writer, resource, cipherOf(resource.Urn));
            writer.WriteEndArray();
            writer.WriteStartArray("pending_operations");
            foreach (var operation in snapshot.PendingOperations)
                WriteOperation(writer, operation, cipherOf(operation.Resource.Urn));
            writer.WriteEndArray();
            writer.WriteStartObject("metadata");
            writer.WriteEndObject();
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }

    internal static void WriteOperation(Utf8JsonWriter writer, PendingOperation operation, IValueCipher cipher)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("resource");
        ResourceJson.Write(writer, operation.Resource, cipher);
        writer.WriteString("type", operation.Type.ToString().ToLowerInvariant());
        writer.WriteEndObject();
    }

    internal static PendingOperation ReadOperation(JsonElement element, Func<string, IValueCipher> cipherOf)
    {
        var type = element.GetProperty("type").GetString();
        return new PendingOperation(
            ResourceJson.Read(element.GetProperty("resource"), cipherOf),
            Enum.TryParse<OperationType>(type, ignoreCase: true, out var known) ? known : throw new FormatException($"pending operation '{type}' is not known."));
    }

    internal static Snapshot Read(ReadOnlyMemory<byte> json, string source, Func<string, IValueCipher> cipherOf) => Guard(source, () =>
    {
        using var document = JsonDocument.Parse(json);
        var deployment = Deployment(document, source);
        foreach (var property in deployment.EnumerateObject())
        {
            if (property.Name is not ("manifest" or "secrets_providers" or "resources" or "pending_operations" or "metadata"))
                throw new FormatException($"'{property.Name}' in the deployment is not known here and would be lost.");
        }
        return new Snapshot
        {
            Time = ReadManifest(deployment),
            Resources = [.. Items(deployment, "resources").Select(e => ResourceJson.Read(e, cipherOf))],
            PendingOperations = [.. Items(deployment, "pending_operations").Select(e => ReadOperation(e, cipherOf))],
        };
    });

    internal static T Guard<T>(string source, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is JsonException or FormatException or KeyNotFoundException or InvalidOperationException)
        {
            throw new StateFormatException($"{source}: not a readable state: {e.Message} It is left as it is. Put the state back from its predecessor (.bak) with: slipway state recover <env>");
        }
        catch (CryptographicException)
        {
            throw new StateFormatException($"{source}: a secret in it was not encrypted under this key. Use the passphrase that the state was written with.");
        }
    }

    private static JsonElement Deployment(JsonDocument document, string source)
    {
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("version", out var version) || !version.TryGetInt32(out var number))
            throw new FormatException("it has no format version.");
        if (number != FormatVersion)
        {
            throw new StateFormatException(
                number > FormatVersion
                    ? $"{source}: format version {number} is newer than what is known here, {FormatVersion}. It is left as it is. Use the version of slipway or pulumi that wrote it, or put its predecessor (.bak) back with: slipway state recover <env>"
                    : $"{source}: format version {number} is not known here, only {FormatVersion}. Export it again with a Pulumi CLI that writes version {FormatVersion}.");
        }
        return root.GetProperty("deployment");
    }

    private static IEnumerable<JsonElement> Items(JsonElement deployment, string name) =>
        deployment.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];

    private static void WriteManifest(Utf8JsonWriter writer, Snapshot snapshot)
    {
        writer.WriteStartObject("manifest");
        if (snapshot.Time is { } time)
            writer.WriteString("time", time);
        writer.WriteString("magic", Magic(EngineVersion));
        writer.WriteString("version", EngineVersion);
        var plugins = snapshot.Resources
            .Where(r => ProviderReference.IsProviderType(r.Type) && r.Inputs.Find("version") is not null)
            .Select(r => (Name: r.Type[ProviderReference.TypePrefix.Length..], Version: r.Inputs.Find("version")?.AsString ?? ""))
            .ToImmutableSortedSet();
        writer.WriteStartArray("plugins");
        foreach (var (name, version) in plugins)
        {
            writer.WriteStartObject();
            writer.WriteString("name", name);
            writer.WriteString("type", "resource");
            writer.WriteString("version", version);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static DateTimeOffset? ReadManifest(JsonElement deployment)
    {
        if (!deployment.TryGetProperty("manifest", out var manifest))
            return null;
        var magic = manifest.TryGetProperty("magic", out var m) ? m.GetString() ?? "" : "";
        var version = manifest.TryGetProperty("version", out var v) ? v.GetString() ?? "" : "";
        if (magic.Length > 0 && magic != Magic(version))
            throw new FormatException($"its manifest's magic does not belong to version '{version}'.");
        return manifest.TryGetProperty("time", out var time) && time.ValueKind == JsonValueKind.String ? time.GetDateTimeOffset() : null;
    }

    private static string Magic(string version) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(version)));
}
