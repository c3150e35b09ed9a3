using System.Text;

namespace Slipway.Components.Sops;

/// <summary>
/// Files that age opens: version 1 of the format (C2SP age.md) with X25519 recipients. It works in memory, so nothing of a plaintext
/// leaves before all of it is seen to be authentic.
/// </summary>
public static class AgeFile
{
    /// <summary>Encrypts to each of the recipients. <see cref="AgeArmor.Encode"/> makes text of the result.</summary>
    /// <param name="plaintext">What to encrypt; it may be empty.</param>
    /// <param name="recipients">Who can open it; at least one.</param>
    /// <param name="entropy">Where the file key, ephemeral keys and the nonce come from; default <see cref="Entropy.Random"/>.</param>
    /// <exception cref="ArgumentException">There is no recipient.</exception>
    /// <exception cref="FormatException">A recipient is a point of low order.</exception>
    public static byte[] Encrypt(ReadOnlySpan<byte> plaintext, IReadOnlyCollection<AgeRecipient> recipients, Entropy? entropy = null)
    {
        if (recipients.Count == 0)
            throw new ArgumentException("an age file needs a recipient", nameof(recipients));
        entropy ??= Entropy.Random;
        var fileKey = entropy.Draw($"age file key for {string.Join(' ', recipients)}", plaintext, AgeStanza.FileKeyLength);
        var nonce = entropy.Draw("age payload nonce", fileKey, AgePayload.NonceLength);
        return [.. AgeHeader.Write(recipients.Select(r => AgeStanza.Wrap(fileKey, r, entropy)), fileKey), .. AgePayload.Seal(fileKey, nonce, plaintext)];
    }

    /// <summary>Opens a file, armored or not, with the first of the identities that it is for.</summary>
    /// <exception cref="AgeException">It does not open; <see cref="AgeException.Failure"/> tells why.</exception>
    public static byte[] Decrypt(ReadOnlySpan<byte> file, IReadOnlyCollection<AgeIdentity> identities)
    {
        var binary = AgeArmor.Covers(file) ? AgeArmor.Decode(Encoding.Latin1.GetString(file)) : file;
        var header = AgeHeader.Parse(binary);
        if (header.Stanzas.Count > 1 && header.Stanzas.Any(stanza => stanza.Kind == "scrypt"))
            throw new AgeException(AgeFailure.Header, "the age header names a passphrase beside other recipients, which the format forbids");
        var fileKey = identities.SelectMany(identity => header.Stanzas.Select(stanza => stanza.Unwrap(identity))).FirstOrDefault(key => key is not null)
            ?? throw new AgeException(AgeFailure.NoMatch, "the age file is for other recipients: none of the identities opens it");
        if (!header.IsAuthentic(fileKey))
            throw new AgeException(AgeFailure.HeaderMac, "the age header was changed after it was written: its MAC does not fit");
        return AgePayload.Open(fileKey, binary[header.Length..]);
    }

    /// <summary>Opens an armored file.</summary>
    /// <exception cref="AgeException">It does not open; <see cref="AgeException.Failure"/> tells why.</exception>
    public static byte[] Decrypt(string armored, IReadOnlyCollection<AgeIdentity> identities) => Decrypt(Encoding.UTF8.GetBytes(armored), identities);
}
