using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Engine;

/// <summary>
/// A place within properties, in Pulumi's notation: <c>a.b[0].c</c>, <c>a["key.with.dots"]</c>; <c>*</c> or <c>[*]</c> stands for any
/// property or element.
/// </summary>
public sealed class PropertyPath
{
    private const string Any = "*";
    private readonly ImmutableArray<Segment> _segments;

    private PropertyPath(ImmutableArray<Segment> segments) => _segments = segments;

    /// <summary>Reads a path.</summary>
    /// <exception cref="FormatException">Not a path.</exception>
    public static PropertyPath Parse(string text)
    {
        var segments = ImmutableArray.CreateBuilder<Segment>();
        for (var at = 0; at < text.Length;)
        {
            if (text[at] == '[')
                segments.Add(ReadBracket(text, ref at));
            else
            {
                if (text[at] == '.' && segments.Count > 0)
                    at++;
                var end = text.AsSpan(at).IndexOfAny('.', '[') is var length and >= 0 ? at + length : text.Length;
                if (end == at)
                    throw Malformed(text);
                segments.Add(new Segment(text[at..end], -1));
                at = end;
            }
        }
        return segments.Count > 0 ? new PropertyPath(segments.ToImmutable()) : throw Malformed(text);
    }

    /// <summary>Reads a path; a text that is none is the name of a property.</summary>
    internal static PropertyPath ParseOrName(string text)
    {
        try
        {
            return Parse(text);
        }
        catch (FormatException)
        {
            return new PropertyPath([new Segment(text, -1)]);
        }
    }

    /// <summary>True when the other path is this one or lies below it.</summary>
    public bool Contains(PropertyPath other)
    {
        if (other._segments.Length < _segments.Length)
            return false;
        for (var i = 0; i < _segments.Length; i++)
        {
            if (_segments[i].Name != Any && _segments[i] != other._segments[i])
                return false;
        }
        return true;
    }

    /// <summary>The value at this path, or null; a value inside a secret is a secret.</summary>
    public PropertyValue? Find(PropertyMap properties)
    {
        PropertyValue? value = properties;
        var secret = false;
        foreach (var segment in _segments)
        {
            if (value is SecretValue wrapped)
            {
                secret = true;
                value = wrapped.Element;
            }
            value = segment.Of(value);
            if (value is null)
                return null;
        }
        return secret ? PropertyValue.Secret(value!) : value;
    }

    /// <summary>The new properties with what is at this path taken from the old ones; null when the way to it is missing on one side only.</summary>
    public PropertyMap? Reset(PropertyMap old, PropertyMap @new) => (Reset(0, old, @new) as MapValue)?.Map;

    private PropertyValue? Reset(int depth, PropertyValue old, PropertyValue @new)
    {
        if (@new is SecretValue secret)
            return Reset(depth, old is SecretValue s ? s.Element : old, secret.Element) is { } inner ? PropertyValue.Secret(inner) : null;
        if (old is SecretValue oldSecret)
            old = oldSecret.Element;
        var segment = _segments[depth];
        var last = depth == _segments.Length - 1;
        if (old is MapValue oldMap && @new is MapValue newMap)
        {
            var names = segment.Name == Any ? oldMap.Map.Keys.Union(newMap.Map.Keys) : [segment.Name ?? ""];
            var result = newMap.Map;
            foreach (var name in names)
            {
                var (before, after) = (oldMap.Map.Find(name), newMap.Map.Find(name));
                if (last)
                    result = before is null ? result.Without(name) : result.With(name, before);
                else if (before is not null && after is not null)
                {
                    if (Reset(depth + 1, before, after) is not { } inner)
                        return null;
                    result = result.With(name, inner);
                }
                else if (before is not null || after is not null)
                    return null;
            }
            return result;
        }
        if (old is ListValue oldList && @new is ListValue newList)
        {
            if (segment.Name == Any && last)
                return old;
            var items = newList.Items.ToBuilder();
            var indices = segment.Name == Any ? Enumerable.Range(0, items.Count) : [segment.Index];
            foreach (var i in indices)
            {
                if (i < 0 || i >= items.Count || i >= oldList.Items.Length)
                {
                    if (segment.Name == Any)
                        continue;
                    return null;
                }
                if ((last ? oldList.Items[i] : Reset(depth + 1, oldList.Items[i], items[i])) is not { } inner)
                    return null;
                items[i] = inner;
            }
            return new ListValue(items.ToImmutable());
        }
        return old.Equals(@new) ? @new : null;
    }

    private static Segment ReadBracket(string text, ref int at)
    {
        if (at + 1 < text.Length && text[at + 1] == '"')
        {
            var name = new StringBuilder();
            for (var i = at + 2; i < text.Length; i++)
            {
                if (text[i] == '\\' && i + 1 < text.Length)
                    name.Append(text[++i]);
                else if (text[i] != '"')
                    name.Append(text[i]);
                else if (i + 1 < text.Length && text[i + 1] == ']')
                {
                    at = i + 2;
                    return new Segment(name.ToString(), -1);
                }
                else
                    break;
            }
            throw Malformed(text);
        }
        var end = text.IndexOf(']', at);
        if (end < 0)
            throw Malformed(text);
        var inside = text[(at + 1)..end];
        at = end + 1;
        if (inside == Any)
            return new Segment(Any, -1);
        return int.TryParse(inside, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? new Segment(null, index) : throw Malformed(text);
    }

    private static FormatException Malformed(string text) =>
        new($"'{text}' is not a property path; write a.b, a[0].b, a[*].b or a[\"key.with.dots\"].");

    private readonly record struct Segment(string? Name, int Index)
    {
        public PropertyValue? Of(PropertyValue? container) => container switch
        {
            MapValue map when Name is not null => map.Map.Find(Name),
            ListValue list when Name is null && Index < list.Items.Length => list.Items[Index],
            _ => null,
        };
    }
}
