using System.Text.Json.Nodes;

namespace Slipway.Tools.ImportSchema;

/// <summary>Makes the structural part of a package schema out of the listing of its official assembly.</summary>
public sealed class SchemaImport
{
    private readonly string _package;
    private readonly string _root;
    private readonly Listing _listing;
    private readonly Selection _selection;
    private readonly PropertyFacts _facts;
    private readonly SortedDictionary<string, string> _namespaces = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _modules = [];
    private readonly SortedDictionary<string, JsonObject> _types = new(StringComparer.Ordinal);

    /// <summary>Prepares an import.</summary>
    public SchemaImport(string package, Listing listing, Selection selection, PropertyFacts facts)
    {
        (_package, _listing, _selection, _facts) = (package, listing, selection, facts);
        _root = $"Pulumi.{Pascal(package)}";
        foreach (var (token, type) in listing.Resources.Where(r => !r.Key.StartsWith("pulumi:", StringComparison.Ordinal)))
            _modules[Suffix(type.Namespace)] = Module(token);
        foreach (var (module, space) in selection.Namespaces)
            _modules[space] = module;
        _modules.TryAdd("", "index");
    }

    private bool IsKubernetes => _selection.Compatibility == "kubernetes20";

    /// <summary>The schema.</summary>
    /// <exception cref="ImportException">Something selected is not in the listing.</exception>
    public JsonObject Run()
    {
        var resources = new JsonObject();
        foreach (var token in _selection.Resources.Order(StringComparer.Ordinal))
            resources[token] = Resource(token);
        var functions = new JsonObject();
        foreach (var token in _selection.Functions.Order(StringComparer.Ordinal))
            functions[token] = Function(token);
        var provider = Resource($"pulumi:providers:{_package}");

        var types = new JsonObject();
        foreach (var (token, type) in _types)
            types[token] = type;
        var namespaces = new JsonObject();
        foreach (var (module, space) in _namespaces)
            namespaces[module] = space;
        return new JsonObject
        {
            ["name"] = _package,
            ["version"] = _listing.Version,
            ["meta"] = new JsonObject { ["moduleFormat"] = _selection.ModuleFormat },
            ["language"] = new JsonObject { ["csharp"] = new JsonObject { ["compatibility"] = _selection.Compatibility, ["namespaces"] = namespaces } },
            ["provider"] = provider,
            ["resources"] = resources,
            ["types"] = types,
            ["functions"] = functions,
        };
    }

    /// <summary>A name with its first letter in upper case.</summary>
    public static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    private JsonObject Resource(string token)
    {
        var type = _listing.Resources.GetValueOrDefault(token) ?? throw new ImportException($"resource {token} is not in the listing");
        Name(Suffix(type.Namespace));
        var args = Listed(IsKubernetes && !token.StartsWith("pulumi:", StringComparison.Ordinal)
            ? $"{_root}.Types.Inputs.{Suffix(type.Namespace)}.{type.Name}Args"
            : $"{type.FullName}Args");
        var state = _listing.Find($"{type.FullName}State");
        var deprecated = type.Members.Concat(args.Members).Concat(state?.Members ?? []).Where(m => m.Obsolete).Select(m => m.Wire).ToHashSet();
        bool Taken(ListedMember member) => member.Wire is not null && !deprecated.Contains(member.Wire) && !_facts.Omitted(token, member.Wire);

        var resource = new JsonObject();
        var inputs = args.Members.Where(Taken).ToList();
        Properties(resource, "inputProperties", "requiredInputs", token, inputs, m => m.Required, m => Secret(m) || _facts.SecretInput(token, m.Wire!));
        foreach (var (name, value) in _selection.Consts.GetValueOrDefault(token) ?? [])
            resource["inputProperties"]![name]!["const"] = value;

        var secretStates = (state?.Members ?? []).Where(Secret).Select(m => m.Wire).ToHashSet();
        var requiredInputs = inputs.Where(m => m.Required).Select(m => m.Wire).ToHashSet();
        var inputNames = inputs.Select(m => m.Wire).ToHashSet();
        // The listing cannot tell whether a list is optional: a computed one always comes.
        bool Always(ListedMember m) => !m.Type.EndsWith("?>", StringComparison.Ordinal)
            && (!m.Type.Contains("ImmutableArray<", StringComparison.Ordinal) || !inputNames.Contains(m.Wire) || requiredInputs.Contains(m.Wire));
        Properties(resource, "properties", "required", token, type.Members.Where(Taken), Always, m => secretStates.Contains(m.Wire) || _facts.SecretOutput(token, m.Wire!), replaces: false);
        return resource;
    }

    private JsonObject Function(string token)
    {
        var name = token.Split(':')[^1];
        var space = _modules.FirstOrDefault(m => m.Value == Module(token)).Key ?? throw new ImportException($"no namespace is known for function {token}");
        Name(space);
        var fullName = $"{(space.Length == 0 ? _root : $"{_root}.{space}")}.{Pascal(name)}";
        var inputs = new JsonObject();
        if (_listing.Find($"{fullName}InvokeArgs") is { } args)
            Properties(inputs, "properties", "required", token, args.Members.Where(m => m.Wire is not null && !m.Obsolete), m => m.Required, Secret);
        var outputs = new JsonObject();
        Properties(outputs, "properties", "required", token, Listed($"{fullName}Result").Members, m => !m.Type.EndsWith('?'), m => _facts.SecretOutput(token, Camel(m.Name)), replaces: false);
        return new JsonObject { ["inputs"] = inputs, ["outputs"] = outputs };
    }

    private void Properties(
        JsonObject owner, string key, string requiredKey, string token, IEnumerable<ListedMember> members,
        Func<ListedMember, bool> isRequired, Func<ListedMember, bool> isSecret, bool replaces = true, string path = "")
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var member in members.OrderBy(m => m.Wire ?? Camel(m.Name), StringComparer.Ordinal))
        {
            var wire = member.Wire ?? Camel(member.Name);
            if (Schema(member.Type, token, path + wire) is not { } property)
                continue;
            if (member.Type == "object?")
                property["plain"] = true;
            if (replaces && _facts.Replaces(token, path + wire))
                property["willReplaceOnChanges"] = true;
            if (isSecret(member))
                property["secret"] = true;
            if (Pascal(wire) != member.Name)
                property["language"] = new JsonObject { ["csharp"] = new JsonObject { ["name"] = member.Name } };
            properties[wire] = property;
            if (isRequired(member))
                required.Add(wire);
        }
        owner[key] = properties;
        owner[requiredKey] = required;
    }

    /// <summary>The schema of a C# type; null for the output types of Kubernetes, which the listing does not hold.</summary>
    private JsonObject? Schema(string type, string token, string path)
    {
        type = type.TrimEnd('?');
        switch (type)
        {
            case "string": return new JsonObject { ["type"] = "string" };
            case "int": return new JsonObject { ["type"] = "integer" };
            case "double": return new JsonObject { ["type"] = "number" };
            case "bool": return new JsonObject { ["type"] = "boolean" };
            case "object": return new JsonObject { ["$ref"] = "pulumi.json#/Any" };
            case "AssetOrArchive": return new JsonObject { ["$ref"] = "pulumi.json#/Asset" };
            case "InputJson" or "JsonElement": return new JsonObject { ["$ref"] = "pulumi.json#/Json" };
            default: break;
        }
        var open = type.IndexOf('<', StringComparison.Ordinal);
        if (open < 0)
            return Reference(type, token, path);
        var arguments = Split(type[(open + 1)..^1]);
        switch (type[..open])
        {
            case "Input" or "Output":
                return Schema(arguments[0], token, path);
            case "InputList" or "ImmutableArray" or "List":
                return Schema(arguments[0], token, path) is { } items ? new JsonObject { ["type"] = "array", ["items"] = items } : null;
            case "InputMap" or "ImmutableDictionary" or "Dictionary":
                return Schema(arguments[^1], token, path) is { } values ? new JsonObject { ["type"] = "object", ["additionalProperties"] = values } : null;
            case "InputUnion" or "Union":
                return new JsonObject { ["oneOf"] = new JsonArray([.. arguments.Select(a => (JsonNode)Schema(a, token, path)!)]) };
            default:
                throw new ImportException($"{token} {path}: the type {type} has no counterpart in a schema");
        }
    }

    private JsonObject? Reference(string type, string token, string path)
    {
        if (type.StartsWith($"{_root}.Types.Outputs.", StringComparison.Ordinal))
            return null;
        var listed = Listed(type);
        if (listed.IsEnum)
        {
            var enumToken = TypeToken(Suffix(listed.Namespace), listed.Name);
            var values = _selection.Enums.GetValueOrDefault(enumToken) ?? throw new ImportException($"the values of {enumToken} are not in the listing: give them under enums in the selection");
            _types[enumToken] = new JsonObject
            {
                ["type"] = "string",
                ["enum"] = new JsonArray([.. values.Select(v => (JsonNode)new JsonObject { ["name"] = v.Key, ["value"] = v.Value })]),
            };
            return new JsonObject { ["$ref"] = $"#/types/{enumToken}" };
        }
        var (space, name) = Split(listed);
        var typeToken = TypeToken(space, name);
        if (!_types.ContainsKey(typeToken))
        {
            var schema = _types[typeToken] = new JsonObject { ["type"] = "object" };
            // Output types carry no wire names, their input counterparts do.
            var folder = listed.FullName.Replace(".Outputs.", ".Inputs.", StringComparison.Ordinal)[..^listed.Name.Length];
            var source = _listing.Find($"{folder}{name}Args") ?? _listing.Find($"{folder}{name}GetArgs") ?? listed;
            var isOutput = source.Members.TrueForAll(m => m.Wire is null);
            Properties(
                schema, "properties", "required", token, source.Members.Where(m => isOutput || m.Wire is not null).Where(m => !m.Obsolete && !_facts.Omitted(typeToken, m.Wire ?? Camel(m.Name))),
                m => isOutput ? !m.Type.EndsWith('?') : m.Required, m => Secret(m) || _facts.SecretInput(token, $"{path}.{m.Wire}"), path: path + ".");
        }
        return new JsonObject { ["$ref"] = $"#/types/{typeToken}" };
    }

    /// <summary>Module namespace and schema name of an input or output type; those of functions keep their lower first letter.</summary>
    private (string Space, string Name) Split(ListedType type)
    {
        var space = IsKubernetes
            ? Suffix(type.Namespace)["Types.Inputs.".Length..]
            : Suffix(type.Namespace[..type.Namespace.LastIndexOf('.')]);
        foreach (var ending in (string[])["GetArgs", "InputArgs", "Args", "Result"])
        {
            if (!type.Name.EndsWith(ending, StringComparison.Ordinal) || (ending is "GetArgs" or "Args" && type.Namespace.EndsWith(".Outputs", StringComparison.Ordinal)))
                continue;
            var name = type.Name[..^ending.Length];
            return (space, ending is "InputArgs" or "Result" ? Camel(name) : name);
        }
        return (space, type.Name);
    }

    private string TypeToken(string space, string name)
    {
        Name(space);
        var module = _modules.GetValueOrDefault(space) ?? throw new ImportException($"no module is known for the namespace {_root}.{space}: give it under namespaces in the selection");
        return IsKubernetes ? $"{_package}:{module}:{name}" : $"{_package}:{module}/{name}:{name}";
    }

    private void Name(string space) => _namespaces[_modules.GetValueOrDefault(space) ?? "index"] = space;

    private ListedType Listed(string fullName) => _listing.Find(fullName) ?? throw new ImportException($"{fullName} is not in the listing");

    private string Suffix(string space) => space.Length > _root.Length ? space[(_root.Length + 1)..] : "";

    private string Module(string token)
    {
        var middle = token.Split(':')[1];
        return IsKubernetes ? middle : middle.Split('/')[0];
    }

    /// <summary>Lists and maps always have a backing field; any other property has one only when it is secret.</summary>
    private static bool Secret(ListedMember member) =>
        member.Backed && !member.Type.StartsWith("InputList<", StringComparison.Ordinal) && !member.Type.StartsWith("InputMap<", StringComparison.Ordinal);

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static List<string> Split(string arguments)
    {
        var parts = new List<string>();
        var (depth, start) = (0, 0);
        for (var i = 0; i < arguments.Length; i++)
        {
            depth += arguments[i] switch { '<' => 1, '>' => -1, _ => 0 };
            if (arguments[i] == ',' && depth == 0)
            {
                parts.Add(arguments[start..i].Trim());
                start = i + 1;
            }
        }
        parts.Add(arguments[start..].Trim());
        return parts;
    }
}
