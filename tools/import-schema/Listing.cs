using System.Text.RegularExpressions;

namespace Slipway.Tools.ImportSchema;

/// <summary>A member of a listed type.</summary>
/// <param name="Name">Its C# name.</param>
/// <param name="Type">Its C# type as listed.</param>
/// <param name="Wire">The name in its Input or Output attribute; null when the listing gives none.</param>
/// <param name="Required">True when its Input attribute says so.</param>
/// <param name="Backed">True when the attribute stands on a backing field.</param>
/// <param name="Obsolete">True when it is marked obsolete.</param>
public sealed record ListedMember(string Name, string Type, string? Wire, bool Required, bool Backed, bool Obsolete);

/// <summary>A listed type.</summary>
/// <param name="FullName">Namespace and name.</param>
/// <param name="Token">Type token in its resource attribute, if it has one.</param>
/// <param name="IsEnum">True for Pulumi's string enumerations.</param>
/// <param name="Members">Properties and fields, in the listing's order.</param>
public sealed record ListedType(string FullName, string? Token, bool IsEnum, List<ListedMember> Members)
{
    /// <summary>The namespace.</summary>
    public string Namespace => FullName[..FullName.LastIndexOf('.')];

    /// <summary>The name without the namespace.</summary>
    public string Name => FullName[(FullName.LastIndexOf('.') + 1)..];
}

/// <summary>The public API of one assembly, as listed.</summary>
public sealed partial class Listing
{
    private readonly Dictionary<string, ListedType> _types = [];

    /// <summary>Version of the assembly's package.</summary>
    public string Version { get; private set; } = "";

    /// <summary>Resource types by token.</summary>
    public Dictionary<string, ListedType> Resources { get; } = [];

    /// <summary>The type of that full name, or null.</summary>
    public ListedType? Find(string fullName) => _types.GetValueOrDefault(fullName);

    /// <summary>Reads a listing file.</summary>
    /// <exception cref="ImportException">There is no such file.</exception>
    public static Listing Read(string file) =>
        File.Exists(file) ? Parse(File.ReadLines(file)) : throw new ImportException($"{file} does not exist; --listings names the folder of the listings");

    /// <summary>Parses the lines of a listing.</summary>
    public static Listing Parse(IEnumerable<string> lines)
    {
        var listing = new Listing();
        var space = "";
        string? token = null;
        var isEnum = false;
        ListedType? current = null;
        foreach (var line in lines)
        {
            if (line.StartsWith("# informational ", StringComparison.Ordinal))
                listing.Version = line["# informational ".Length..].Split(';')[0];
            else if (line.StartsWith("namespace ", StringComparison.Ordinal))
                space = line["namespace ".Length..].Trim();
            else if (line.StartsWith("    ", StringComparison.Ordinal))
                Member(current, line.Trim());
            else if (line.StartsWith("  [", StringComparison.Ordinal))
                (token, isEnum) = (ResourceAttribute().Match(line) is { Success: true } match ? match.Groups[1].Value : token, isEnum || line.Contains("[EnumType", StringComparison.Ordinal));
            else if (TypeLine().Match(line) is { Success: true } type)
            {
                current = new ListedType($"{space}.{type.Groups[1].Value}", token, isEnum, []);
                listing._types[current.FullName] = current;
                if (token is not null)
                    listing.Resources[token] = current;
                (token, isEnum) = (null, false);
            }
        }
        return listing;
    }

    private static void Member(ListedType? type, string line)
    {
        if (FieldLine().Match(line) is { Success: true } field)
            type?.Members.Add(new ListedMember(field.Groups[2].Value, field.Groups[1].Value, null, false, false, false));
        else if (PropertyLine().Match(line) is { Success: true } property)
            type?.Members.Add(new ListedMember(
                property.Groups[2].Value,
                property.Groups[1].Value,
                WireName().Match(line) is { Success: true } wire ? wire.Groups[1].Value : null,
                line.Contains("required: True", StringComparison.Ordinal),
                line.EndsWith("(on backing field)", StringComparison.Ordinal),
                line.Contains("[Obsolete", StringComparison.Ordinal)));
    }

    [GeneratedRegex(@"ResourceType\(""([^""]+)""\)")]
    private static partial Regex ResourceAttribute();

    [GeneratedRegex(@"^  (?:static |abstract |sealed )*(?:class|struct) ([\w.]+)")]
    private static partial Regex TypeLine();

    [GeneratedRegex(@"^field readonly (.+) (\w+)$")]
    private static partial Regex FieldLine();

    [GeneratedRegex(@"^(?:static )?(.+) (\w+) \{ get; (?:set; )?\}")]
    private static partial Regex PropertyLine();

    [GeneratedRegex(@"\[(?:In|Out)put\(""([^""]+)""")]
    private static partial Regex WireName();
}
