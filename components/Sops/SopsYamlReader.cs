using Slipway.Components.Fleet;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using Tokens = YamlDotNet.Core.Tokens;

namespace Slipway.Components.Sops;

/// <summary>
/// Reads the documents of a YAML text with their comments, which belong to the next entry as in SOPS; a comment behind a value goes before it.
/// Comments come from a scan of their own, since the parser loses their exact text and takes some to the wrong level.
/// </summary>
internal sealed class SopsYamlReader
{
    /// <summary>What ends a line in YAML 1.1, which the scanner reads.</summary>
    private const string LineEnds = "\r\n\u0085\u2028\u2029";

    private readonly IParser _parser;
    private readonly Queue<(long Line, long Column, string Text)> _comments;

    private SopsYamlReader(string text)
    {
        _parser = new BoundedYamlParser(new Parser(new Scanner(new StringReader(text), skipComments: true)));
        _comments = Comments(text);
    }

    /// <summary>The documents of a text.</summary>
    /// <exception cref="SopsException">It is no YAML, or YAML that SOPS does not take.</exception>
    public static IReadOnlyList<SopsMap> Read(string text)
    {
        // The scanner takes one for the end of the text, and what follows would be lost.
        if (text.IndexOf('\0', StringComparison.Ordinal) is var zero and >= 0)
            throw new SopsException(SopsProblem.NotYaml, $"line {text.AsSpan(0, zero).Count('\n') + 1}: the text is no YAML: it has a character of code zero");
        try
        {
            return new SopsYamlReader(text).Documents();
        }
        catch (YamlException problem)
        {
            // Its message can quote the text, so only the place is told.
            throw new SopsException(SopsProblem.NotYaml, $"line {problem.Start.Line}, column {problem.Start.Column}: the text is no YAML from here on");
        }
        catch (Exception problem) when (problem is InvalidOperationException or ArgumentException)
        {
            // The library's own way of saying that a list is not closed, or that a tag is none (YamlDotNet 16.3).
            throw new SopsException(SopsProblem.NotYaml, "the text is no YAML: a list or a quote is not closed, or a tag is none");
        }
    }

    private static Queue<(long Line, long Column, string Text)> Comments(string text)
    {
        var comments = new Queue<(long, long, string)>();
        var scanner = new Scanner(new StringReader(text), skipComments: false);
        var depth = 0;
        while (scanner.MoveNext())
        {
            depth += scanner.Current switch
            {
                Tokens.FlowSequenceStart or Tokens.FlowMappingStart or Tokens.BlockSequenceStart or Tokens.BlockMappingStart => 1,
                Tokens.FlowSequenceEnd or Tokens.FlowMappingEnd or Tokens.BlockEnd => -1,
                _ => 0,
            };
            // The scanner takes the square of the depth.
            if (depth > BoundedYamlParser.MaximumDepth)
                throw new YamlException(scanner.CurrentPosition, scanner.CurrentPosition, "values are nested too deep");
            // The scanner alone tells of an error by a token, and goes on telling so for ever; a parser would throw.
            if (scanner.Current is Tokens.Error error)
                throw new YamlException(error.Start, error.End, error.Value);
            if (scanner.Current is Tokens.Comment { Start: var start })
                comments.Enqueue((start.Line, start.Column, Text(start)));
        }
        return comments;

        string Text(Mark start)
        {
            var (from, length) = ((int)start.Index + 1, 0);
            if (from > text.Length || text[from - 1] != '#')
                throw new YamlException(start, start, "a comment whose place cannot be told");
            while (from + length < text.Length && !LineEnds.Contains(text[from + length]))
                length++;
            return text.Substring(from, length);
        }
    }

    private List<SopsMap> Documents()
    {
        var documents = new List<SopsMap>();
        _parser.Consume<StreamStart>();
        while (!_parser.Accept<StreamEnd>(out _))
        {
            _parser.Consume<DocumentStart>();
            documents.Add(Document(SopsPath.Root(documents.Count)));
            _parser.Consume<DocumentEnd>();
        }
        return documents;
    }

    private SopsMap Document(SopsPath root)
    {
        var start = _parser.Current!.Start;
        var map = Node(root) switch
        {
            SopsMap content => content,
            SopsScalar { Type: SopsType.Null } => new SopsMap([]),
            _ => throw Refused(start, "a document is no map; SOPS takes maps alone"),
        };
        return new SopsMap([.. map.Items, .. Items(Before(_parser.Current!.Start))]);
    }

    private SopsNode Node(SopsPath path)
    {
        var next = _parser.Current!;
        if (next is AnchorAlias or NodeEvent { Anchor.IsEmpty: false })
            throw Refused(next.Start, "an anchor or alias; write the value out where it is used");
        if (next is MappingStart or SequenceStart && next is NodeEvent { Tag: { IsEmpty: false, IsNonSpecific: false } })
            throw Refused(next.Start, "a map or list with a tag; SOPS drops it, so leave it out");
        if (_parser.TryConsume<MappingStart>(out var map))
            return Map(map, path);
        return _parser.TryConsume<SequenceStart>(out var list) ? List(list, path) : SopsScalars.Read(_parser.Consume<Scalar>(), path.Place);
    }

    private SopsMap Map(MappingStart start, SopsPath path)
    {
        var items = new List<SopsItem>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (!_parser.Accept<MappingEnd>(out _))
        {
            items.AddRange(Items(Before(_parser.Current!.Start)));
            var key = Key(path);
            if (!keys.Add(key.Value))
                throw Refused(key.Start, $"the key '{key.Value}' stands twice");
            items.AddRange(Items(Behind(key)));
            var value = _parser.Current;
            var node = Node(path.Key(key.Value));
            items.AddRange(Items(Behind(value as Scalar)));
            items.Add(new SopsItem(key.Value, node));
        }
        items.AddRange(Items(Trailing(start.Start, _parser.Consume<MappingEnd>().Start)));
        return new SopsMap(items);
    }

    private Scalar Key(SopsPath path)
    {
        var start = _parser.Current!.Start;
        if (!_parser.TryConsume<Scalar>(out var key) || SopsScalars.Read(key, path.Place).Type != SopsType.String)
            throw Refused(start, "a key that is no text; SOPS takes texts alone, so put it in quotes");
        return key is { Value: "<<", Style: ScalarStyle.Plain } ? throw Refused(start, "a merge key (<<); write the entries out") : key;
    }

    private SopsList List(SequenceStart start, SopsPath path)
    {
        var items = new List<SopsNode>();
        for (var index = 0; !_parser.Accept<SequenceEnd>(out _); index++)
        {
            items.AddRange(Before(_parser.Current!.Start));
            var value = _parser.Current;
            var node = Node(path.Item(index));
            items.AddRange(Behind(value as Scalar));
            items.Add(node);
        }
        items.AddRange(Trailing(start.Start, _parser.Consume<SequenceEnd>().Start));
        return new SopsList(items);
    }

    private static IEnumerable<SopsItem> Items(IEnumerable<SopsComment> comments) => comments.Select(comment => new SopsItem(null, comment));

    private List<SopsComment> Before(Mark mark) => Take(c => c.Line < mark.Line || (c.Line == mark.Line && c.Column < mark.Column));

    // A block scalar ends where the next line begins, and what stands there is not behind it.
    private List<SopsComment> Behind(Scalar? scalar) => scalar is null or { Style: ScalarStyle.Literal or ScalarStyle.Folded }
        ? []
        : Take(c => c.Line == scalar.End.Line && c.Column > scalar.Start.Column);

    // Comments that are indented as a map or list is, after its last entry; the others belong to what comes next.
    private List<SopsComment> Trailing(Mark start, Mark end) => Take(c => c.Line < end.Line && c.Column >= start.Column && c.Column > end.Column);

    private List<SopsComment> Take(Func<(long Line, long Column, string Text), bool> belongs)
    {
        var taken = new List<SopsComment>();
        while (_comments.TryPeek(out var comment) && belongs(comment))
            taken.Add(new SopsComment(_comments.Dequeue().Text));
        return taken;
    }

    private static SopsException Refused(Mark start, string what) => new(SopsProblem.Unsupported, $"line {start.Line}, column {start.Column}: {what}");
}
