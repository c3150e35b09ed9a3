using System.Text.Json.Nodes;
using Slipway.Lab.Wire;

namespace Slipway.EndToEnd.Remote;

/// <summary>
/// The seam's requests and values in the form in which <c>tests/tools/pulumi-engine.cjs</c> tells what it received. Written from the protocol's
/// description and not by the code under test.
/// </summary>
internal static class WireForm
{
    private const string Unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    public static JsonObject Of(RegisterRequest r) => new()
    {
        ["call"] = "register", ["type"] = r.Type, ["name"] = r.Name, ["parent"] = r.Parent, ["custom"] = r.Custom, ["remote"] = false, ["object"] = Of(r.Inputs),
        ["dependencies"] = List(r.Dependencies), ["propertyDependencies"] = Map(r.PropertyDependencies, d => List(d)),
        ["provider"] = r.Provider, ["providers"] = Map(r.Providers, p => p), ["version"] = r.Version, ["pluginDownloadURL"] = r.PluginDownloadUrl,
        ["protect"] = r.Protect, ["retainOnDelete"] = r.RetainOnDelete, ["deleteBeforeReplace"] = r.DeleteBeforeReplace, ["deletedWith"] = r.DeletedWith, ["importId"] = r.ImportId,
        ["ignoreChanges"] = List(r.IgnoreChanges), ["replaceOnChanges"] = List(r.ReplaceOnChanges), ["hideDiffs"] = List(r.HideDiffs),
        ["additionalSecretOutputs"] = List(r.AdditionalSecretOutputs), ["aliases"] = new JsonArray([.. r.Aliases.Select(Of)]),
        ["customTimeouts"] = r.CustomTimeouts is { } t ? new JsonObject { ["create"] = Seconds(t.Create), ["update"] = Seconds(t.Update), ["delete"] = Seconds(t.Delete) } : null,
        ["accepts"] = new JsonArray(true, true, true, true, true),
    };

    public static JsonObject Of(ReadRequest r) => new()
    {
        ["call"] = "read", ["type"] = r.Type, ["name"] = r.Name, ["parent"] = r.Parent, ["id"] = Of(r.Id), ["object"] = Of(r.Properties), ["dependencies"] = List(r.Dependencies),
        ["provider"] = r.Provider, ["version"] = r.Version, ["pluginDownloadURL"] = r.PluginDownloadUrl, ["additionalSecretOutputs"] = List(r.AdditionalSecretOutputs),
        ["accepts"] = new JsonArray(true, true),
    };

    public static JsonObject Of(InvokeRequest r) => new()
    {
        ["call"] = "invoke", ["tok"] = r.Token, ["args"] = Of(r.Args), ["provider"] = r.Provider, ["version"] = r.Version, ["acceptResources"] = true,
    };

    public static JsonObject Of(RegisterResult r) => new()
    {
        ["urn"] = r.Urn, ["id"] = r.Id?.AsString ?? "", ["object"] = Of(r.Outputs), ["propertyDependencies"] = Map(r.PropertyDependencies, d => List(d)),
    };

    public static JsonObject Of(PropertyMap map) => Map(map, Of);

    private static JsonNode? Of(PropertyValue value) => value switch
    {
        NullValue => null,
        BoolValue b => b.Value,
        NumberValue n => n.Value,
        StringValue s => s.Value,
        UnknownValue => Unknown,
        ListValue l => new JsonArray([.. l.Items.Select(Of)]),
        MapValue m => Of(m.Map),
        OutputValue { Value: null, IsSecret: false } => Unknown,
        OutputValue o => o.IsSecret && o.Value is not SecretValue ? Of(PropertyValue.Secret(o.Value ?? PropertyValue.Unknown)) : Of(o.Value!),
        SecretValue s => Special("1b47061264138c4ac30d75fd1eb44270", ("value", Of(s.Element))),
        AssetValue a => Special("c44067f5952c0a294b673a41bacd8c17", (a.Kind, a.Content)),
        ResourceReferenceValue { Id: null } r => Special("5cf8f73096256a8f31e491e813e4eb8e", ("urn", r.Urn)),
        ResourceReferenceValue r => Special("5cf8f73096256a8f31e491e813e4eb8e", ("urn", r.Urn), ("id", Of(r.Id))),
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, "No form for this kind."),
    };

    private static JsonObject Special(string signature, params ReadOnlySpan<(string Name, JsonNode? Value)> fields)
    {
        var special = new JsonObject { ["4dabf18193072939515e22adb298388d"] = signature };
        foreach (var (name, value) in fields)
            special[name] = value;
        return special;
    }

    private static JsonNode Of(AliasSpec a) => a.Urn.Length > 0
        ? new JsonObject { ["urn"] = a.Urn }
        : new JsonObject { ["name"] = a.Name, ["type"] = a.Type, ["stack"] = a.Stack, ["project"] = a.Project, ["parentUrn"] = a.ParentUrn, ["noParent"] = a.NoParent };

    private static string Seconds(TimeSpan? time) => time is { } t ? FormattableString.Invariant($"{t.TotalSeconds}s") : "";

    private static JsonArray List(IEnumerable<string> texts) => new([.. texts.Select(t => JsonValue.Create(t))]);

    private static JsonObject Map<T>(IEnumerable<KeyValuePair<string, T>> entries, Func<T, JsonNode?> value) =>
        new(entries.Select(e => KeyValuePair.Create(e.Key, value(e.Value))));
}
