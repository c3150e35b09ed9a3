namespace Slipway.Components.Sops;

/// <summary>A part of a document as SOPS sees it: values, comments, and the order of both.</summary>
internal abstract record SopsNode;

/// <summary>A map in the order of the text.</summary>
internal sealed record SopsMap(IReadOnlyList<SopsItem> Items) : SopsNode
{
    public SopsNode? this[string key] => Items.FirstOrDefault(item => item.Key == key)?.Value;

    public static SopsMap Of(params IEnumerable<(string Key, SopsNode? Value)> items) =>
        new([.. items.Where(item => item.Value is not null).Select(item => new SopsItem(item.Key, item.Value!))]);
}

/// <summary>An entry of a map; where the key is null, the value is a comment.</summary>
internal sealed record SopsItem(string? Key, SopsNode Value);

/// <summary>A list; comments stand among its items.</summary>
internal sealed record SopsList(IReadOnlyList<SopsNode> Items) : SopsNode;

/// <summary>The text of a comment behind its <c>#</c>.</summary>
internal sealed record SopsComment(string Text) : SopsNode;

/// <summary>A value, as the bytes that SOPS encrypts and puts under the MAC.</summary>
internal sealed record SopsScalar(SopsType Type, byte[] Bytes) : SopsNode
{
    public static SopsScalar Null { get; } = new(SopsType.Null, []);

    /// <summary>The value's text, where it is one.</summary>
    public string Text => System.Text.Encoding.UTF8.GetString(Bytes);

    public static SopsScalar Of(string text) => new(SopsType.String, System.Text.Encoding.UTF8.GetBytes(text));
}
