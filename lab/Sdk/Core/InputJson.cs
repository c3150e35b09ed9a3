using System.Text.Json;

namespace Pulumi;

/// <summary>JSON given to a resource, as text or as a parsed document.</summary>
public sealed class InputJson : Input<JsonElement>
{
    /// <summary>JSON's null.</summary>
    public InputJson()
        : this(Parse("null"))
    {
    }

    private InputJson(JsonElement element)
        : base(element)
    {
    }

    private InputJson(Output<JsonElement> element)
        : base(element)
    {
    }

    /// <summary>The JSON that a text holds.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static implicit operator InputJson(string json) => new(Parse(json));

    /// <summary>A document's root.</summary>
    public static implicit operator InputJson(JsonDocument document) => new(document.RootElement);

    /// <summary>An element.</summary>
    public static implicit operator InputJson(JsonElement element) => new(element);

    /// <summary>The JSON that a text will hold.</summary>
    public static implicit operator InputJson(Output<string> json) => new(json.Apply(Parse));

    /// <summary>The root that a document will have.</summary>
    public static implicit operator InputJson(Output<JsonDocument> document) => new(document.Apply(d => d.RootElement));

    /// <summary>An element to come.</summary>
    public static implicit operator InputJson(Output<JsonElement> element) => new(element);

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
