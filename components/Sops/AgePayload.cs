using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Slipway.Components.Sops;

/// <summary>The payload of an age file: a nonce, then chunks of 64 KiB (STREAM), of which the last is marked as last.</summary>
internal static class AgePayload
{
    public const int NonceLength = 16;
    private const int ChunkLength = 64 * 1024;

    public static byte[] Seal(byte[] fileKey, byte[] nonce, ReadOnlySpan<byte> plaintext)
    {
        var key = Key(fileKey, nonce);
        using var payload = new MemoryStream();
        payload.Write(nonce);
        var chunk = 0L;
        var rest = plaintext;
        do
        {
            var part = rest[..Math.Min(ChunkLength, rest.Length)];
            rest = rest[part.Length..];
            payload.Write(AgeCipher.Seal(key, Counter(chunk++, last: rest.IsEmpty), part));
        }
        while (!rest.IsEmpty);
        return payload.ToArray();
    }

    /// <summary>The whole plaintext: nothing of it leaves before the last chunk is seen to be whole.</summary>
    /// <exception cref="AgeException">A chunk was changed, is missing or is too many.</exception>
    public static byte[] Open(byte[] fileKey, ReadOnlySpan<byte> payload)
    {
        if (payload.Length < NonceLength)
            throw new AgeException(AgeFailure.Header, "the age file ends before its payload's nonce does");
        var key = Key(fileKey, payload[..NonceLength].ToArray());
        using var plaintext = new MemoryStream();
        var chunk = 0L;
        var rest = payload[NonceLength..];
        do
        {
            var part = rest[..Math.Min(ChunkLength + AgeCipher.TagLength, rest.Length)];
            rest = rest[part.Length..];
            var opened = part.Length < AgeCipher.TagLength ? null : AgeCipher.Open(key, Counter(chunk, last: rest.IsEmpty), part);
            if (opened is null || (opened.Length == 0 && chunk > 0))
                throw new AgeException(AgeFailure.Payload, $"chunk {chunk + 1} of the age file's payload was changed, or the payload was cut short or extended");
            plaintext.Write(opened);
            chunk++;
        }
        while (!rest.IsEmpty);
        return plaintext.ToArray();
    }

    private static byte[] Key(byte[] fileKey, byte[] nonce) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, fileKey, AgeCipher.KeyLength, nonce, "payload"u8.ToArray());

    private static byte[] Counter(long chunk, bool last)
    {
        var nonce = new byte[AgeCipher.NonceLength];
        BinaryPrimitives.WriteInt64BigEndian(nonce.AsSpan(3), chunk);
        nonce[^1] = last ? (byte)1 : (byte)0;
        return nonce;
    }
}
