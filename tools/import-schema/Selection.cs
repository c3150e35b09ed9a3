using System.Text.Json;
using System.Text.Json.Serialization;

namespace Slipway.Tools.ImportSchema;

/// <summary>What to take from one package's listing, and the facts that the listing does not hold.</summary>
public sealed class Selection
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>Naming rules of the official code generator: <c>tfbridge20</c> or <c>kubernetes20</c>.</summary>
    public required string Compatibility { get; init; }

    /// <summary>Regular expression that takes the module out of a token's middle part, as in Pulumi's schemas.</summary>
    public required string ModuleFormat { get; init; }

    /// <summary>C# namespaces of modules that have no resource in the listing.</summary>
    public Dictionary<string, string> Namespaces { get; init; } = [];

    /// <summary>Tokens of resources.</summary>
    public string[] Resources { get; init; } = [];

    /// <summary>Tokens of functions.</summary>
    public string[] Functions { get; init; } = [];

    /// <summary>Properties to leave out: <c>token property</c>.</summary>
    public string[] Omit { get; init; } = [];

    /// <summary>Further lines in the form of secrets.txt.</summary>
    public string[] Secrets { get; init; } = [];

    /// <summary>Further lines in the form of replaces.txt.</summary>
    public string[] Replaces { get; init; } = [];

    /// <summary>Values of string enumerations by token, then by C# name.</summary>
    public Dictionary<string, Dictionary<string, string>> Enums { get; init; } = [];

    /// <summary>Inputs that the generated class sets itself, by resource token.</summary>
    public Dictionary<string, Dictionary<string, string>> Consts { get; init; } = [];

    /// <summary>Reads the selections of all packages.</summary>
    public static Dictionary<string, Selection> ReadAll(string file) =>
        JsonSerializer.Deserialize<Dictionary<string, Selection>>(File.ReadAllText(file), Strict)!;
}
