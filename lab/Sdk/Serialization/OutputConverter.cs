using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using Slipway.Lab.Wire;

namespace Pulumi.Serialization;

/// <summary>Turns bare property values into values of one C# type. Made once per type.</summary>
/// <param name="none">What stands for null.</param>
/// <param name="convert">Turns a value other than null.</param>
internal sealed class OutputConverter(object? none, Func<string, PropertyValue, object?> convert)
{
    private static readonly ConcurrentDictionary<Type, OutputConverter> Known = new();

    /// <summary>What stands for null: an empty list or map, a number type's zero, else null.</summary>
    public object? None { get; } = none;

    /// <summary>The value as the C# type.</summary>
    /// <exception cref="InvalidOperationException">It is of another kind; the message names the path.</exception>
    public object? Convert(string path, PropertyValue value) => value is NullValue ? None : convert(path, value);

    /// <summary>The converter to a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="member">What has the type, for the error.</param>
    /// <exception cref="InvalidOperationException">Outputs cannot be turned into the type.</exception>
    public static OutputConverter For(Type type, string member) => Known.GetOrAdd(type, static (t, m) => Make(t, m), member);

    internal static InvalidOperationException Mismatch(string path, string expected, PropertyValue value) =>
        new($"{path}: expected {expected}, but got {Kind(value)}.");

    private static OutputConverter Make(Type type, string member)
    {
        if (type == typeof(string))
            return new(null, (path, v) => v is StringValue s ? s.Value : throw Mismatch(path, "a text", v));
        if (type == typeof(bool))
            return new(false, (path, v) => v is BoolValue b ? b.Value : throw Mismatch(path, "a truth value", v));
        if (type == typeof(double))
            return new(0d, (path, v) => v is NumberValue n ? n.Value : throw Mismatch(path, "a number", v));
        if (type == typeof(int))
            return new(0, Integer);
        if (type == typeof(object))
            return new(null, (path, v) => PlainObject(v));
        if (type == typeof(JsonElement))
            return new(default(JsonElement), (path, v) => Json(v));
        if (typeof(AssetOrArchive).IsAssignableFrom(type))
            return new(null, (path, v) => v is AssetValue a && Asset(a) is var asset && type.IsInstanceOfType(asset) ? asset : throw Mismatch(path, "an asset", v));
        if (typeof(Resource).IsAssignableFrom(type))
            return new(null, (path, v) => throw new NotSupportedException($"{path}: a reference to a resource comes back as a {type}, which Slipway's lab does not make. Give out its id or URN instead."));
        if (type.IsEnum)
            return new(Activator.CreateInstance(type), (path, v) => Enum.ToObject(type, Integer(path, v)));
        if (EnumValues.FindConstructor(type) is var (constructor, isText))
        {
            var inner = For(isText ? typeof(string) : typeof(double), member);
            return new(Activator.CreateInstance(type), (path, v) => constructor.Invoke([inner.Convert(path, v)]));
        }
        return Composite.TryMake(type, member) ?? throw new InvalidOperationException(
            $"{member} has a type that outputs cannot be turned into: {type}. Texts, int, double, bool, object, JsonElement, enumerations, ImmutableArray<T>, ImmutableDictionary<string, T>, Union<T0, T1>, assets, resources and [OutputType] classes can.");
    }

    private static object Integer(string path, PropertyValue value) =>
        value is NumberValue n && n.Value == Math.Floor(n.Value) && Math.Abs(n.Value) <= int.MaxValue
            ? (int)n.Value
            : throw Mismatch(path, "a whole number", value);

    private static JsonElement Json(PropertyValue value)
    {
        using var document = JsonDocument.Parse(PropertyJson.Serialize(value));
        return document.RootElement.Clone();
    }

    /// <summary>The value as plain C#: text, truth value, double, list, map.</summary>
    internal static object? PlainObject(PropertyValue value) => value switch
    {
        StringValue s => s.Value,
        BoolValue b => b.Value,
        NumberValue n => n.Value,
        ListValue l => l.Items.Select(PlainObject).ToImmutableArray(),
        MapValue m => m.Map.ToImmutableDictionary(p => p.Key, p => PlainObject(p.Value)),
        AssetValue a => Asset(a),
        ResourceReferenceValue r => new DependencyResource(r.Urn),
        _ => null,
    };

    /// <summary>The value as an output of plain C#, as unknown, secret and dependent as the value is.</summary>
    internal static Output<object?> Untyped(PropertyValue value)
    {
        var resources = value is OutputValue output ? output.Dependencies.Select(urn => (Resource)new DependencyResource(urn)).ToImmutableHashSet() : [];
        var known = !value.ContainsUnknowns;
        return new(new OutputData<object?>(known ? PlainObject(value.Bare()) : null, known, value.ContainsSecrets, resources));
    }

    private static Asset Asset(AssetValue value) => value.Kind switch
    {
        "text" => new StringAsset(value.Content),
        "path" => new FileAsset(value.Content),
        _ => new RemoteAsset(value.Content),
    };

    private static string Kind(PropertyValue value) => value switch
    {
        StringValue => "a text",
        BoolValue => "a truth value",
        NumberValue => "a number",
        ListValue => "a list",
        MapValue => "a map",
        AssetValue => "an asset",
        ResourceReferenceValue => "a resource",
        _ => "nothing",
    };
}
