namespace Slipway.Components.Sops;

/// <summary>The public half of an X25519 key, as age writes it: <c>age1…</c>. Two are equal when their keys are.</summary>
public sealed record AgeRecipient
{
    private const string Prefix = "age";
    private readonly string _text;

    internal AgeRecipient(byte[] publicKey)
    {
        PublicKey = publicKey;
        _text = Bech32.Encode(Prefix, publicKey);
    }

    /// <summary>The point's 32 bytes.</summary>
    internal byte[] PublicKey { get; }

    /// <summary>Reads a recipient.</summary>
    /// <param name="text">In lower case: <c>age1</c> and 58 characters.</param>
    /// <exception cref="FormatException">It is none; a secret key given by mistake is not repeated in the message.</exception>
    public static AgeRecipient Parse(string text)
    {
        if (text.StartsWith(AgeIdentity.SecretPrefix, StringComparison.OrdinalIgnoreCase))
            throw new FormatException("an age recipient is expected (age1…) and this is a secret key; give its public half, which `age-keygen -y` prints");
        if (!text.StartsWith(Prefix + "1", StringComparison.Ordinal) || Bech32.Decode(text) is not (Prefix, { Length: 32 } key))
            throw new FormatException($"'{text}' is no age recipient; that is age1 and 58 characters, all in lower case, with a checksum that fits");
        return new AgeRecipient(key);
    }

    /// <summary>Whether both are the same key.</summary>
    public bool Equals(AgeRecipient? other) => other is not null && _text == other._text;

    /// <inheritdoc/>
    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    /// <summary>The recipient as age writes it.</summary>
    public override string ToString() => _text;
}
