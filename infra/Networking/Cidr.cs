using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Slipway.Infra.Networking;

/// <summary>An IPv4 block in CIDR notation, e.g. <c>10.0.0.0/16</c>; the address is the block's first (RFC 4632).</summary>
public readonly record struct Cidr
{
    private readonly uint _first;

    private Cidr(uint first, int prefix)
    {
        _first = first;
        Prefix = prefix;
    }

    /// <summary>Length of the prefix in bits, 0 to 32.</summary>
    public int Prefix { get; }

    /// <summary>How many addresses the block holds, usable or not.</summary>
    public long Addresses => 1L << (32 - Prefix);

    private long Last => _first + Addresses - 1;

    /// <summary>Reads a block.</summary>
    /// <exception cref="FormatException">Not a block, or the address is not its first; the message says what would be right.</exception>
    public static Cidr Parse(string text) =>
        Read(text, out var cidr) is { } problem ? throw new FormatException(problem) : cidr;

    /// <summary>Reads a block; false when it is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Cidr cidr) => Read(text, out cidr) is null;

    /// <summary>True when the whole of the other block lies in this one.</summary>
    public bool Contains(Cidr other) => _first <= other._first && other.Last <= Last;

    /// <summary>True when the blocks share an address.</summary>
    public bool Overlaps(Cidr other) => _first <= other.Last && other._first <= Last;

    /// <summary>The n-th of the blocks of the given prefix that this one divides into, counted from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">This block has no such part.</exception>
    public Cidr Part(int prefix, int index)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(prefix, Prefix);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(prefix, 32);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, 1L << (prefix - Prefix));
        return new Cidr(_first + (uint)((long)index << (32 - prefix)), prefix);
    }

    /// <inheritdoc />
    public override string ToString() => $"{Address(_first)}/{Prefix}";

    private static string? Read(string? text, out Cidr cidr)
    {
        cidr = default;
        var slash = text?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        if (text is null || slash < 0
            || text[..slash].Count(c => c == '.') != 3
            || !IPAddress.TryParse(text[..slash], out var address) || address.AddressFamily != AddressFamily.InterNetwork
            || !int.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var prefix) || prefix > 32)
        {
            return $"'{text}' is no IPv4 block; write it like 10.0.0.0/16";
        }
        var bits = BinaryPrimitives.ReadUInt32BigEndian(address.GetAddressBytes());
        var first = prefix == 0 ? 0 : bits & (uint.MaxValue << (32 - prefix));
        if (first != bits)
            return $"'{text}' does not start its block; the block with that address is {Address(first)}/{prefix}";
        cidr = new Cidr(first, prefix);
        return null;
    }

    private static IPAddress Address(uint bits)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, bits);
        return new IPAddress(bytes);
    }
}
