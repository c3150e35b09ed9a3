using System.Text;

namespace Slipway.Lab.Flux;

/// <summary>A commit or a tag, taken apart into what is signed and the signature.</summary>
/// <param name="Payload">What is signed.</param>
/// <param name="Signature">The signature in its armor; empty when it is not signed.</param>
internal sealed record SignedObject(byte[] Payload, string Signature)
{
    // One byte is one character, so the text is the object byte for byte.
    private static readonly Encoding Bytes = Encoding.Latin1;

    private const string X509 = "-----BEGIN SIGNED MESSAGE-----";
    private const string Header = "gpgsig ";

    /// <summary>A tag's object: git writes the signature below the message.</summary>
    public static SignedObject OfTag(byte[] content)
    {
        var text = Bytes.GetString(content);
        var begin = ((string[])[PgpSignature.Begin, SshSignature.Begin, X509])
            .Select(mark => text.LastIndexOf("\n" + mark, StringComparison.Ordinal)).Max();
        return begin < 0 ? new SignedObject(content, "") : new SignedObject(content[..(begin + 1)], text[(begin + 1)..]);
    }

    /// <summary>A commit's object: git writes the signature into a header, every further line of it after a space.</summary>
    public static SignedObject OfCommit(byte[] content)
    {
        var text = Bytes.GetString(content);
        var headers = text.IndexOf("\n\n", StringComparison.Ordinal);
        var begin = text.IndexOf("\n" + Header, StringComparison.Ordinal) + 1;
        if (begin == 0 || begin > headers)
            return new SignedObject(content, "");
        var end = begin;
        do
            end = text.IndexOf('\n', end) + 1;
        while (text[end] == ' ');
        var signature = text[(begin + Header.Length)..end].Replace("\n ", "\n", StringComparison.Ordinal);
        return new SignedObject([.. content[..begin], .. content[end..]], signature);
    }
}
