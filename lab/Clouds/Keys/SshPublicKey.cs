using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Slipway.Lab.Clouds.Keys;

/// <summary>A public key in OpenSSH's one-line form, <c>type base64 [comment]</c>.</summary>
/// <param name="Type">E.g. <c>ssh-ed25519</c>.</param>
/// <param name="Blob">The key itself (RFC 4253, section 6.6).</param>
public sealed record SshPublicKey(string Type, byte[] Blob)
{
    private static readonly HashSet<string> Known =
        ["ssh-ed25519", "ssh-rsa", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521",
         "sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com"];

    /// <summary>Fingerprint as OpenSSH prints it: <c>SHA256:</c> and unpadded base64.</summary>
    public string Sha256 => "SHA256:" + Convert.ToBase64String(SHA256.HashData(Blob)).TrimEnd('=');

    /// <summary>The older fingerprint: MD5 in hex with colons.</summary>
    [SuppressMessage("Security", "CA5351", Justification = "A fingerprint that people compare by eye, as the provider gives it; nothing rests on it.")]
    public string Md5 => string.Join(':', MD5.HashData(Blob).Select(b => b.ToString("x2")));

    /// <summary>The key in one line, without comment and line end.</summary>
    public override string ToString() => $"{Type} {Convert.ToBase64String(Blob)}";

    /// <summary>Reads a key; false when the text is not one, or of a type that GitHub does not take.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out SshPublicKey? key)
    {
        key = null;
        var fields = text.Trim().Split(' ', 3, StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length < 2 || !Known.Contains(fields[0]) || text.Trim().Contains('\n'))
            return false;
        var blob = new byte[fields[1].Length];
        if (!Convert.TryFromBase64String(fields[1], blob, out var length))
            return false;
        blob = blob[..length];
        if (!HoldsType(blob, fields[0]) || (fields[0] == "ssh-ed25519" && blob.Length != 51))
            return false;
        key = new SshPublicKey(fields[0], blob);
        return true;
    }

    private static bool HoldsType(byte[] blob, string type) =>
        blob.Length > 4 + type.Length
        && BinaryPrimitives.ReadUInt32BigEndian(blob) == type.Length
        && Encoding.ASCII.GetString(blob, 4, type.Length) == type;
}
