using System.Collections.Immutable;
using System.Text;
using Org.BouncyCastle.Bcpg;
using Org.BouncyCastle.Bcpg.OpenPgp;

namespace Slipway.Lab.Flux;

/// <summary>Signatures of OpenPGP (RFC 4880), with RSA, DSA and ECDSA keys.</summary>
internal static class PgpSignature
{
    /// <summary>How one begins.</summary>
    public const string Begin = "-----BEGIN PGP SIGNATURE-----";

    // What source-controller's library takes; signatures over SHA-1 and older can be forged.
    private static readonly ImmutableHashSet<HashAlgorithmTag> Hashes = [HashAlgorithmTag.Sha256, HashAlgorithmTag.Sha384, HashAlgorithmTag.Sha512, HashAlgorithmTag.Sha224];

    /// <summary>Holds a signature against key rings.</summary>
    /// <returns>The id of the primary key that it verifies with.</returns>
    /// <exception cref="FormatException">None verifies it.</exception>
    public static string Verify(SignedObject signed, IEnumerable<string> keyRings, DateTimeOffset now)
    {
        string? unreadable = null;
        var tried = false;
        foreach (var text in keyRings)
        {
            if (ReadRings(text, out var problem) is not { } rings)
            {
                unreadable ??= problem;
                continue;
            }
            tried = true;
            if (KeyOf(signed, rings, now) is { } key)
                return key;
        }
        throw new FormatException(tried || unreadable is null ? "unable to verify payload with any of the given key rings" : $"unable to read armored key ring: {unreadable}");
    }

    private static string? KeyOf(SignedObject signed, PgpPublicKeyRingBundle rings, DateTimeOffset now)
    {
        try
        {
            using var stream = PgpUtilities.GetDecoderStream(new MemoryStream(Encoding.ASCII.GetBytes(signed.Signature)));
            if (new PgpObjectFactory(stream).NextPgpObject() is not PgpSignatureList { Count: > 0 } list)
                return null;
            var signature = list[0];
            if (rings.GetPublicKey(signature.KeyId) is not { } key || !Hashes.Contains(signature.HashAlgorithm) || key.IsRevoked() || IsExpired(key, now))
                return null;
            signature.InitVerify(key);
            signature.Update(signed.Payload);
            return signature.Verify() ? $"{rings.GetPublicKeyRing(signature.KeyId).GetPublicKey().KeyId:X16}" : null;
        }
        catch (Exception problem) when (problem is PgpException or IOException)
        {
            throw new FormatException(Told(problem.Message), problem);
        }
    }

    private static PgpPublicKeyRingBundle? ReadRings(string text, out string problem)
    {
        problem = "";
        try
        {
            using var stream = PgpUtilities.GetDecoderStream(new MemoryStream(Encoding.UTF8.GetBytes(text)));
            var rings = new PgpPublicKeyRingBundle(stream);
            problem = rings.Count == 0 ? "no armored data found" : "";
            return rings.Count == 0 ? null : rings;
        }
        catch (Exception unreadable) when (unreadable is PgpException or IOException or ArgumentException)
        {
            problem = Told(unreadable.Message);
            return null;
        }
    }

    private static bool IsExpired(PgpPublicKey key, DateTimeOffset now) => key.GetValidSeconds() is > 0 and var seconds && key.CreationTime.ToUniversalTime().AddSeconds(seconds) < now.UtcDateTime;

    // Ed25519 keys came to OpenPGP after the library.
    private static string Told(string message) => message.StartsWith("unknown", StringComparison.Ordinal)
        ? $"{message.TrimEnd(' ', ':')}; the lab verifies RSA, DSA and ECDSA keys of OpenPGP, and Ed25519 keys of SSH: use one of these, or see it in a cluster"
        : message;
}
