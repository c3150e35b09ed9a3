namespace Slipway.Components.Sops;

/// <summary>Goes through a document's values and comments in their order and replaces each.</summary>
/// <param name="leaf">What becomes of a value (never a null one) or comment at a path.</param>
internal sealed class SopsWalk(Func<SopsNode, SopsPath, SopsNode> leaf)
{
    public SopsMap Map(SopsMap map, SopsPath path) => new([.. map.Items.Select((item, index) => item.Key is null
        ? item with { Value = leaf(item.Value, path.Comment(index)) }
        : item with { Value = Node(item.Value, path.Key(item.Key)) })]);

    private SopsNode Node(SopsNode node, SopsPath path) => node switch
    {
        SopsMap map => Map(map, path),
        SopsList list => new SopsList([.. list.Items.Select((item, index) => Node(item, path.Item(index)))]),
        SopsScalar { Type: SopsType.Null } => node,
        _ => leaf(node, path),
    };
}
