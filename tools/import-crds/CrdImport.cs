using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Checks.Yaml;
using Slipway.Tools.ImportSchema;

namespace Slipway.Tools.ImportCrds;

/// <summary>Makes schema files of CRDs: what a value must be, without a word of description.</summary>
public static class CrdImport
{
    /// <summary>The schema files: name and text, one for each kind and version that is served.</summary>
    /// <param name="folder">Folder with CRD files, in any sub-folders.</param>
    /// <exception cref="CrdImportException">The folder has none, or one cannot be read.</exception>
    public static IEnumerable<(string Name, string Text)> Run(string folder)
    {
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.yaml", SearchOption.AllDirectories) : [];
        if (files.Length == 0)
            throw new CrdImportException($"{folder} holds no CRD files (*.yaml)");
        return files.Order(StringComparer.Ordinal).SelectMany(Import);
    }

    private static IEnumerable<(string, string)> Import(string file)
    {
        var read = YamlReader.Read(file, File.ReadAllText(file));
        if (read.Problems.Length > 0)
            throw new CrdImportException(read.Problems[0].ToString());
        foreach (var crd in read.Documents.Where(d => d.TextAt("kind") == "CustomResourceDefinition"))
        {
            var (group, kind, scope) = (crd.TextAt("spec", "group"), crd.TextAt("spec", "names", "kind"), crd.TextAt("spec", "scope"));
            foreach (var version in ((YamlList)crd.Find("spec", "versions")!).Items.Where(v => v.TextAt("served") == "true"))
            {
                var schema = Json(version.Find("schema", "openAPIV3Schema") ?? throw new CrdImportException($"{version.Place}: the version has no schema"), Meaning.Schema)!;
                Correction.Apply(kind!, schema);
                var document = new JsonObject { ["group"] = group, ["version"] = version.TextAt("name"), ["kind"] = kind, ["scope"] = scope, ["schema"] = schema };
                yield return ($"{group}_{version.TextAt("name")}_{kind}.json", SchemaText.Write(document));
            }
        }
    }

    /// <summary>A value as JSON; a schema without the words for people.</summary>
    private static JsonNode? Json(YamlValue value, Meaning meaning) => value switch
    {
        YamlMap map => new JsonObject(map.Entries
            .Where(e => meaning != Meaning.Schema || e.Name is not ("description" or "example" or "externalDocs" or "title"))
            .Select(e => KeyValuePair.Create(e.Name, Json(e.Value, Below(meaning, e.Name))))),
        YamlList list => new JsonArray([.. list.Items.Select(i => Json(i, meaning))]),
        YamlScalar { JsonKind: YamlKind.Null } => null,
        YamlScalar { JsonKind: YamlKind.Boolean } scalar => JsonValue.Create(scalar.JsonText == "true"),
        YamlScalar { JsonKind: YamlKind.Integer } scalar => JsonValue.Create(long.Parse(scalar.JsonText, CultureInfo.InvariantCulture)),
        YamlScalar { JsonKind: YamlKind.Float } scalar => JsonValue.Create(double.Parse(scalar.JsonText, CultureInfo.InvariantCulture)),
        YamlScalar scalar => JsonValue.Create(scalar.JsonText),
        _ => throw new ArgumentOutOfRangeException(nameof(value), value.GetType().Name, "not a YAML value"),
    };

    private static Meaning Below(Meaning meaning, string key) => meaning switch
    {
        Meaning.Names => Meaning.Schema,
        Meaning.Value => Meaning.Value,
        _ => key switch { "properties" => Meaning.Names, "default" or "enum" => Meaning.Value, _ => Meaning.Schema },
    };

    /// <summary>What the keys of a map in a CRD are.</summary>
    private enum Meaning
    {
        /// <summary>Keywords of a schema.</summary>
        Schema,

        /// <summary>Names of properties, each with its schema.</summary>
        Names,

        /// <summary>Part of a value that the schema allows or gives.</summary>
        Value,
    }
}
