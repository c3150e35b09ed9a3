using System.Text.Json.Nodes;

namespace Slipway.Tools.ImportSchema;

/// <summary>What people write into a schema and an import must keep.</summary>
public static class HandMade
{
    private static readonly string[] Keys = ["description", "default", "lab"];
    private static readonly string[] NameMaps = ["resources", "types", "functions", "properties", "inputProperties"];

    /// <summary>Copies the hand-made parts of a schema into its successor.</summary>
    /// <exception cref="ImportException">The successor has no place for some of them.</exception>
    public static void Keep(JsonObject old, JsonObject imported)
    {
        var lost = new List<string>();
        Keep(old, imported, "", lost);
        if (lost.Count > 0)
            throw new ImportException($"these hand-made parts would be lost, so nothing is written; select their properties, or remove the parts first:\n  {string.Join("\n  ", lost)}");
    }

    // Keys of a name map are names of properties and the like, so a property called "default" is not mistaken for one.
    private static void Keep(JsonObject old, JsonObject? imported, string path, List<string> lost, bool isNameMap = false)
    {
        foreach (var (key, value) in old)
        {
            var here = $"{path}/{key}";
            if (!isNameMap && Keys.Contains(key))
            {
                if (imported is null)
                    lost.Add(here);
                else
                    imported[key] = value?.DeepClone();
            }
            else if (value is JsonObject child)
                Keep(child, imported?[key] as JsonObject, here, lost, !isNameMap && NameMaps.Contains(key));
        }
    }
}
