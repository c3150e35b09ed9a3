namespace Pulumi;

/// <summary>Content given to a resource.</summary>
public abstract class AssetOrArchive
{
    private protected AssetOrArchive(string kind, string content)
    {
        Kind = kind;
        Content = content;
    }

    internal string Kind { get; }

    internal string Content { get; }
}

/// <summary>A file's content given to a resource.</summary>
public abstract class Asset : AssetOrArchive
{
    private protected Asset(string kind, string content)
        : base(kind, content)
    {
    }
}

/// <summary>A text as a file's content.</summary>
public sealed class StringAsset(string text) : Asset("text", text);

/// <summary>The content of a file on this machine.</summary>
public sealed class FileAsset(string path) : Asset("path", path);

/// <summary>The content behind an address.</summary>
public sealed class RemoteAsset(string uri) : Asset("uri", uri);
