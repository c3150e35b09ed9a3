using System.Text;
using Slipway.Checks.Flux;
using Slipway.Checks.Kustomize;
using Slipway.Checks.Yaml;
using Slipway.Components.Sops;

namespace Slipway.Checks.Rules.Secrets;

/// <summary>A file that SOPS sealed.</summary>
/// <param name="Source">The file.</param>
/// <param name="Metadata">The value of its key <c>sops</c>.</param>
internal sealed record SealedFile(FleetSource Source, YamlMap Metadata)
{
    /// <summary>The sealed files of a fleet.</summary>
    public static IEnumerable<SealedFile> In(Fleet fleet) =>
        fleet.Sources.Select(s => (s, s.File.Documents.Select(d => d.Find("sops")).OfType<YamlMap>().FirstOrDefault())).Where(s => s.Item2 is not null).Select(s => new SealedFile(s.s, s.Item2!));

    /// <summary>What the file says of itself.</summary>
    /// <exception cref="SopsException">It is not SOPS's, or of a kind that is not known here.</exception>
    public SopsMetadata Read() => SopsFile.ReadMetadata(Text(Source.Path));

    /// <summary>The path of the <c>.sops.yaml</c> that counts for the file: the nearest above it; null where there is none.</summary>
    public string? ConfigPath()
    {
        for (var folder = Above(Source.Path); ; folder = Above(folder))
        {
            var path = FleetTree.Combine(folder, ".sops.yaml");
            if (Source.Repository.Tree.Find(path) == FleetEntry.File)
                return path;
            if (folder.Length == 0)
                return null;
        }
    }

    /// <summary>The rules of a <c>.sops.yaml</c>.</summary>
    /// <exception cref="SopsException">It is none, or has rules of a kind that is not known here.</exception>
    public IReadOnlyList<SopsCreationRule> Rules(string configPath) => SopsConfig.Read(Text(configPath));

    /// <summary>The path as a <c>.sops.yaml</c> sees it: from the folder that it is in.</summary>
    public string PathFrom(string configPath) => Above(configPath) is { Length: > 0 } folder ? Source.Path[(folder.Length + 1)..] : Source.Path;

    /// <summary>The beginning of a file of the repository.</summary>
    public YamlPlace PlaceOf(string path) => Source.Repository.Tree.PlaceOf(path);

    private string Text(string path) => Encoding.UTF8.GetString(Source.Repository.Tree.Bytes(path)).TrimStart('\uFEFF');

    private static string Above(string path) => path.LastIndexOf('/') is var slash and >= 0 ? path[..slash] : "";
}
