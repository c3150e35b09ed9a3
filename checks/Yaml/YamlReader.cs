using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Slipway.Checks.Yaml;

/// <summary>Reads YAML that nobody vouches for: everything wrong with it becomes a problem with a place, and neither deep nesting nor aliases of aliases cost more than the file's length.</summary>
public sealed class YamlReader
{
    /// <summary>How deep values may be nested. Kubernetes objects rarely pass 30.</summary>
    public const int MaximumDepth = 128;

    /// <summary>How many values the aliases of one file may stand for.</summary>
    public const int MaximumAliased = 100_000;

    private readonly YamlPlace _origin;
    private readonly string _text;
    private readonly IParser _parser;
    private readonly ImmutableArray<SourceProblem>.Builder _problems = ImmutableArray.CreateBuilder<SourceProblem>();
    private readonly Dictionary<string, Anchored> _anchors = new(StringComparer.Ordinal);
    private int _values;
    private int _aliased;

    private YamlReader(YamlPlace origin, string text, IParser parser) => (_origin, _text, _parser) = (origin, text, parser);

    private readonly record struct Anchored(YamlValue Value, int Values);

    /// <summary>The documents of a text.</summary>
    /// <param name="file">Path of the file, for places.</param>
    /// <param name="text">The text; a byte order mark and any line ends are fine.</param>
    public static YamlFile Read(string file, string text) => Read(YamlPlace.StartOf(file), text);

    /// <summary>The documents of a text that stands in a file, such as a patch in a kustomization.</summary>
    /// <param name="outer">The scalar that holds it.</param>
    public static YamlFile ReadInner(YamlScalar outer)
    {
        ArgumentNullException.ThrowIfNull(outer);
        return Read(outer.LiteralIndent is { } indent ? new YamlPlace(outer.Place.File, outer.Place.Line + 1, indent + 1) : outer.Place, outer.Text);
    }

    private static YamlFile Read(YamlPlace origin, string text)
    {
        var scanner = new Scanner(new StringReader(text), skipComments: true);
        var reader = new YamlReader(origin, text, new Parser(scanner));
        var documents = ImmutableArray.CreateBuilder<YamlValue>();
        try
        {
            reader.ReadDocuments(documents);
        }
        catch (YamlException problem) when (problem is not Refused)
        {
            reader.Add(SourceProblemKind.Syntax, Cause(problem, scanner), $"this is not YAML: {problem.Message.TrimEnd('.')}", "correct the syntax");
        }
        catch (Refused refused)
        {
            reader._problems.Add(refused.Problem);
        }
        catch (Exception problem) when (problem is InvalidOperationException or ArgumentException)
        {
            // The library's own way of saying that a list is not closed, or that a tag is none (YamlDotNet 16.3).
            reader.Add(SourceProblemKind.Syntax, scanner.CurrentPosition, "this is not YAML: a list or a quote is not closed, or a tag is none", "close it, or leave the tag out");
        }
        return new YamlFile(documents.ToImmutable(), reader._problems.ToImmutable());
    }

    // What is never closed begins at the start; all else goes wrong at the end of what was read; and of a tab YamlDotNet 16.3 tells only the map.
    private static Mark Cause(YamlException problem, Scanner scanner)
    {
        if (problem.Message.Contains("invalid tab", StringComparison.Ordinal))
            return scanner.CurrentPosition;
        return problem.Message.Contains("end of", StringComparison.Ordinal) ? problem.Start : problem.End;
    }

    private void ReadDocuments(ImmutableArray<YamlValue>.Builder documents)
    {
        _parser.Consume<StreamStart>();
        while (_parser.TryConsume<DocumentStart>(out _))
        {
            _anchors.Clear();
            var root = ReadValue(0);
            if (root is not YamlScalar { Kind: YamlKind.Null })
                documents.Add(root);
            _parser.Consume<DocumentEnd>();
        }
    }

    private YamlValue ReadValue(int depth)
    {
        if (_parser.TryConsume<AnchorAlias>(out var alias))
            return Aliased(alias);
        var start = _parser.Current as NodeEvent;
        if (depth > MaximumDepth)
            throw Refuse(SourceProblemKind.Expansion, start!.Start, $"values are nested more than {MaximumDepth} deep", "flatten them; no Kubernetes object is this deep");
        var before = _values++;
        YamlValue value = _parser.Current switch
        {
            MappingStart => ReadMap(depth),
            SequenceStart => ReadList(depth),
            _ => ReadScalar(_parser.Consume<Scalar>()),
        };
        if (start is { Anchor.IsEmpty: false })
            _anchors[start.Anchor.Value] = new Anchored(value, _values - before);
        return value;
    }

    private YamlValue Aliased(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out var anchored))
            throw Refuse(SourceProblemKind.Syntax, alias.Start, $"alias '*{alias.Value.Value}' has no anchor before it", "define the anchor first, outside of the value that uses it");
        _values += anchored.Values;
        _aliased += anchored.Values;
        if (_aliased > MaximumAliased || _aliased < 0)
            throw Refuse(SourceProblemKind.Expansion, alias.Start, $"the aliases of this file stand for more than {MaximumAliased:N0} values", "write the values out, or generate fewer");
        return anchored.Value;
    }

    private YamlList ReadList(int depth)
    {
        var start = _parser.Consume<SequenceStart>();
        var items = ImmutableArray.CreateBuilder<YamlValue>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
            items.Add(ReadValue(depth + 1));
        return new YamlList(Place(start.Start), items.DrainToImmutable());
    }

    private YamlMap ReadMap(int depth)
    {
        var start = _parser.Consume<MappingStart>();
        var entries = ImmutableArray.CreateBuilder<YamlEntry>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        List<YamlValue>? merged = null;
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var merge = _parser.Current is Scalar { Value: "<<", Style: ScalarStyle.Plain };
            var key = ReadKey(depth);
            var value = ReadValue(depth + 1);
            if (merge)
                (merged ??= []).Add(value);
            else if (seen.Add(key.Text))
                entries.Add(new YamlEntry(key, value));
            else
                _problems.Add(new SourceProblem(SourceProblemKind.DuplicateKey, key.Place, $"key '{key.Text}' stands twice in this map", "keep one of the two"));
        }
        foreach (var source in merged ?? [])
            Merge(source, entries, seen);
        return new YamlMap(Place(start.Start), entries.DrainToImmutable());
    }

    private YamlScalar ReadKey(int depth)
    {
        var start = _parser.Current!.Start;
        return ReadValue(depth + 1) is YamlScalar key
            ? key
            : throw Refuse(SourceProblemKind.Syntax, start, "a map or a list is used as a key", "Kubernetes knows only text as key; quote it if it is text");
    }

    // https://yaml.org/type/merge.html: what the map has itself wins, then the earlier of the merged maps.
    private void Merge(YamlValue source, ImmutableArray<YamlEntry>.Builder entries, HashSet<string> seen)
    {
        switch (source)
        {
            case YamlMap map:
                foreach (var entry in map.Entries)
                {
                    if (seen.Add(entry.Name))
                        entries.Add(entry);
                }
                break;
            case YamlList list when list.Items.All(i => i is YamlMap):
                foreach (var item in list.Items)
                    Merge(item, entries, seen);
                break;
            default:
                _problems.Add(new SourceProblem(SourceProblemKind.Syntax, source.Place, "'<<' merges something that is no map", "give it a map, or a list of maps"));
                break;
        }
    }

    private YamlScalar ReadScalar(Scalar scalar)
    {
        var place = Place(scalar.Start);
        if (scalar.Tag.IsEmpty)
        {
            return scalar.Style switch
            {
                ScalarStyle.Plain => YamlScalar.Plain(place, scalar.Value),
                ScalarStyle.Literal => new YamlScalar(place, scalar.Value, YamlKind.String) { LiteralIndent = IndentAfter((int)scalar.Start.Index) },
                _ => YamlScalar.String(place, scalar.Value),
            };
        }
        var kind = YamlResolution.Core.KindOf(scalar.Value);
        var (fits, tagged) = scalar.Tag.IsNonSpecific ? (true, YamlKind.String) : scalar.Tag.Value switch
        {
            "tag:yaml.org,2002:int" => (kind == YamlKind.Integer, YamlKind.Integer),
            "tag:yaml.org,2002:float" => (kind is YamlKind.Float or YamlKind.Integer, kind),
            "tag:yaml.org,2002:bool" => (kind == YamlKind.Boolean, YamlKind.Boolean),
            "tag:yaml.org,2002:null" => (kind == YamlKind.Null, YamlKind.Null),
            "tag:yaml.org,2002:binary" => (false, YamlKind.String),
            _ => (true, YamlKind.String),
        };
        if (!fits)
            _problems.Add(new SourceProblem(SourceProblemKind.Syntax, place, $"'{scalar.Value}' is not what its tag says ({scalar.Tag.Value})", "leave the tag out"));
        return new YamlScalar(place, scalar.Value, fits ? tagged : YamlKind.String);
    }

    private int IndentAfter(int start)
    {
        var line = _text.IndexOf('\n', Math.Min(start, _text.Length)) + 1;
        var first = line;
        while (first < _text.Length && (_text[first] is ' ' or '\r' or '\n'))
        {
            if (_text[first++] == '\n')
                line = first;
        }
        return first - line;
    }

    private YamlPlace Place(Mark mark) => new(_origin.File, _origin.Line + (int)mark.Line - 1, _origin.Column + (int)mark.Column - 1);

    private void Add(SourceProblemKind kind, Mark mark, string message, string remedy) => _problems.Add(new SourceProblem(kind, Place(mark), message, remedy));

    private Refused Refuse(SourceProblemKind kind, Mark mark, string message, string remedy) => new(new SourceProblem(kind, Place(mark), message, remedy));

    /// <summary>Ends the reading of a file whose rest cannot be trusted.</summary>
    private sealed class Refused(SourceProblem problem) : YamlException(problem.Message)
    {
        public SourceProblem Problem { get; } = problem;
    }
}
