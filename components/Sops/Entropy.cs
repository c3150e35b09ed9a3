using System.Security.Cryptography;
using System.Text;

namespace Slipway.Components.Sops;

/// <summary>
/// Where keys and nonces come from: the machine's random source, or a key that gives the same bytes for the same use.
/// A keyed source is safe because what the bytes will be used with is part of their derivation: no nonce ever serves two texts.
/// </summary>
public abstract class Entropy
{
    /// <summary>The machine's random source.</summary>
    public static Entropy Random { get; } = new RandomEntropy();

    /// <summary>A source that gives the same bytes for the same key, purpose and bound data.</summary>
    /// <param name="key">32 secret bytes that serve nothing else.</param>
    internal static Entropy Keyed(byte[] key) => new KeyedEntropy(key);

    /// <summary>Bytes for one use.</summary>
    /// <param name="purpose">What they are for.</param>
    /// <param name="bound">What they will be used with.</param>
    /// <param name="count">How many.</param>
    internal abstract byte[] Draw(string purpose, ReadOnlySpan<byte> bound, int count);

    private sealed class RandomEntropy : Entropy
    {
        internal override byte[] Draw(string purpose, ReadOnlySpan<byte> bound, int count) => RandomNumberGenerator.GetBytes(count);
    }

    private sealed class KeyedEntropy(byte[] key) : Entropy
    {
        internal override byte[] Draw(string purpose, ReadOnlySpan<byte> bound, int count)
        {
            using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
            mac.AppendData(Framed(purpose));
            mac.AppendData(bound);
            return HKDF.Expand(HashAlgorithmName.SHA256, mac.GetHashAndReset(), count, "slipway entropy"u8.ToArray());
        }
    }

    /// <summary>Texts as bytes that no other texts give.</summary>
    internal static byte[] Framed(params ReadOnlySpan<string> texts)
    {
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes, Encoding.UTF8))
        {
            foreach (var text in texts)
                writer.Write(text);
        }
        return bytes.ToArray();
    }
}
