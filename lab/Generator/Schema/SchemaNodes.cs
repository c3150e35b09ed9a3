using System.Globalization;
using System.Text.RegularExpressions;

namespace Slipway.Lab.Schema;

/// <summary>Takes values of the right kind out of JSON, and reports those of the wrong one.</summary>
internal sealed class SchemaNodes(List<SchemaProblem> problems)
{
    /// <summary>Notes a problem.</summary>
    public void Report(string id, PlacedJson at, string path, string message) => problems.Add(new SchemaProblem(id, path, message, at.Line, at.Column));

    /// <summary>Notes a problem with a key.</summary>
    public void ReportKey(string id, PlacedMember at, string path, string message) => problems.Add(new SchemaProblem(id, path, message, at.Line, at.Column));

    /// <summary>True when the node is an object; its keys are held against those allowed.</summary>
    public bool Map(PlacedJson node, string path, params string[] keys)
    {
        if (!Is(node, PlacedJsonKind.Map, path))
            return false;
        Keys(node, path, keys);
        return true;
    }

    /// <summary>Reports keys that are not allowed.</summary>
    public void Keys(PlacedJson? node, string path, params string[] keys)
    {
        foreach (var member in node?.Members ?? [])
        {
            if (!keys.Contains(member.Name))
                ReportKey(SchemaProblem.WrongShape, member, path, $"the key {member.Name} is not known here; {string.Join(", ", keys)} are");
        }
    }

    /// <summary>The object under a key, or null.</summary>
    public PlacedJson? Child(PlacedJson? node, string path, string key) =>
        node?[key] is { } child && Is(child, PlacedJsonKind.Map, Join(path, key)) ? child : null;

    /// <summary>Members of the object under a key; none when there is none.</summary>
    public IEnumerable<PlacedMember> Members(PlacedJson? node, string path, string key) => Child(node, path, key)?.Members ?? [];

    /// <summary>Items of the list under a key; none when there is none.</summary>
    public IReadOnlyList<PlacedJson> Items(PlacedJson node, string path, string key) =>
        node[key] is { } list && Is(list, PlacedJsonKind.List, Join(path, key)) ? list.Items : [];

    /// <summary>Texts in the list under a key; none when there is none.</summary>
    public IReadOnlyList<string> Texts(PlacedJson node, string path, string key) =>
        [.. Items(node, path, key).Where(i => Is(i, PlacedJsonKind.Text, Join(path, key))).Select(i => i.Text)];

    /// <summary>The text under a key, or null.</summary>
    public string? Text(PlacedJson node, string path, string key) =>
        node[key] is { } text && Is(text, PlacedJsonKind.Text, Join(path, key)) ? text.Text : null;

    /// <summary>The text under a key, which must be there; empty when it is not.</summary>
    public string RequiredText(PlacedJson node, string path, string key)
    {
        if (node[key] is null)
            Report(SchemaProblem.WrongShape, node, path, $"the key {key} is missing");
        return Text(node, path, key) ?? "";
    }

    /// <summary>The truth under a key; false when there is none.</summary>
    public bool Flag(PlacedJson node, string path, string key) =>
        node[key] is { } flag && Is(flag, PlacedJsonKind.Boolean, Join(path, key)) && flag.Text == "true";

    /// <summary>The number under a key, or null.</summary>
    public double? Number(PlacedJson node, string path, string key) =>
        node[key] is { } number && Is(number, PlacedJsonKind.Number, Join(path, key)) ? double.Parse(number.Text, NumberStyles.Float, CultureInfo.InvariantCulture) : null;

    /// <summary>The regular expression under a key, or null.</summary>
    public Regex? Pattern(PlacedJson node, string path, string key)
    {
        if (Text(node, path, key) is not { } pattern)
            return null;
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant);
        }
        catch (ArgumentException broken)
        {
            Report(SchemaProblem.WrongRule, node[key]!, Join(path, key), $"this is no regular expression: {broken.Message}");
            return null;
        }
    }

    private static string Join(string path, string key) => path.Length == 0 ? key : $"{path}/{key}";

    private bool Is(PlacedJson node, PlacedJsonKind kind, string path)
    {
        if (node.Kind == kind)
            return true;
        Report(SchemaProblem.WrongShape, node, path, $"a {kind.ToString().ToLowerInvariant()} must stand here, not a {node.Kind.ToString().ToLowerInvariant()}");
        return false;
    }
}
