using System.Globalization;
using System.Text;

namespace Slipway.Cli.Graphs;

/// <summary>A diagram in Graphviz's language.</summary>
internal static class DotText
{
    /// <summary>The text, with LF line ends.</summary>
    public static string Of(Diagram diagram)
    {
        var text = new StringBuilder("digraph {\n  rankdir=LR;\n  node [shape=box, style=rounded];\n");
        Inside("", "  ");
        foreach (var arrow in diagram.Arrows)
            text.Append($"  {Quoted(arrow.From)} -> {Quoted(arrow.To)};\n");
        return text.Append("}\n").ToString();

        void Inside(string group, string indent)
        {
            foreach (var node in diagram.Nodes.Where(n => n.Group == group))
                text.Append($"{indent}{Quoted(node.Id)} [label={Quoted(node.Detail.Length > 0 ? $"{node.Label}\n{node.Detail}" : node.Label)}];\n");
            foreach (var (inner, i) in diagram.Groups.Select((g, i) => (g, i)).Where(g => g.g.Outer == group))
            {
                text.Append(CultureInfo.InvariantCulture, $"{indent}subgraph cluster_{i} {{\n{indent}  label={Quoted(inner.Label)};\n");
                Inside(inner.Id, indent + "  ");
                text.Append($"{indent}}}\n");
            }
        }
    }

    private static string Quoted(string text) => $"\"{string.Concat(text.Select(c => c switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        _ when char.IsControl(c) => " ",
        _ => c.ToString(),
    }))}\"";
}
