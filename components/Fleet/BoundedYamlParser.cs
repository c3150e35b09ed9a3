using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Slipway.Components.Fleet;

/// <summary>
/// A parser that refuses what costs more than the length of the text: values nested too deep to be walked, and aliases of aliases, which stand for ever more
/// values. An alias within what it stands for has no end and is refused too.
/// </summary>
internal sealed class BoundedYamlParser(IParser inner) : IParser
{
    /// <summary>How deep values may be nested. Configurations rarely pass 10.</summary>
    public const int MaximumDepth = 128;

    /// <summary>How many values the aliases of one text may stand for.</summary>
    private const int MaximumAliased = 10_000;

    private readonly Stack<(AnchorName Anchor, int Before)> _open = new();
    private readonly Dictionary<AnchorName, int> _anchored = [];
    private int _values;
    private int _aliased;

    public ParsingEvent? Current => inner.Current;

    /// <exception cref="YamlException">Not YAML, or one of what is refused.</exception>
    public bool MoveNext()
    {
        if (!inner.MoveNext())
            return false;
        switch (inner.Current)
        {
            case MappingStart or SequenceStart:
                Begin((NodeEvent)inner.Current);
                break;
            case MappingEnd or SequenceEnd:
                var (anchor, before) = _open.Pop();
                Keep(anchor, _values - before);
                break;
            case AnchorAlias alias:
                Expand(alias);
                break;
            case Scalar scalar:
                _values++;
                Keep(scalar.Anchor, 1);
                break;
        }
        return true;
    }

    private void Begin(NodeEvent start)
    {
        if (_open.Count == MaximumDepth)
            throw new YamlException(start.Start, start.End, $"values are nested more than {MaximumDepth} deep");
        _open.Push((start.Anchor, _values));
        _values++;
    }

    private void Expand(AnchorAlias alias)
    {
        if (_open.Any(o => o.Anchor == alias.Value))
            throw new YamlException(alias.Start, alias.End, $"the alias '{alias.Value}' stands within what it stands for");
        var values = _anchored.GetValueOrDefault(alias.Value, 1);
        _values += values;
        _aliased += values;
        if (_aliased > MaximumAliased)
            throw new YamlException(alias.Start, alias.End, $"aliases stand for more than {MaximumAliased:N0} values");
    }

    private void Keep(AnchorName anchor, int values)
    {
        if (!anchor.IsEmpty)
            _anchored[anchor] = values;
    }
}
