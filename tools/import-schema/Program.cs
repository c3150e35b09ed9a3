// Derives the structural part of lab/Providers/schemas/*.json from API listings of the official assemblies.
//
//   dotnet run --project tools/import-schema -- --listings DIR --facts DIR [--schemas DIR] [--selection FILE] [package...]
//
// DIR of --listings holds Pulumi.<Package>.txt, DIR of --facts holds replaces.txt and secrets.txt. What to take is in
// selection.json beside this file. What was written by hand into a schema (lab, default, description) is kept; when
// it would be lost, nothing is written. A developer's tool: the product is built from the schemas, never from listings.
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Slipway.Tools.ImportSchema;

var options = new Dictionary<string, string>
{
    ["--selection"] = Path.Combine(Here(), "selection.json"),
    ["--schemas"] = Path.Combine(Here(), "..", "..", "lab", "Providers", "schemas"),
};
var packages = new List<string>();
for (var i = 0; i < args.Length; i++)
{
    if (!args[i].StartsWith("--", StringComparison.Ordinal))
        packages.Add(args[i]);
    else if (args[i] is "--listings" or "--facts" or "--schemas" or "--selection" && i + 1 < args.Length)
        options[args[i]] = args[++i];
    else
        return Usage($"{args[i]} is not an option, or lacks its value");
}
if (!options.TryGetValue("--listings", out var listings) || !options.TryGetValue("--facts", out var facts))
    return Usage("--listings and --facts are needed");

var selections = Selection.ReadAll(options["--selection"]);
foreach (var package in packages.Count > 0 ? packages : [.. selections.Keys])
{
    if (!selections.TryGetValue(package, out var selection))
        return Usage($"{package} is not in {options["--selection"]}");
    try
    {
        var listing = Listing.Read(Path.Combine(listings, $"Pulumi.{SchemaImport.Pascal(package)}.txt"));
        var schema = new SchemaImport(package, listing, selection, PropertyFacts.Read(facts, selection)).Run();
        var file = Path.GetFullPath(Path.Combine(options["--schemas"], package + ".json"));
        if (File.Exists(file))
            HandMade.Keep(JsonNode.Parse(File.ReadAllText(file))!.AsObject(), schema);
        File.WriteAllText(file, SchemaText.Write(schema));
        Console.WriteLine($"{file}: {schema["resources"]!.AsObject().Count} resources, {schema["types"]!.AsObject().Count} types, {schema["functions"]!.AsObject().Count} functions");
    }
    catch (ImportException problem)
    {
        Console.Error.WriteLine($"{package}: {problem.Message}");
        return 1;
    }
}
return 0;

static int Usage(string problem)
{
    Console.Error.WriteLine(problem);
    Console.Error.WriteLine("usage: import-schema --listings DIR --facts DIR [--schemas DIR] [--selection FILE] [package...]");
    return 2;
}

static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
