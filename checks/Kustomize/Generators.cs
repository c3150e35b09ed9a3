using System.Collections.Immutable;
using System.Text;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Kustomize;

/// <summary>Makes ConfigMaps and Secrets from files and literals.</summary>
internal static class Generators
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>What a value is and where it comes from.</summary>
    private readonly record struct Pair(string Key, byte[] Value, YamlPlace Place);

    public static void Run(ResourceList resources, GeneratorRule rule, FleetTree tree, string folder)
    {
        var made = Make(rule, tree, folder);
        var matches = resources.Matching(made.Id);
        switch (matches.Length, rule.Behavior)
        {
            case (0, GeneratorBehavior.Create):
                resources.Add(made);
                break;
            case (0, _):
                throw new BuildFailure(SourceProblemKind.NoTarget, rule.Place, $"there is no {made.Id} to {(rule.Behavior == GeneratorBehavior.Merge ? "merge" : "replace")}", "correct its name and namespace, or leave the behavior out");
            case (1, GeneratorBehavior.Create):
                throw new BuildFailure(SourceProblemKind.Conflict, rule.Place, $"{made.Id} is there already (from {resources.Items[matches[0]].Root.Place})", "give the generator the behavior merge or replace, or another name");
            case (1, _):
                resources.Replace(matches[0], Over(made, resources.Items[matches[0]], rule.Behavior));
                break;
            default:
                throw new BuildFailure(SourceProblemKind.Conflict, rule.Place, $"there are {matches.Length} objects {made.Id} that could be meant", "name them apart");
        }
    }

    private static Resource Make(GeneratorRule rule, FleetTree tree, string folder)
    {
        var place = rule.Place;
        var data = ImmutableArray.CreateBuilder<YamlEntry>();
        var binary = ImmutableArray.CreateBuilder<YamlEntry>();
        foreach (var pair in Pairs(rule, tree, folder).OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            var text = rule.Kind == "Secret" ? null : Decoded(pair.Value);
            (text is null && rule.Kind != "Secret" ? binary : data).Add(new YamlEntry(YamlScalar.String(pair.Place, pair.Key), YamlScalar.String(pair.Place, text ?? Encoded(pair.Value))));
        }
        YamlMap Map(IEnumerable<YamlEntry> entries) => new(place, [.. entries]);
        YamlEntry Entry(string key, YamlValue value) => new(YamlScalar.String(place, key), value);
        YamlEntry Text(string key, string value) => Entry(key, YamlScalar.String(place, value));
        var metadata = new List<YamlEntry> { Entry("name", rule.Name) };
        if (rule.Namespace.Length > 0)
            metadata.Add(Text("namespace", rule.Namespace));
        if (rule.Options.Labels.Length > 0)
            metadata.Add(Entry("labels", Map(rule.Options.Labels)));
        if (rule.Options.Annotations.Length > 0)
            metadata.Add(Entry("annotations", Map(rule.Options.Annotations)));
        var fields = new List<YamlEntry> { Text("apiVersion", "v1"), Text("kind", rule.Kind), Entry("metadata", Map(metadata)) };
        if (rule.Kind == "Secret")
            fields.Add(Text("type", rule.Type.Length > 0 ? rule.Type : "Opaque"));
        if (data.Count > 0)
            fields.Add(Entry("data", Map(data)));
        if (binary.Count > 0)
            fields.Add(Entry("binaryData", Map(binary)));
        if (rule.Options.Immutable)
            fields.Add(Entry("immutable", new YamlScalar(place, "true", YamlKind.Boolean)));
        return new Resource(Map(fields)) { Behavior = rule.Behavior, NeedsHash = !rule.Options.DisableNameSuffixHash };
    }

    /// <summary>A generated object over the one that it merges into or replaces: that one's name and past, and both's labels.</summary>
    private static Resource Over(Resource made, Resource old, GeneratorBehavior behavior)
    {
        var root = made.Root;
        if (behavior == GeneratorBehavior.Merge)
        {
            foreach (var field in new[] { "data", "binaryData" })
            {
                if (Merged(old.Root[field], root[field]) is { Entries.Length: > 0 } merged)
                    root = root.With(field, merged);
            }
        }
        foreach (var field in new[] { "labels", "annotations" })
        {
            if (Merged(old.Root.Find("metadata", field), root.Find("metadata", field)) is { Entries.Length: > 0 } merged)
                root = root.With("metadata", ((YamlMap)root["metadata"]!).With(field, merged));
        }
        foreach (var field in new[] { "name", "namespace" })
        {
            if (old.Root.Find("metadata", field) is YamlScalar value)
                root = Resource.WithMetadata(root, field, value);
        }
        return (old with { NeedsHash = old.NeedsHash && made.NeedsHash }).With(root);
    }

    private static YamlMap? Merged(YamlValue? old, YamlValue? own)
    {
        var merged = old as YamlMap;
        foreach (var entry in (own as YamlMap)?.Entries ?? [])
            merged = (merged ?? new YamlMap(own!.Place, [])).With(entry.Key, entry.Value);
        return merged;
    }

    private static List<Pair> Pairs(GeneratorRule rule, FleetTree tree, string folder)
    {
        var pairs = new List<Pair>();
        foreach (var env in rule.Envs)
            pairs.AddRange(EnvFile(env, Content(tree, folder, env, env.Text)));
        foreach (var literal in rule.Literals)
        {
            if (literal.Text.IndexOf('=', StringComparison.Ordinal) is not (var at and > 0))
                throw new BuildFailure(SourceProblemKind.InvalidField, literal.Place, $"a literal of {rule.Kind} '{rule.Name.Text}' has no key", "write it as key=value");
            pairs.Add(new Pair(literal.Text[..at], Encoding.UTF8.GetBytes(Unquoted(literal.Text[(at + 1)..])), literal.Place));
        }
        foreach (var file in rule.Files)
        {
            var at = file.Text.IndexOf('=', StringComparison.Ordinal);
            var (key, path) = at < 0 ? (file.Text[(file.Text.LastIndexOf('/') + 1)..], file.Text) : (file.Text[..at], file.Text[(at + 1)..]);
            if (key.Length == 0 || path.Length == 0 || path.Contains('=', StringComparison.Ordinal))
                throw new BuildFailure(SourceProblemKind.InvalidField, file.Place, $"'{file.Text}' names no file for a key", "write it as path, or as key=path");
            pairs.Add(new Pair(key, Content(tree, folder, file, path), file.Place));
        }
        RefuseTwins(rule, pairs);
        return pairs;
    }

    private static void RefuseTwins(GeneratorRule rule, List<Pair> pairs)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var pair in pairs)
        {
            if (!seen.Add(pair.Key))
                throw new BuildFailure(SourceProblemKind.DuplicateKey, pair.Place, $"{rule.Kind} '{rule.Name.Text}' gets the key '{pair.Key}' twice", "keep one of the two");
        }
    }

    private static byte[] Content(FleetTree tree, string folder, YamlScalar named, string path)
    {
        try
        {
            var full = FleetTree.Combine(folder, path);
            if (tree.Find(full) == FleetEntry.Folder)
                throw new BuildFailure(SourceProblemKind.Missing, named.Place, $"'{path}' is a folder, not a file", "name a file");
            return tree.Bytes(full);
        }
        catch (FleetAccessException refused)
        {
            throw new BuildFailure(refused.At(named.Place));
        }
    }

    private static IEnumerable<Pair> EnvFile(YamlScalar named, byte[] content)
    {
        var text = Decoded(content) ?? throw new BuildFailure(SourceProblemKind.Encoding, named.Place, $"'{named.Text}' is not UTF-8", "save it as UTF-8");
        foreach (var raw in text.TrimStart('\uFEFF').Split('\n'))
        {
            var line = (raw.EndsWith('\r') ? raw[..^1] : raw).TrimStart();
            if (line.Length == 0 || line[0] == '#')
                continue;
            var at = line.IndexOf('=', StringComparison.Ordinal);
            var key = at < 0 ? line : line[..at];
            if (key.Length > 0)
                yield return new Pair(key, Encoding.UTF8.GetBytes(at < 0 ? "" : line[(at + 1)..]), named.Place);
        }
    }

    private static string Unquoted(string text) => text.Length > 1 && text[0] is '"' or '\'' && text[0] == text[^1] ? text[1..^1] : text;

    private static string? Decoded(byte[] content)
    {
        try
        {
            return Strict.GetString(content);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    // Long values are broken into lines of 70 characters, each with its line break.
    private static string Encoded(byte[] content)
    {
        var text = Convert.ToBase64String(content);
        return text.Length <= 70 ? text : string.Concat(text.Chunk(70).Select(line => new string(line) + "\n"));
    }
}
