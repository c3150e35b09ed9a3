using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Slipway.Checks.Flux;
using Slipway.Checks.Kustomize;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Rules.ImageAutomation;

/// <summary>A comment that tells image automation to write what a policy found, e.g. <c># {"$imagepolicy": "flux-system:web:tag"}</c>.</summary>
/// <param name="Source">The file that it is in.</param>
/// <param name="Place">Where it is.</param>
/// <param name="Text">The comment's JSON.</param>
internal sealed partial record PolicyMarker(FleetSource Source, YamlPlace Place, string Text)
{
    private const string Key = "$imagepolicy";

    /// <summary>The policy that it names, and the part of the image that it wants (<c>tag</c>, <c>name</c>, <c>digest</c>, or empty for all); null where it is not well-formed.</summary>
    public (string Namespace, string Name, string Part)? Policy
    {
        get
        {
            try
            {
                using var json = JsonDocument.Parse(Text);
                return json.RootElement.TryGetProperty(Key, out var value) && value.ValueKind == JsonValueKind.String
                    ? value.GetString()!.Split(':') switch
                    {
                        [{ Length: > 0 } space, { Length: > 0 } name] => (space, name, ""),
                        [{ Length: > 0 } space, { Length: > 0 } name, ("tag" or "name" or "digest") and var part] => (space, name, part),
                        _ => null,
                    }
                    : null;
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }

    /// <summary>The markers of a fleet.</summary>
    public static IEnumerable<PolicyMarker> In(Fleet fleet) => fleet.Sources.SelectMany(In);

    private static IEnumerable<PolicyMarker> In(FleetSource source)
    {
        byte[] content;
        try
        {
            content = source.Repository.Tree.Bytes(source.Path);
        }
        catch (FleetAccessException)
        {
            // That it cannot be read is a finding already.
            yield break;
        }
        if (content.AsSpan().IndexOf("$imagepolicy"u8) < 0)
            yield break;
        var file = source.Repository.Tree.PlaceOf(source.Path).File;
        foreach (var (at, line) in Encoding.UTF8.GetString(content).Split('\n').Index())
        {
            if (Comment().Match(line) is { Success: true } match)
                yield return new PolicyMarker(source, new YamlPlace(file, at + 1, match.Index + 1), match.Groups["json"].Value);
        }
    }

    // In front of it stands a value, or nothing; a comment that is only talked about is quoted or a comment itself.
    [GeneratedRegex("""(?<=^[^#]*)#\s*(?<json>\{[^}]*\$imagepolicy[^}]*\}?)""", RegexOptions.CultureInvariant)]
    private static partial Regex Comment();
}
