using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Schema;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Schema;

/// <summary>
/// Fills in the templates of one resource's schema. Words are <c>{id}</c>, those of the cloud (<c>{region}</c>, …), any input or other
/// computed output by name (dots lead into objects), <c>{hex:N}</c>, <c>{digits:N}</c>, <c>{base32:N}</c> and <c>{now}</c>.
/// A template that is one word gives the value itself, of any kind; one that needs something unknown is unknown.
/// </summary>
internal sealed partial class Templates(ResourceSchema resource, PropertyMap inputs, PropertyMap words, string? id)
{
    private readonly Dictionary<string, PropertyValue?> _made = [];

    /// <summary>The id, or null when the schema has no template for it.</summary>
    public string? Id { get; private set; } = id;

    /// <summary>The inputs with every computed output that is not an input: what the cloud makes of them.</summary>
    public ResourceState Draft()
    {
        if (Id is null && resource.Behavior.Id is { } template)
            Id = Fill(template)?.AsString;
        var outputs = inputs;
        foreach (var name in resource.Behavior.Computed.Keys)
        {
            if (!inputs.Has(name) && Computed(name) is { } value)
                outputs = outputs.With(name, value);
        }
        return new ResourceState(Id, outputs);
    }

    /// <summary>One computed output as it comes out of its template.</summary>
    public PropertyValue? Computed(string name)
    {
        if (_made.TryGetValue(name, out var made))
            return made;
        _made[name] = null;
        var value = Fill(resource.Behavior.Computed[name]);
        // A template gives text; where a number is wanted, its digits are one.
        if (value is StringValue digits && IsNumber(name))
            value = double.Parse(digits.Value, CultureInfo.InvariantCulture);
        return _made[name] = value;
    }

    /// <summary>The words that a template uses, up to their first dot.</summary>
    public static IEnumerable<string> WordsOf(PlacedJson template) => Word().Matches(template.ToString()).Select(m => m.Groups[1].Value.Split('.', ':')[0]);

    private bool IsNumber(string name) =>
        resource.Outputs.Properties.TryGetValue(name, out var output) && (output.Type.Kind is TypeKind.Integer or TypeKind.Number);

    private PropertyValue? Fill(PlacedJson template) => template.Kind switch
    {
        PlacedJsonKind.Text => Fill(template.Text),
        PlacedJsonKind.List => new ListValue([.. template.Items.Select(Fill).OfType<PropertyValue>()]),
        PlacedJsonKind.Map => PropertyMap.From(template.Members
            .Select(m => (m.Name, Value: Fill(m.Value)))
            .Where(m => m.Value is not null)
            .Select(m => KeyValuePair.Create(m.Name, m.Value!))),
        _ => PropertyJson.Deserialize(template.ToString()),
    };

    private PropertyValue? Fill(string template)
    {
        if (Word().Match(template) is { Success: true } only && only.Length == template.Length)
            return Value(only.Groups[1].Value);
        var isSecret = false;
        var isUnknown = false;
        var text = Word().Replace(template, match =>
        {
            var value = Value(match.Groups[1].Value);
            isSecret |= value is { ContainsSecrets: true };
            isUnknown |= value is { ContainsUnknowns: true };
            return value?.Bare() switch
            {
                null or NullValue => "",
                StringValue s => s.Value,
                var other => other.ToString(),
            };
        });
        PropertyValue filled = isUnknown ? PropertyValue.Unknown : text;
        return isSecret ? PropertyValue.Secret(filled) : filled;
    }

    private PropertyValue? Value(string word)
    {
        var (name, size) = word.Split(':', 2) is [var left, var right] ? (left, int.Parse(right, CultureInfo.InvariantCulture)) : (word, 0);
        switch (name)
        {
            case "hex": return RandomNumberGenerator.GetHexString(size, lowercase: true);
            case "digits": return RandomNumberGenerator.GetString("0123456789", size);
            case "base32": return RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", size);
            case "now": return DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            case "id": return Id is null ? PropertyValue.Unknown : Id;
            default: break;
        }
        var parts = name.Split('.');
        var value = inputs.Find(parts[0]) ?? words.Find(parts[0]) ?? (resource.Behavior.Computed.ContainsKey(parts[0]) ? Computed(parts[0]) : null);
        foreach (var part in parts[1..])
        {
            if (value is null or UnknownValue)
                break;
            var below = value.Inside()?.Find(part);
            value = below is not null && value is SecretValue ? PropertyValue.Secret(below) : below;
        }
        return value;
    }

    [GeneratedRegex(@"\{([A-Za-z][A-Za-z0-9.]*(?::[0-9]+)?)\}")]
    private static partial Regex Word();
}
