using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Parameters;

namespace Slipway.Components.Sops;

/// <summary>ChaCha20-Poly1305 (RFC 8439) without additional data.</summary>
internal static class AgeCipher
{
    public const int KeyLength = 32;
    public const int NonceLength = 12;
    public const int TagLength = 16;

    public static byte[] Seal(byte[] key, byte[] nonce, ReadOnlySpan<byte> plaintext) => Run(true, key, nonce, plaintext);

    /// <summary>The plaintext, or null where the tag does not fit.</summary>
    public static byte[]? Open(byte[] key, byte[] nonce, ReadOnlySpan<byte> ciphertext)
    {
        try
        {
            return Run(false, key, nonce, ciphertext);
        }
        catch (InvalidCipherTextException)
        {
            return null;
        }
    }

    private static byte[] Run(bool encrypt, byte[] key, byte[] nonce, ReadOnlySpan<byte> input)
    {
        var cipher = new ChaCha20Poly1305();
        cipher.Init(encrypt, new AeadParameters(new KeyParameter(key), TagLength * 8, nonce));
        var output = new byte[cipher.GetOutputSize(input.Length)];
        var length = cipher.ProcessBytes(input.ToArray(), 0, input.Length, output, 0);
        cipher.DoFinal(output, length);
        return output;
    }
}
