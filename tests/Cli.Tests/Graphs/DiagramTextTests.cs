using Slipway.Cli.Graphs;
using Slipway.Components.Layers;
using Slipway.Tests;

namespace Slipway.Cli.Tests.Graphs;

public sealed class DiagramTextTests
{
    private static readonly Diagram Nasty = new(
        [
            new("end", "a \"quoted\" <b>name</b> #1 & `x`\n]", "back\\slash", "group"),
            new("two words", "--> x", ""),
        ],
        [new("group", "\"] end", ""), new("inner", "empty", "group")],
        [new("end", "two words")]);

    private static Diagram Layers => LayerDiagram.Of(LayerGraph.Of(LayerGraph.Default("dev", imageAutomation: true)));

    [Fact]
    public void The_layers_are_drawn_as_mermaid() => Snapshot.Matches("layers.mmd", MermaidText.Of(Layers));

    [Fact]
    public void The_layers_are_drawn_as_dot() => Snapshot.Matches("layers.dot", DotText.Of(Layers));

    [Fact]
    public void Mermaid_takes_no_name_for_its_own_language() => Assert.Equal("""
        flowchart LR
          node_1["--#gt; x"]
          subgraph group0["#quot;] end"]
            node_0["a #quot;quoted#quot; #lt;b#gt;name#lt;/b#gt; #35;1 #amp; #96;x#96; ]<br/>back\slash"]
            subgraph group1["empty"]
            end
          end
          node_0 --> node_1

        """, MermaidText.Of(Nasty));

    [Fact]
    public void Dot_takes_no_name_for_its_own_language() => Assert.Equal("""
        digraph {
          rankdir=LR;
          node [shape=box, style=rounded];
          "two words" [label="--> x"];
          subgraph cluster_0 {
            label="\"] end";
            "end" [label="a \"quoted\" <b>name</b> #1 & `x`\n]\nback\\slash"];
            subgraph cluster_1 {
              label="empty";
            }
          }
          "end" -> "two words";
        }

        """, DotText.Of(Nasty));
}
