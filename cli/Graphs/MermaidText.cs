using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Slipway.Cli.Graphs;

/// <summary>A diagram as a Mermaid flowchart, as GitHub draws it in Markdown.</summary>
internal static partial class MermaidText
{
    // Words of the flowchart language, which are no names of nodes.
    private static readonly ImmutableArray<string> Words =
        ["graph", "flowchart", "subgraph", "end", "direction", "style", "linkstyle", "class", "classdef", "click", "call", "href", "default"];

    /// <summary>The text, with LF line ends.</summary>
    public static string Of(Diagram diagram)
    {
        var ids = diagram.Nodes.Select((node, i) => (node.Id, Name: Name(node.Id, i))).ToDictionary(n => n.Id, n => n.Name, StringComparer.Ordinal);
        var text = new StringBuilder("flowchart LR\n");
        Inside("", "  ");
        foreach (var arrow in diagram.Arrows)
            text.Append($"  {ids[arrow.From]} --> {ids[arrow.To]}\n");
        return text.ToString();

        void Inside(string group, string indent)
        {
            foreach (var node in diagram.Nodes.Where(n => n.Group == group))
                text.Append($"{indent}{ids[node.Id]}[\"{Escaped(node.Label)}{(node.Detail.Length > 0 ? "<br/>" + Escaped(node.Detail) : "")}\"]\n");
            foreach (var (inner, i) in diagram.Groups.Select((g, i) => (g, i)).Where(g => g.g.Outer == group))
            {
                text.Append(CultureInfo.InvariantCulture, $"{indent}subgraph group{i}[\"{Escaped(inner.Label)}\"]\n");
                Inside(inner.Id, indent + "  ");
                text.Append($"{indent}end\n");
            }
        }
    }

    private static string Name(string id, int index) => Plain().IsMatch(id) && !Words.Contains(id) ? id : string.Create(CultureInfo.InvariantCulture, $"node_{index}");

    // Mermaid's own escapes are of the form #name; and begin with what is escaped first here.
    private static string Escaped(string text) => string.Concat(text.Select(c => c switch
    {
        '#' => "#35;",
        '"' => "#quot;",
        '&' => "#amp;",
        '<' => "#lt;",
        '>' => "#gt;",
        '`' => "#96;",
        _ when char.IsControl(c) => " ",
        _ => c.ToString(),
    }));

    [GeneratedRegex(@"\A[a-z][a-z0-9]*(-[a-z0-9]+)*\z")]
    private static partial Regex Plain();
}
