using System.Text;

namespace Slipway.Components.Sops;

/// <summary>The AES-256 key that a SOPS file's values are encrypted with; the file holds it encrypted to each recipient.</summary>
public sealed class DataKey
{
    /// <summary>Length in bytes.</summary>
    public const int Length = 32;

    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    internal DataKey(byte[] bytes) => Bytes = bytes;

    /// <summary>The AES key.</summary>
    internal byte[] Bytes { get; }

    /// <summary>
    /// The key as text, for <c>aws.kms.Ciphertext</c>, which sends its plaintext as UTF-8. What KMS decrypts are then these very bytes, and
    /// SOPS and Flux take them as the AES key. That is why a key of this program is 32 characters out of 64 (192 bits of choice), not 32 free bytes.
    /// </summary>
    public string Text => Encoding.ASCII.GetString(Bytes);

    /// <summary>A key that the machine's random source chooses, for a file that need not be byte-stable.</summary>
    public static DataKey Random() => FromMaterial(System.Security.Cryptography.RandomNumberGenerator.GetBytes(Length));

    /// <summary>Says what it is; the key stays where it is.</summary>
    public override string ToString() => "data key";

    /// <summary>The key that 32 bytes of key material choose.</summary>
    internal static DataKey FromMaterial(byte[] material) => new([.. material.Select(b => (byte)Alphabet[b & 63])]);
}
