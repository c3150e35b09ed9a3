// Derives checks/Schemas/Flux/*.json from the CRDs of Flux and of the Flux Operator.
//
//   dotnet run --project tools/import-crds -- --crds DIR [--schemas DIR]
//
// DIR of --crds holds the CRD files as the controllers' repositories have them (config/crd/bases), in any sub-folders.
// A developer's tool: the product is built from the schemas, never from CRDs.
using System.Runtime.CompilerServices;
using Slipway.Tools.ImportCrds;

var schemas = Path.GetFullPath(Path.Combine(Here(), "..", "..", "checks", "Schemas", "Flux"));
string? crds = null;
for (var i = 0; i < args.Length; i += 2)
{
    if (i + 1 == args.Length || args[i] is not ("--crds" or "--schemas"))
        return Usage($"{args[i]} is not an option, or lacks its value");
    if (args[i] == "--crds")
        crds = args[i + 1];
    else
        schemas = args[i + 1];
}
if (crds is null)
    return Usage("--crds is needed");
try
{
    foreach (var (name, text) in CrdImport.Run(crds))
    {
        File.WriteAllText(Path.Combine(schemas, name), text);
        Console.WriteLine(name);
    }
}
catch (CrdImportException problem)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}
return 0;

static int Usage(string problem)
{
    Console.Error.WriteLine(problem);
    Console.Error.WriteLine("usage: import-crds --crds DIR [--schemas DIR]");
    return 2;
}

static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
