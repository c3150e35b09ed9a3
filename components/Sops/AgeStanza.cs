using System.Security.Cryptography;

namespace Slipway.Components.Sops;

/// <summary>One recipient's part of an age header: a kind, its arguments and a body.</summary>
internal sealed record AgeStanza(string Kind, IReadOnlyList<string> Arguments, byte[] Body)
{
    public const int FileKeyLength = 16;
    private const string X25519Kind = "X25519";
    private const int PointLength = 32;

    /// <summary>Wraps the file key for a recipient (age v1, "The X25519 recipient type").</summary>
    public static AgeStanza Wrap(byte[] fileKey, AgeRecipient recipient, Entropy entropy)
    {
        var ephemeral = AgeIdentity.FromSecret(entropy.Draw($"age ephemeral key for {recipient}", fileKey, AgeIdentity.Length));
        var (share, shared) = (ephemeral.Recipient.PublicKey, new byte[PointLength]);
        if (!ephemeral.Agree(recipient.PublicKey, shared))
            throw new FormatException($"the age recipient {recipient} is a point of low order, which opens nothing safely; make a key with age-keygen");
        return new AgeStanza(X25519Kind, [AgeBase64.Encode(share)], AgeCipher.Seal(WrapKey(shared, share, recipient.PublicKey), new byte[AgeCipher.NonceLength], fileKey));
    }

    /// <summary>The file key where the identity is the one that the stanza is for; null where it is not.</summary>
    /// <exception cref="AgeException">It is an X25519 stanza, and not as the specification has it.</exception>
    public byte[]? Unwrap(AgeIdentity identity)
    {
        if (Kind != X25519Kind)
            return null;
        if (Arguments is not [{ } argument] || AgeBase64.Decode(argument) is not { Length: PointLength } share)
            throw new AgeException(AgeFailure.Header, "the age header's X25519 part does not have one argument of 32 bytes");
        if (Body.Length != FileKeyLength + AgeCipher.TagLength)
            throw new AgeException(AgeFailure.Header, "the age header's X25519 part does not have a body of 32 bytes");
        var shared = new byte[PointLength];
        if (!identity.Agree(share, shared))
            throw new AgeException(AgeFailure.Header, "the age header's X25519 part has a point of low order");
        return AgeCipher.Open(WrapKey(shared, share, identity.Recipient.PublicKey), new byte[AgeCipher.NonceLength], Body);
    }

    private static byte[] WrapKey(byte[] shared, byte[] share, byte[] recipient) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, AgeCipher.KeyLength, [.. share, .. recipient], "age-encryption.org/v1/X25519"u8.ToArray());
}
