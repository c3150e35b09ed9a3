using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Slipway.Lab.Clouds.Keys;

/// <summary>Writes and reads the binary form of SSH (RFC 4251, section 5): lengths before strings, numbers in two's complement.</summary>
public sealed class SshWire
{
    private readonly MemoryStream _bytes = new();

    /// <summary>Takes a string off the front of what is read.</summary>
    /// <param name="rest">What is left to read.</param>
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

    /// <summary>What was written so far.</summary>
    public byte[] ToArray() => _bytes.ToArray();

    /// <summary>Bytes as they are.</summary>
    public SshWire Raw(ReadOnlySpan<byte> value)
    {
        _bytes.Write(value);
        return this;
    }

    /// <summary>A 32-bit number.</summary>
    public SshWire Number(uint value)
    {
        Span<byte> four = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(four, value);
        return Raw(four);
    }

    /// <summary>A string of bytes.</summary>
    public SshWire Bytes(ReadOnlySpan<byte> value) => Number((uint)value.Length).Raw(value);

    /// <summary>A string of characters.</summary>
    public SshWire Text(string value) => Bytes(Encoding.UTF8.GetBytes(value));

    /// <summary>A positive number of any size, given in big-endian order.</summary>
    public SshWire Integer(ReadOnlySpan<byte> value)
    {
        value = value.TrimStart((byte)0);
        if (value.Length == 0 || value[0] < 0x80)
            return Bytes(value);
        return Number((uint)value.Length + 1).Raw([0]).Raw(value);
    }

    /// <summary>
    /// A private key in OpenSSH's own format (PROTOCOL.key), unencrypted: <paramref name="secret"/> holds what follows the key's type.
    /// </summary>
    public static string PrivateKeyPem(string type, byte[] publicBlob, byte[] secret, string comment)
    {
        var check = BinaryPrimitives.ReadUInt32BigEndian(RandomNumberGenerator.GetBytes(4));
        var body = new SshWire().Number(check).Number(check).Text(type).Raw(secret).Text(comment);
        for (byte pad = 1; body._bytes.Length % 8 != 0; pad++)
            body.Raw([pad]);
        var file = new SshWire().Raw("openssh-key-v1\0"u8).Text("none").Text("none").Text("").Number(1).Bytes(publicBlob).Bytes(body.ToArray());
        return Pem.Write("OPENSSH PRIVATE KEY", file.ToArray());
    }
}
