using Slipway.Lab.Wire;
using Struct = Google.Protobuf.WellKnownTypes.Struct;
using Value = Google.Protobuf.WellKnownTypes.Value;

namespace Slipway.Lab.Remote;

/// <summary>
/// Property values in the protocol's form: a <see cref="Struct"/>, in which an object with a signature key stands for what JSON has no
/// kind for, and a certain text for an unknown. Outputs go as what they hold: output values are for remote components, and what a property
/// comes from stands in the request's dependencies.
/// </summary>
internal static class WireValues
{
    private const string OutputSignature = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

    /// <summary>The properties as they are sent.</summary>
    public static Struct ToStruct(PropertyMap map)
    {
        var sent = new Struct();
        foreach (var (name, value) in map)
            sent.Fields.Add(name, ToValue(value));
        return sent;
    }

    /// <summary>The properties that were received; none for null.</summary>
    /// <exception cref="MonitorException">A value of a kind that is not known here.</exception>
    public static PropertyMap FromStruct(Struct? received) =>
        received is null ? PropertyMap.Empty : PropertyMap.From(received.Fields.Select(f => KeyValuePair.Create(f.Key, FromValue(f.Value))));

    private static Value ToValue(PropertyValue value) => value switch
    {
        NullValue => Value.ForNull(),
        BoolValue truth => Value.ForBool(truth.Value),
        NumberValue number => Value.ForNumber(number.Value),
        StringValue text => Value.ForString(text.Value),
        UnknownValue => Value.ForString(PropertyJson.UnknownText),
        ListValue list => Value.ForList([.. list.Items.Select(ToValue)]),
        MapValue map => Value.ForStruct(ToStruct(map.Map)),
        OutputValue => ToValue(value.WithoutOutputs()),
        SecretValue secret => Special(PropertyJson.SecretSignature, ("value", ToValue(secret.Element))),
        AssetValue asset => Special(PropertyJson.AssetSignature, (asset.Kind, Value.ForString(asset.Content))),
        ResourceReferenceValue { Id: null } component => Special(PropertyJson.ResourceSignature, ("urn", Value.ForString(component.Urn))),
        ResourceReferenceValue custom => Special(PropertyJson.ResourceSignature, ("urn", Value.ForString(custom.Urn)), ("id", ToValue(custom.Id))),
        _ => throw new InvalidOperationException($"No form on the wire for {value.GetType().Name}."),
    };

    private static Value Special(string signature, params ReadOnlySpan<(string Name, Value Value)> fields)
    {
        var special = new Struct { Fields = { [PropertyJson.SignatureKey] = Value.ForString(signature) } };
        foreach (var (name, value) in fields)
            special.Fields.Add(name, value);
        return Value.ForStruct(special);
    }

    private static PropertyValue FromValue(Value value) => value.KindCase switch
    {
        Value.KindOneofCase.BoolValue => value.BoolValue,
        Value.KindOneofCase.NumberValue => value.NumberValue,
        Value.KindOneofCase.StringValue => value.StringValue == PropertyJson.UnknownText ? PropertyValue.Unknown : value.StringValue,
        Value.KindOneofCase.ListValue => new ListValue([.. value.ListValue.Values.Select(FromValue)]),
        Value.KindOneofCase.StructValue => FromObject(value.StructValue),
        _ => PropertyValue.Null,
    };

    private static PropertyValue FromObject(Struct received)
    {
        if (!received.Fields.TryGetValue(PropertyJson.SignatureKey, out var signature))
            return FromStruct(received);
        switch (signature.StringValue)
        {
            case PropertyJson.SecretSignature when received.Fields.TryGetValue("value", out var secret):
                return PropertyValue.Secret(FromValue(secret));
            case PropertyJson.ResourceSignature when received.Fields.TryGetValue("urn", out var urn):
                return new ResourceReferenceValue(urn.StringValue, received.Fields.TryGetValue("id", out var id) ? IdOf(id) : null);
            case OutputSignature:
                return new OutputValue(
                    received.Fields.TryGetValue("value", out var element) ? FromValue(element) : null,
                    received.Fields.TryGetValue("secret", out var isSecret) && isSecret.BoolValue,
                    received.Fields.TryGetValue("dependencies", out var urns) ? [.. urns.ListValue.Values.Select(u => u.StringValue)] : []);
            case PropertyJson.AssetSignature:
                foreach (var kind in (ReadOnlySpan<string>)["text", "path", "uri"])
                {
                    // An asset that was read back carries all three, two of them empty.
                    if (received.Fields.TryGetValue(kind, out var content) && content.StringValue.Length > 0)
                        return new AssetValue(kind, content.StringValue);
                }
                return new AssetValue("text", "");
        }
        throw new MonitorException($"The engine sent a value that this SDK does not know (signature {signature.StringValue}); archives are such values. Build with PulumiSdk=official where a resource has them.");
    }

    /// <summary>An id; an empty one is not known yet.</summary>
    private static PropertyValue IdOf(Value id) => id.StringValue.Length == 0 ? PropertyValue.Unknown : FromValue(id);
}
