using System.Text.RegularExpressions;

namespace Slipway.Lab.Schema;

/// <summary>A package: provider, resources, functions and their types, in Pulumi's package-schema form.</summary>
public sealed class PackageSchema
{
    internal PackageSchema(string name, string version, string compatibility, Regex moduleFormat, IReadOnlyDictionary<string, string> namespaces)
    {
        (Name, Version, Compatibility, ModuleFormat, Namespaces) = (name, version, compatibility, moduleFormat, namespaces);
        Provider = new ResourceSchema($"pulumi:providers:{name}");
    }

    /// <summary>Name of the package, e.g. <c>aws</c>.</summary>
    public string Name { get; }

    /// <summary>Version of the official package, e.g. <c>7.48.0</c>.</summary>
    public string Version { get; }

    /// <summary>The provider itself: its inputs are its configuration. Its token is <c>pulumi:providers:</c> and the name.</summary>
    public ResourceSchema Provider { get; internal set; }

    /// <summary>Resources by token.</summary>
    public IReadOnlyDictionary<string, ResourceSchema> Resources { get; internal set; } = new SortedDictionary<string, ResourceSchema>();

    /// <summary>Object types and enumerations by token.</summary>
    public IReadOnlyDictionary<string, ObjectSchema> Types { get; internal set; } = new SortedDictionary<string, ObjectSchema>();

    /// <summary>Functions by token.</summary>
    public IReadOnlyDictionary<string, FunctionSchema> Functions { get; internal set; } = new SortedDictionary<string, FunctionSchema>();

    /// <summary>Naming rules of the official C# code generator: <c>tfbridge20</c> or <c>kubernetes20</c>.</summary>
    internal string Compatibility { get; }

    /// <summary>Takes the module out of a token's middle part, as its first group.</summary>
    internal Regex ModuleFormat { get; }

    /// <summary>C# namespaces by module.</summary>
    internal IReadOnlyDictionary<string, string> Namespaces { get; }

    /// <summary>Reads a schema.</summary>
    /// <param name="json">Its text.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <exception cref="SchemaException">It is broken; everything that is wrong is told at once.</exception>
    public static PackageSchema Parse(string json, string file)
    {
        var problems = new List<SchemaProblem>();
        return SchemaReader.Read(json, problems) ?? throw new SchemaException(file, problems);
    }
}
