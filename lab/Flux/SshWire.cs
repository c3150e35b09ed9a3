using System.Buffers.Binary;

namespace Slipway.Lab.Flux;

/// <summary>The encoding of SSH (RFC 4251, section 5), as far as keys and signatures use it.</summary>
internal static class SshWire
{
    /// <summary>Takes a string off the front.</summary>
    /// <exception cref="ArgumentException">It is cut short.</exception>
    public static ReadOnlySpan<byte> Next(ref ReadOnlySpan<byte> rest)
    {
        if (rest.Length < sizeof(uint))
            throw new ArgumentException("The data is cut short.");
        var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
        if (length > rest.Length - sizeof(uint))
            throw new ArgumentException("The data is cut short.");
        var value = rest.Slice(sizeof(uint), (int)length);
        rest = rest[(sizeof(uint) + (int)length)..];
        return value;
    }

    /// <summary>A string as it is encoded.</summary>
    public static byte[] Encode(ReadOnlySpan<byte> value)
    {
        var encoded = new byte[sizeof(uint) + value.Length];
        BinaryPrimitives.WriteUInt32BigEndian(encoded, (uint)value.Length);
        value.CopyTo(encoded.AsSpan(sizeof(uint)));
        return encoded;
    }
}
