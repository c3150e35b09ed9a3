using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Kustomize;

/// <summary>A repository as the builds of its overlays read it: every file is read and parsed once, whoever asks first. Safe for many threads.</summary>
/// <param name="files">The files.</param>
/// <param name="origin">What stands before paths where places are told, e.g. <c>fleet/fleet-apps/</c>; empty when the repository is the working folder.</param>
public sealed class FleetTree(IFleetFiles files, string origin = "")
{
    /// <summary>How many bytes a file may have: 8 MiB, well above what etcd holds.</summary>
    public const int LargestFile = 8 << 20;

    /// <summary>How deep folders may stand in each other; a walk goes down all of them.</summary>
    private const int MostLevels = 256;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ConcurrentDictionary<string, YamlFile> _yaml = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, FleetEntry> _entries = new(StringComparer.Ordinal);

    /// <summary>A repository in a folder.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static FleetTree In(string folder) => new(new FolderFiles(folder));

    /// <summary>A path relative to a folder of the repository, as a path of the repository.</summary>
    /// <exception cref="FleetAccessException">It leaves the repository.</exception>
    public static string Combine(string folder, string path)
    {
        if (path.Any(char.IsControl))
            throw new FleetAccessException(SourceProblemKind.Missing, "a path has a control character, which no file of a repository has", "correct the path");
        if (path.StartsWith('/'))
            throw new FleetAccessException(SourceProblemKind.OutsideRepository, $"'{path}' is an absolute path", "name it relative to this folder; Flux has only the repository");
        var parts = new List<string>(folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".")
                continue;
            if (part != "..")
                parts.Add(part);
            else if (parts.Count > 0)
                parts.RemoveAt(parts.Count - 1);
            else
                throw new FleetAccessException(SourceProblemKind.OutsideRepository, $"'{path}' leaves the repository", "Flux has only the repository: copy what is needed into it");
        }
        return string.Join('/', parts);
    }

    /// <summary>The beginning of a file or folder, as places tell it.</summary>
    public YamlPlace PlaceOf(string path) => YamlPlace.StartOf(origin + path is { Length: > 0 } full ? full : ".");

    /// <summary>The YAML files that were read so far, by path.</summary>
    public IReadOnlyCollection<KeyValuePair<string, YamlFile>> Loaded => [.. _yaml];

    /// <summary>What stands at a path.</summary>
    /// <exception cref="FleetAccessException">A symbolic link leaves the repository.</exception>
    public FleetEntry Find(string path) => _entries.GetOrAdd(path, files.Find);

    /// <summary>The names in a folder, in ordinal order. A Git tree can be made to hold names that are none, such as <c>..</c>; no clone ever has them.</summary>
    /// <exception cref="FleetAccessException">The folder cannot be read, or stands too deep.</exception>
    public ImmutableArray<string> List(string path) => path.Count(c => c == '/') < MostLevels
        ? [.. files.List(path).Where(name => name is not ("" or "." or ".."))]
        : throw new FleetAccessException(SourceProblemKind.Unreadable, $"folders are nested more than {MostLevels} deep", "put them less deep");

    /// <summary>The content of a file.</summary>
    /// <exception cref="FleetAccessException">It cannot be had.</exception>
    public byte[] Bytes(string path) => files.Read(path, LargestFile);

    /// <summary>The documents of a YAML file. What is wrong with the file, its absence included, is among its problems.</summary>
    public YamlFile Yaml(string path) => _yaml.TryGetValue(path, out var known) ? known : _yaml.GetOrAdd(path, Load(path));

    private YamlFile Load(string path)
    {
        byte[] content;
        try
        {
            content = Bytes(path);
        }
        catch (FleetAccessException refused)
        {
            return YamlFile.Of(refused.At(PlaceOf(path)));
        }
        if (content is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            return YamlFile.Of(Encoded(path, 1, "it is UTF-16"));
        try
        {
            var mark = content is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
            return YamlReader.Read(origin + path, Strict.GetString(content, mark, content.Length - mark));
        }
        catch (DecoderFallbackException problem)
        {
            var line = 1 + content.AsSpan(0, Math.Clamp(problem.Index, 0, content.Length)).Count((byte)'\n');
            return YamlFile.Of(Encoded(path, line, $"byte 0x{problem.BytesUnknown?.FirstOrDefault():X2} is not UTF-8"));
        }
    }

    private SourceProblem Encoded(string path, int line, string what) =>
        new(SourceProblemKind.Encoding, new YamlPlace(origin + path, line, 1), $"this file cannot be read as YAML: {what}", "save it as UTF-8");
}
