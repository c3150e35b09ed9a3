using System.Text.RegularExpressions;

namespace Slipway.Lab.Schema;

/// <summary>Turns the JSON of a package schema into its model, strictly: what it does not know is a problem.</summary>
internal sealed class SchemaReader
{
    private readonly SchemaNodes _nodes;
    private readonly SortedDictionary<string, ObjectSchema> _types = new(StringComparer.Ordinal);
    private readonly PropertyReader _properties;
    private string _package = "";

    private SchemaReader(List<SchemaProblem> problems)
    {
        _nodes = new SchemaNodes(problems);
        _properties = new PropertyReader(_nodes, _types);
    }

    /// <summary>The model, or null when there is any problem.</summary>
    public static PackageSchema? Read(string json, List<SchemaProblem> problems)
    {
        var root = new PlacedJsonReader(json, problems).Read();
        var package = root is null ? null : new SchemaReader(problems).Package(root);
        return problems.Count == 0 ? package : null;
    }

    private PackageSchema? Package(PlacedJson root)
    {
        if (!_nodes.Map(root, "", "name", "version", "description", "meta", "language", "config", "provider", "resources", "types", "functions"))
            return null;
        var csharp = _nodes.Child(_nodes.Child(root, "", "language"), "language", "csharp");
        _nodes.Keys(csharp, "language/csharp", "compatibility", "namespaces");
        var compatibility = csharp is null ? null : _nodes.Text(csharp, "language/csharp", "compatibility");
        if (compatibility is not (null or "tfbridge20" or "kubernetes20"))
            _nodes.Report(SchemaProblem.WrongShape, csharp!["compatibility"]!, "language/csharp/compatibility", $"{compatibility} is not known; tfbridge20 and kubernetes20 are");
        _package = _nodes.RequiredText(root, "", "name");
        if (_package.Length > 0 && !Regex.IsMatch(_package, "^[a-z][a-z0-9]*$"))
            _nodes.Report(SchemaProblem.WrongShape, root["name"]!, "name", $"{_package} is no package name: lower-case letters and digits, a letter first");
        var meta = _nodes.Child(root, "", "meta");
        var package = new PackageSchema(
            _package,
            _nodes.RequiredText(root, "", "version"),
            compatibility ?? "tfbridge20",
            meta is null ? new Regex("(.*)") : _nodes.Pattern(meta, "meta", "moduleFormat") ?? new Regex("(.*)"),
            _nodes.Members(csharp, "language/csharp", "namespaces").ToDictionary(m => m.Name, m => m.Value.Text));

        // First every type by name, since types refer to each other in any order.
        var types = Tokens(root, "types").ToList();
        foreach (var type in types)
            _types[type.Name] = new ObjectSchema(type.Name);
        foreach (var type in types)
            Type(_types[type.Name], type.Value, $"types/{type.Name}");
        package.Types = _types;

        if (_nodes.Child(root, "", "provider") is { } provider)
            Resource(package.Provider, provider, "provider");
        var resources = new SortedDictionary<string, ResourceSchema>(StringComparer.Ordinal);
        foreach (var resource in Tokens(root, "resources"))
            Resource(resources[resource.Name] = new ResourceSchema(resource.Name), resource.Value, $"resources/{resource.Name}");
        package.Resources = resources;
        _properties.CheckReferences(resources);

        var functions = new SortedDictionary<string, FunctionSchema>(StringComparer.Ordinal);
        foreach (var function in Tokens(root, "functions"))
            Function(functions[function.Name] = new FunctionSchema(function.Name), function.Value, $"functions/{function.Name}");
        package.Functions = functions;
        return package;
    }

    private IEnumerable<PlacedMember> Tokens(PlacedJson root, string key)
    {
        foreach (var member in _nodes.Members(root, "", key))
        {
            if (Regex.IsMatch(member.Name, $"^{Regex.Escape(_package)}:[^:]+:[A-Za-z][A-Za-z0-9]*$"))
                yield return member;
            else
                _nodes.ReportKey(SchemaProblem.WrongShape, member, key, $"{member.Name} is no token of this package: {_package}:module:Name");
        }
    }

    private void Type(ObjectSchema type, PlacedJson node, string path)
    {
        if (!_nodes.Map(node, path, "type", "description", "properties", "required", "enum", "language"))
            return;
        type.Description = _nodes.Text(node, path, "description");
        var word = _nodes.RequiredText(node, path, "type");
        if (word == "object")
        {
            type.Properties = _properties.Read(node, path, "properties", "required");
        }
        else if (word == "string" && node["enum"] is not null)
        {
            var values = new List<EnumValue>();
            foreach (var value in _nodes.Items(node, path, "enum"))
            {
                if (_nodes.Map(value, $"{path}/enum", "name", "value", "description"))
                    values.Add(new EnumValue(_nodes.RequiredText(value, $"{path}/enum", "name"), _nodes.RequiredText(value, $"{path}/enum", "value")));
            }
            type.Values = values;
            if (values.Count == 0)
                _nodes.Report(SchemaProblem.WrongShape, node["enum"]!, $"{path}/enum", "an enumeration must have values");
        }
        else if (word.Length > 0)
        {
            _nodes.Report(SchemaProblem.UnknownType, node["type"]!, path, $"a type is an object with properties or a string with an enum, not {word}");
        }
    }

    private void Resource(ResourceSchema resource, PlacedJson node, string path)
    {
        if (!_nodes.Map(node, path, "description", "inputProperties", "requiredInputs", "properties", "required", "lab"))
            return;
        resource.Description = _nodes.Text(node, path, "description");
        resource.Inputs.Properties = _properties.Read(node, path, "inputProperties", "requiredInputs");
        resource.Outputs.Properties = _properties.Read(node, path, "properties", "required");
        if (node["lab"] is { } lab)
            resource.Behavior = Behavior(resource, lab, $"{path}/lab");
    }

    private ResourceBehavior Behavior(ResourceSchema resource, PlacedJson lab, string path)
    {
        var behavior = new ResourceBehavior();
        if (!_nodes.Map(lab, path, "id", "computed", "autoName", "unique", "deleteBeforeReplace"))
            return behavior;
        behavior.Id = _nodes.Text(lab, path, "id");
        behavior.DeleteBeforeReplace = _nodes.Flag(lab, path, "deleteBeforeReplace");
        behavior.Unique = _nodes.Texts(lab, path, "unique");
        foreach (var item in _nodes.Items(lab, path, "unique"))
            Known(resource.Inputs, item.Text, item, $"{path}/unique", "an input");
        var computed = new SortedDictionary<string, PlacedJson>(StringComparer.Ordinal);
        foreach (var output in _nodes.Members(lab, path, "computed"))
        {
            Known(resource.Outputs, output.Name, output.Value, $"{path}/computed", "an output");
            computed[output.Name] = output.Value;
        }
        behavior.Computed = computed;
        if (lab["autoName"] is { Kind: not PlacedJsonKind.Null } autoName && _nodes.Map(autoName, $"{path}/autoName", "property", "maxLength"))
        {
            var property = _nodes.RequiredText(autoName, $"{path}/autoName", "property");
            Known(resource.Inputs, property, autoName["property"] ?? autoName, $"{path}/autoName", "an input");
            behavior.AutoName = new AutoName(property, (int?)_nodes.Number(autoName, $"{path}/autoName", "maxLength"));
        }
        return behavior;
    }

    private void Function(FunctionSchema function, PlacedJson node, string path)
    {
        if (!_nodes.Map(node, path, "description", "inputs", "outputs"))
            return;
        function.Description = _nodes.Text(node, path, "description");
        foreach (var (key, target) in new[] { ("inputs", function.Inputs), ("outputs", function.Outputs) })
        {
            if (_nodes.Child(node, path, key) is { } side && _nodes.Map(side, $"{path}/{key}", "properties", "required", "type", "description"))
                target.Properties = _properties.Read(side, $"{path}/{key}", "properties", "required");
        }
    }

    private void Known(ObjectSchema type, string name, PlacedJson at, string path, string what)
    {
        if (!type.Properties.ContainsKey(name))
            _nodes.Report(SchemaProblem.UnknownProperty, at, path, $"{name} is not {what} of {type.Token}");
    }
}
