using System.Text.Json.Nodes;

namespace Slipway.Tools.ImportCrds;

/// <summary>Values that a CRD on a controller's main branch allows and the release that Slipway pins does not have yet.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Field">Path of the field.</param>
/// <param name="Values">The values to leave out.</param>
internal sealed record Correction(string Kind, string[] Field, string[] Values)
{
    // notification-controller 1.9.3 (Flux 2.9.4) has neither of these types of provider.
    private static readonly Correction[] All = [new("Provider", ["spec", "type"], ["zoom", "incident.io"])];

    /// <summary>Takes what the release does not have out of the schema of a kind.</summary>
    /// <exception cref="CrdImportException">A value is not there: the CRD is another one than the correction was written for.</exception>
    public static void Apply(string kind, JsonNode schema)
    {
        foreach (var correction in All.Where(c => c.Kind == kind))
        {
            var allowed = correction.Field.Aggregate(schema, (node, name) => node["properties"]![name]!)["enum"]!.AsArray();
            foreach (var value in correction.Values)
            {
                var found = allowed.FirstOrDefault(a => a!.GetValue<string>() == value)
                    ?? throw new CrdImportException($"{kind}: {string.Join('.', correction.Field)} does not allow '{value}'; take the correction for it out of Correction.cs");
                allowed.Remove(found);
            }
        }
    }
}
