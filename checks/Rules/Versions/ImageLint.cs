using Slipway.Checks.Flux;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Rules.Versions;

/// <summary>Images have a version that says what runs.</summary>
internal sealed class ImageLint : Lint
{
    /// <summary>The tag <c>latest</c>.</summary>
    public static Rule Latest { get; } = new(
        "SLW071", Severity.Warning, "Images have another tag than latest",
        "Each node runs what was latest when it pulled, nobody can tell what that is, and going back in Git changes nothing.", "Name a version, or a digest.")
    {
        Bad = "image: ghcr.io/acme/web:latest",
        Good = "image: ghcr.io/acme/web:1.4.2",
    };

    /// <summary>No tag and no digest.</summary>
    public static Rule None { get; } = new(
        "SLW072", Severity.Warning, "Images have a tag or a digest", "Without one it is the tag latest that runs, with all that follows from it.", "Name a version, or a digest.")
    {
        Bad = "image: ghcr.io/acme/web",
        Good = "image: ghcr.io/acme/web:1.4.2",
    };

    /// <inheritdoc />
    public override void Check(Cluster cluster, ClusterFindings findings)
    {
        foreach (var (_, manifest) in cluster.Objects.Where(o => o.Object.Kind != "CustomResourceDefinition"))
            In(manifest, manifest.Manifest, findings);
    }

    private static void In(FluxObject manifest, YamlValue value, ClusterFindings findings)
    {
        switch (value)
        {
            case YamlList list:
                foreach (var item in list.Items)
                    In(manifest, item, findings);
                break;
            case YamlMap map:
                if (map["repository"] is YamlScalar && map["tag"] is YamlScalar { Text: "latest" } tag)
                    findings.Add(Latest, tag.Place, $"image '{map.TextAt("repository")}' of {manifest} has the tag 'latest'");
                foreach (var entry in map.Entries)
                {
                    if (entry is { Name: "containers" or "initContainers" or "ephemeralContainers", Value: YamlList containers })
                        Of(manifest, containers, findings);
                    In(manifest, entry.Value, findings);
                }
                break;
        }
    }

    private static void Of(FluxObject manifest, YamlList containers, ClusterFindings findings)
    {
        foreach (var image in containers.Items.Select(c => c.Find("image")).OfType<YamlScalar>().Where(i => i.Text.Length > 0 && !manifest.Uncertain.Contains(i.Place)))
        {
            // A colon before the last slash belongs to a registry's port.
            var name = image.Text[(image.Text.LastIndexOf('/') + 1)..];
            if (name.EndsWith(":latest", StringComparison.Ordinal))
                findings.Add(Latest, image.Place, $"image '{image.Text}' of {manifest} has the tag 'latest'");
            else if (name.AsSpan().IndexOfAny(':', '@') < 0)
                findings.Add(None, image.Place, $"image '{image.Text}' of {manifest} has neither tag nor digest");
        }
    }
}
