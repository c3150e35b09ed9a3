using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Slipway.Lab.Wire;

/// <summary>Encrypts what is secret before it is written, decrypts it after it is read.</summary>
public interface IValueCipher
{
    /// <summary>The ciphertext of a text, e.g. <c>v1:nonce:ciphertext</c>.</summary>
    string Encrypt(string plaintext);

    /// <summary>The text behind a ciphertext.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">Wrong key, or not such a ciphertext.</exception>
    string Decrypt(string ciphertext);
}

/// <summary>Property values as JSON in Pulumi's form: objects with a signature key stand for what JSON has no kind for.</summary>
public static class PropertyJson
{
    /// <summary>The key whose presence marks a special value.</summary>
    public const string SignatureKey = "4dabf18193072939515e22adb298388d";

    /// <summary>Signature of a secret.</summary>
    public const string SecretSignature = "1b47061264138c4ac30d75fd1eb44270";

    /// <summary>Signature of a resource reference.</summary>
    public const string ResourceSignature = "5cf8f73096256a8f31e491e813e4eb8e";

    /// <summary>Signature of an asset.</summary>
    public const string AssetSignature = "c44067f5952c0a294b673a41bacd8c17";

    /// <summary>What stands for an unknown value.</summary>
    public const string UnknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    /// <summary>The value as compact JSON. With no cipher, a secret is an error: nothing secret is ever written in plain text.</summary>
    /// <exception cref="InvalidOperationException">The value holds a secret and there is no cipher.</exception>
    public static string Serialize(PropertyValue value, IValueCipher? cipher = null)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
            Write(writer, value, cipher);
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>Reads what <see cref="Serialize"/> wrote.</summary>
    /// <exception cref="JsonException">Not JSON.</exception>
    public static PropertyValue Deserialize(string json, IValueCipher? cipher = null)
    {
        using var document = JsonDocument.Parse(json);
        return Read(document.RootElement, cipher);
    }

    /// <summary>Writes an object's properties as a JSON object.</summary>
    public static void Write(Utf8JsonWriter writer, PropertyMap map, IValueCipher? cipher)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in map)
        {
            writer.WritePropertyName(name);
            Write(writer, value, cipher);
        }
        writer.WriteEndObject();
    }

    /// <summary>Writes a value.</summary>
    /// <exception cref="InvalidOperationException">The value holds a secret and there is no cipher.</exception>
    public static void Write(Utf8JsonWriter writer, PropertyValue value, IValueCipher? cipher)
    {
        switch (value)
        {
            case NullValue:
                writer.WriteNullValue();
                break;
            case BoolValue b:
                writer.WriteBooleanValue(b.Value);
                break;
            case NumberValue n:
                WriteNumber(writer, n.Value);
                break;
            case StringValue s:
                writer.WriteStringValue(s.Value);
                break;
            case ListValue l:
                writer.WriteStartArray();
                foreach (var item in l.Items)
                    Write(writer, item, cipher);
                writer.WriteEndArray();
                break;
            case MapValue m:
                Write(writer, m.Map, cipher);
                break;
            case UnknownValue:
                writer.WriteStringValue(UnknownText);
                break;
            case OutputValue:
                Write(writer, value.WithoutOutputs(), cipher);
                break;
            case SecretValue s:
                if (cipher is null)
                    throw new InvalidOperationException("A secret cannot be written without a key.");
                writer.WriteStartObject();
                writer.WriteString(SignatureKey, SecretSignature);
                writer.WriteString("ciphertext", cipher.Encrypt(Serialize(s.Element.Bare())));
                writer.WriteEndObject();
                break;
            case ResourceReferenceValue r:
                writer.WriteStartObject();
                writer.WriteString(SignatureKey, ResourceSignature);
                writer.WriteString("urn", r.Urn);
                if (r.Id is not null)
                {
                    writer.WritePropertyName("id");
                    Write(writer, r.Id, cipher);
                }
                writer.WriteEndObject();
                break;
            case AssetValue a:
                writer.WriteStartObject();
                writer.WriteString(SignatureKey, AssetSignature);
                writer.WriteString(a.Kind, a.Content);
                writer.WriteEndObject();
                break;
            default:
                throw new InvalidOperationException($"No JSON form for {value.GetType().Name}.");
        }
    }

    /// <summary>Reads a value.</summary>
    /// <exception cref="JsonException">A special value that is not well formed.</exception>
    public static PropertyValue Read(JsonElement element, IValueCipher? cipher) => element.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => PropertyValue.Null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.String => element.GetString() is UnknownText ? PropertyValue.Unknown : element.GetString()!,
        JsonValueKind.Array => new ListValue([.. element.EnumerateArray().Select(e => Read(e, cipher))]),
        _ => ReadObject(element, cipher),
    };

    /// <summary>Reads a JSON object's properties.</summary>
    public static PropertyMap ReadMap(JsonElement element, IValueCipher? cipher) =>
        PropertyMap.From(element.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, Read(p.Value, cipher))));

    private static PropertyValue ReadObject(JsonElement element, IValueCipher? cipher)
    {
        if (!element.TryGetProperty(SignatureKey, out var signature))
            return ReadMap(element, cipher);
        switch (signature.GetString())
        {
            case SecretSignature when element.TryGetProperty("ciphertext", out var ciphertext):
                if (cipher is null)
                    throw new JsonException("A secret cannot be read without a key.");
                return PropertyValue.Secret(Deserialize(cipher.Decrypt(ciphertext.GetString() ?? "")));
            case SecretSignature when element.TryGetProperty("plaintext", out var plaintext):
                return PropertyValue.Secret(Deserialize(plaintext.GetString() ?? "null"));
            case SecretSignature when element.TryGetProperty("value", out var value):
                return PropertyValue.Secret(Read(value, cipher));
            case ResourceSignature:
                return new ResourceReferenceValue(
                    element.GetProperty("urn").GetString() ?? "",
                    element.TryGetProperty("id", out var id) ? Read(id, cipher) : null);
            case AssetSignature:
                foreach (var kind in (ReadOnlySpan<string>)["text", "path", "uri"])
                {
                    if (element.TryGetProperty(kind, out var content))
                        return new AssetValue(kind, content.GetString() ?? "");
                }
                break;
        }
        throw new JsonException($"Not a known special value: signature {signature}.");
    }

    private static void WriteNumber(Utf8JsonWriter writer, double value)
    {
        if (value == Math.Floor(value) && Math.Abs(value) < 1e15)
            writer.WriteNumberValue((long)value);
        else
            writer.WriteRawValue(value.ToString("R", CultureInfo.InvariantCulture));
    }
}
