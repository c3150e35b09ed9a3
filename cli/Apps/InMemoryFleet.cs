using System.Collections.Immutable;
using Slipway.Checks.Kustomize;
using Slipway.Checks.Yaml;
using Slipway.Components.Apps;

namespace Slipway.Cli.Apps;

/// <summary>Files that are not written yet, as builds read them.</summary>
internal sealed class InMemoryFleet(RepositoryFiles files) : IFleetFiles
{
    public FleetEntry Find(string path) => files.Has(path) ? FleetEntry.File
        : path.Length == 0 || Below(path).Any() ? FleetEntry.Folder : FleetEntry.Missing;

    public byte[] Read(string path, int limit) => files.Find(path) switch
    {
        null => throw new FleetAccessException(SourceProblemKind.Missing, $"'{path}' does not exist", "correct the path, or add it"),
        { } content when content.Length > limit => throw new FleetAccessException(
            SourceProblemKind.TooLarge, $"'{path}' has {content.Length:N0} bytes; a file of a fleet may have {limit:N0}", "keep large files out of what is built"),
        { } content => content,
    };

    public ImmutableArray<string> List(string path) => [.. Below(path).Select(p => p.Split('/')[0]).Distinct().Order(StringComparer.Ordinal)];

    private IEnumerable<string> Below(string folder)
    {
        var start = folder.Length == 0 ? "" : folder + "/";
        return files.Paths.Where(p => p.StartsWith(start, StringComparison.Ordinal)).Select(p => p[start.Length..]);
    }
}
