using System.Text;
using Org.BouncyCastle.Crypto.Parameters;
using Slipway.Lab.Clouds.Keys;

namespace Slipway.Lab.Flux;

/// <summary>The key that a Git credential Secret holds under <c>identity</c>.</summary>
internal static class SshIdentity
{
    private const string Begin = "-----BEGIN OPENSSH PRIVATE KEY-----";
    private const string End = "-----END OPENSSH PRIVATE KEY-----";

    /// <summary>
    /// Its public half as OpenSSH writes it, without a comment; null when it is no unencrypted ED25519 key in OpenSSH's form (PROTOCOL.key).
    /// </summary>
    /// <param name="data">The Secret's value, in base64 as the API gives it.</param>
    public static string? PublicKey(string data)
    {
        try
        {
            var pem = Encoding.UTF8.GetString(Convert.FromBase64String(data)).Trim();
            if (!pem.StartsWith(Begin, StringComparison.Ordinal) || !pem.EndsWith(End, StringComparison.Ordinal))
                return null;
            return FromFile(Convert.FromBase64String(pem[Begin.Length..^End.Length]));
        }
        catch (Exception problem) when (problem is FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static string? FromFile(ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith("openssh-key-v1\0"u8))
            return null;
        file = file["openssh-key-v1\0"u8.Length..];
        var cipher = SshWire.Next(ref file);
        SshWire.Next(ref file);
        SshWire.Next(ref file);
        file = file[sizeof(uint)..];
        SshWire.Next(ref file);
        if (!cipher.SequenceEqual("none"u8))
            return null;
        var secret = SshWire.Next(ref file)[(2 * sizeof(uint))..];
        if (!SshWire.Next(ref secret).SequenceEqual("ssh-ed25519"u8))
            return null;
        SshWire.Next(ref secret);
        // From the seed, not from the public half beside it: what counts is what the key can sign for.
        var key = new Ed25519PrivateKeyParameters(SshWire.Next(ref secret)[..Ed25519PrivateKeyParameters.KeySize].ToArray(), 0).GeneratePublicKey();
        return new SshPublicKey("ssh-ed25519", new SshWire().Text("ssh-ed25519").Bytes(key.GetEncoded()).ToArray()).ToString();
    }
}
