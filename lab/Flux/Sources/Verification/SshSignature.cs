using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Slipway.Lab.Clouds.Keys;

namespace Slipway.Lab.Flux;

/// <summary>Signatures of SSH keys (OpenSSH, PROTOCOL.sshsig) as git makes them, with Ed25519 and RSA keys.</summary>
internal static class SshSignature
{
    /// <summary>How one begins.</summary>
    public const string Begin = "-----BEGIN SSH SIGNATURE-----";

    private const string End = "-----END SSH SIGNATURE-----";

    /// <summary>Holds a signature against keys.</summary>
    /// <param name="signed">What is signed.</param>
    /// <param name="authorizedKeys">Texts in the form of <c>authorized_keys</c>.</param>
    /// <returns>The fingerprint of the key that it verifies with.</returns>
    /// <exception cref="FormatException">None verifies it.</exception>
    public static string Verify(SignedObject signed, IEnumerable<string> authorizedKeys)
    {
        try
        {
            return KeyOf(signed, [.. authorizedKeys.SelectMany(Keys)]) ?? throw new FormatException("unable to verify payload with any of the given authorized keys");
        }
        catch (Exception problem) when (problem is ArgumentException or CryptographicException)
        {
            throw new FormatException($"unable to unarmor SSH signature: {problem.Message}", problem);
        }
    }

    private static string? KeyOf(SignedObject signed, IReadOnlyList<byte[]> allowed)
    {
        var armor = signed.Signature.Trim();
        if (!armor.EndsWith(End, StringComparison.Ordinal))
            throw new FormatException("unable to unarmor SSH signature: it has no end");
        ReadOnlySpan<byte> rest = Convert.FromBase64String(armor[Begin.Length..^End.Length]);
        if (!rest.StartsWith("SSHSIG\0\0\0\u0001"u8))
            throw new FormatException("unable to unarmor SSH signature: it is no signature of version 1");
        rest = rest["SSHSIG\0\0\0\u0001"u8.Length..];
        var key = SshWire.Next(ref rest).ToArray();
        var (space, reserved, hash) = (SshWire.Next(ref rest).ToArray(), SshWire.Next(ref rest).ToArray(), SshWire.Next(ref rest).ToArray());
        var signature = SshWire.Next(ref rest);
        if (!allowed.Any(a => a.AsSpan().SequenceEqual(key)) || !space.AsSpan().SequenceEqual("git"u8))
            return null;
        var digest = Encoding.ASCII.GetString(hash) switch
        {
            "sha512" => SHA512.HashData(signed.Payload),
            "sha256" => SHA256.HashData(signed.Payload),
            var other => throw new FormatException($"unsupported hash algorithm {other}"),
        };
        var message = new SshWire().Raw("SSHSIG"u8).Bytes(space).Bytes(reserved).Bytes(hash).Bytes(digest).ToArray();
        ReadOnlySpan<byte> fields = key;
        var type = Encoding.ASCII.GetString(SshWire.Next(ref fields));
        return IsValid(type, fields, signature, message) ? new SshPublicKey(type, key).Sha256 : null;
    }

    private static bool IsValid(string type, ReadOnlySpan<byte> key, ReadOnlySpan<byte> signature, byte[] message)
    {
        var algorithm = Encoding.ASCII.GetString(SshWire.Next(ref signature));
        var value = SshWire.Next(ref signature).ToArray();
        switch (type, algorithm)
        {
            case ("ssh-ed25519", "ssh-ed25519"):
                var verifier = new Ed25519Signer();
                verifier.Init(forSigning: false, new Ed25519PublicKeyParameters(SshWire.Next(ref key).ToArray(), 0));
                verifier.BlockUpdate(message, 0, message.Length);
                return verifier.VerifySignature(value);
            case ("ssh-rsa", "rsa-sha2-256" or "rsa-sha2-512"):
                var parameters = new RSAParameters { Exponent = Number(SshWire.Next(ref key)), Modulus = Number(SshWire.Next(ref key)) };
                using (var rsa = RSA.Create(parameters))
                    return rsa.VerifyData(message, value, algorithm == "rsa-sha2-256" ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1);
            default:
                throw new FormatException($"the lab does not verify {algorithm} of {type} keys: use an Ed25519 or RSA key, or see it in a cluster");
        }
    }

    // A positive number whose highest bit is set has a zero byte before it.
    private static byte[] Number(ReadOnlySpan<byte> value) => value.TrimStart((byte)0).ToArray();

    // Lines of other forms are passed over: the same Secret may hold key rings.
    private static IEnumerable<byte[]> Keys(string text)
    {
        foreach (var words in text.Split('\n').Select(l => l.Trim().Split(' ')).Where(w => w.Length >= 2))
        {
            var key = new byte[words[1].Length];
            if (Convert.TryFromBase64String(words[1], key, out var length))
                yield return key[..length];
        }
    }
}
