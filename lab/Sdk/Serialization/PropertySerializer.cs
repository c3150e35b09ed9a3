using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using Slipway.Lab.Wire;

namespace Pulumi.Serialization;

/// <summary>
/// Turns what a program gives into property values: awaits inputs, keeps what is unknown, secret or has dependencies in an
/// <see cref="OutputValue"/>, and collects the resources that the values come from.
/// </summary>
/// <param name="consumer">The resource that the values are for; it never depends on itself. Null when there is none.</param>
internal sealed class PropertySerializer(Resource? consumer)
{
    /// <summary>The resources that what was serialized so far comes from.</summary>
    public HashSet<Resource> Resources { get; } = [];

    /// <summary>The value; null is <see cref="PropertyValue.Null"/>.</summary>
    /// <exception cref="InvalidOperationException">A value of a kind that cannot be sent.</exception>
    public ValueTask<PropertyValue> SerializeAsync(string path, object? value)
    {
        switch (value)
        {
            case null:
                return new(PropertyValue.Null);
            case string text:
                return new(text);
            case bool truth:
                return new(truth);
            case int number:
                return new((double)number);
            case double number:
                return new(number);
            case IInput input:
                return SerializeAsync(path, input.Value);
            case IOutput output:
                return OutputAsync(path, output);
            case IUnion union:
                return SerializeAsync(path, union.Value);
            case JsonElement element:
                return new(PropertyJson.Read(element, null));
            case JsonDocument document:
                return new(PropertyJson.Read(document.RootElement, null));
            case InputArgs args:
                return MembersAsync(path, args.Members());
            case Resource resource:
                return ReferenceAsync(resource);
            case AssetOrArchive asset:
                return new(new AssetValue(asset.Kind, asset.Content));
            case Task task:
                return TaskAsync(path, task);
            case IDictionary map:
                return MapAsync(path, map);
            case IList list:
                return ListAsync(path, list);
            default:
                return new(EnumValues.TryGetPlain(value, out var plain) ? plain : throw Unsupported(path, value));
        }
    }

    /// <summary>The properties that have a value.</summary>
    public async Task<PropertyMap> MapAsync(string path, IEnumerable<InputMember> members) =>
        ((MapValue)await MembersAsync(path, members).ConfigureAwait(false)).Map;

    /// <summary>One property: as JSON text if it is sent so.</summary>
    public async ValueTask<PropertyValue> MemberAsync(string path, InputMember member)
    {
        if (!member.IsJson)
            return await SerializeAsync(path, member.Value).ConfigureAwait(false);
        var inner = new PropertySerializer(consumer);
        var value = await inner.SerializeAsync(path, member.Value).ConfigureAwait(false);
        Resources.UnionWith(inner.Resources);
        if (value is NullValue)
            return value;
        var text = value.ContainsUnknowns ? null : (PropertyValue)PropertyJson.Serialize(value.Bare());
        return await WrapAsync(text, value.ContainsSecrets, [.. inner.Resources]).ConfigureAwait(false);
    }

    private async ValueTask<PropertyValue> MembersAsync(string path, IEnumerable<InputMember> members)
    {
        var properties = new List<KeyValuePair<string, PropertyValue>>();
        foreach (var member in members)
        {
            var value = await MemberAsync($"{path}.{member.Name}", member).ConfigureAwait(false);
            if (value is not NullValue)
                properties.Add(new(member.Name, value));
        }
        return PropertyMap.From(properties);
    }

    private async ValueTask<PropertyValue> OutputAsync(string path, IOutput output)
    {
        var data = await output.GetUntypedAsync().ConfigureAwait(false);
        Resources.UnionWith(data.Resources);
        var value = data.IsKnown ? await SerializeAsync(path, data.Value).ConfigureAwait(false) : null;
        return await WrapAsync(value, data.IsSecret, data.Resources).ConfigureAwait(false);
    }

    /// <summary>The value as an output, if it is more than a plain value. Null stays null: it says that there is no value.</summary>
    private async ValueTask<PropertyValue> WrapAsync(PropertyValue? value, bool secret, ImmutableHashSet<Resource> resources)
    {
        if (value is NullValue || (value is not null && !secret && resources.IsEmpty))
            return value;
        return new OutputValue(value, secret, await Dependencies.UrnsAsync(resources, consumer).ConfigureAwait(false));
    }

    private async ValueTask<PropertyValue> ReferenceAsync(Resource resource)
    {
        Resources.Add(resource);
        var urn = (await resource.Urn.Data.ConfigureAwait(false)).Value;
        if (resource is not CustomResource custom)
            return new ResourceReferenceValue(urn, null);
        var id = await custom.Id.Data.ConfigureAwait(false);
        return new ResourceReferenceValue(urn, id.IsKnown ? id.Value : PropertyValue.Unknown);
    }

    private async ValueTask<PropertyValue> TaskAsync(string path, Task task)
    {
        await task.ConfigureAwait(false);
        var type = task.GetType();
        while (type is not null && !(type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>)))
            type = type.BaseType;
        var result = type?.GetProperty(nameof(Task<object>.Result), BindingFlags.Instance | BindingFlags.Public) ?? throw Unsupported(path, task);
        return await SerializeAsync(path, result.GetValue(task)).ConfigureAwait(false);
    }

    private async ValueTask<PropertyValue> MapAsync(string path, IDictionary map)
    {
        var properties = new List<KeyValuePair<string, PropertyValue>>(map.Count);
        foreach (DictionaryEntry entry in map)
        {
            if (entry.Key is not string key)
                throw new InvalidOperationException($"{path}: the keys of a map must be texts; this one is a {entry.Key.GetType()}.");
            var value = await SerializeAsync($"{path}.{key}", entry.Value).ConfigureAwait(false);
            if (value is not NullValue)
                properties.Add(new(key, value));
        }
        return PropertyMap.From(properties);
    }

    private async ValueTask<PropertyValue> ListAsync(string path, IList list)
    {
        // A default ImmutableArray has no items to count; it means that no list was given.
        if (ImmutableCollections.IsDefaultArray(list))
            return PropertyValue.Null;
        var items = ImmutableArray.CreateBuilder<PropertyValue>(list.Count);
        for (var i = 0; i < list.Count; i++)
            items.Add(await SerializeAsync($"{path}[{i}]", list[i]).ConfigureAwait(false));
        return items.MoveToImmutable();
    }

    private static InvalidOperationException Unsupported(string path, object value) => new(
        $"{path}: a {value.GetType()} cannot be given to a resource. Texts, numbers (int, double), truth values, lists, maps with text keys, JSON, assets, resources, argument classes, and inputs and outputs of these can.");
}
