using Org.BouncyCastle.Math.EC.Rfc7748;

namespace Slipway.Components.Sops;

/// <summary>The secret half of an X25519 key (RFC 7748), as age writes it: <c>AGE-SECRET-KEY-1…</c>.</summary>
public sealed class AgeIdentity
{
    /// <summary>Length of the secret scalar, in bytes.</summary>
    public const int Length = 32;

    internal const string SecretPrefix = "AGE-SECRET-KEY-";
    private readonly byte[] _scalar;

    private AgeIdentity(byte[] scalar)
    {
        _scalar = scalar;
        var point = new byte[Length];
        X25519.ScalarMultBase(scalar, 0, point, 0);
        Recipient = new AgeRecipient(point);
    }

    /// <summary>Whom to encrypt to so that this identity can open it.</summary>
    public AgeRecipient Recipient { get; }

    /// <summary>The identity whose secret scalar these 32 bytes are. The same bytes always give the same identity.</summary>
    /// <exception cref="ArgumentException">They are not 32.</exception>
    public static AgeIdentity FromSecret(ReadOnlySpan<byte> secret) => secret.Length == Length
        ? new AgeIdentity(secret.ToArray())
        : throw new ArgumentException($"an age identity is made from {Length} bytes, not {secret.Length}", nameof(secret));

    /// <summary>Reads a file of identities, one a line; blank lines and comment lines (<c># …</c>) aside.</summary>
    /// <exception cref="FormatException">A line is none, or there is none. The text is not repeated in the message.</exception>
    public static IReadOnlyList<AgeIdentity> ParseAll(string text)
    {
        var keys = text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#').ToList();
        return keys.Count > 0 ? [.. keys.Select(Parse)] : [Parse(text)];
    }

    /// <summary>Reads an identity, surrounding blanks and comment lines (<c># …</c>) aside, as <c>age-keygen</c> writes it.</summary>
    /// <exception cref="FormatException">It is none. The text is not repeated in the message.</exception>
    public static AgeIdentity Parse(string text)
    {
        var keys = text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#').ToList();
        if (keys is not [{ } key] || key != key.ToUpperInvariant() || !key.StartsWith(SecretPrefix, StringComparison.Ordinal)
            || Bech32.Decode(key) is not (_, { Length: Length } scalar))
        {
            throw new FormatException($"this is no age identity; that is one line of {SecretPrefix}1 and 58 characters, all in upper case, with a checksum that fits");
        }
        return new AgeIdentity(scalar);
    }

    /// <summary>The secret key as text. It is what must never reach a log or a repository.</summary>
    public string Encode() => Bech32.Encode(SecretPrefix.ToLowerInvariant(), _scalar).ToUpperInvariant();

    /// <summary>Names the public half; the secret stays where it is.</summary>
    public override string ToString() => $"identity of {Recipient}";

    /// <summary>The shared secret with a point; false where it is all zero, which RFC 7748 and age refuse.</summary>
    internal bool Agree(byte[] point, byte[] shared) => X25519.CalculateAgreement(_scalar, 0, point, 0, shared, 0);
}
