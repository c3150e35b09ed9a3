using System.Net;
using System.Net.Sockets;

namespace Slipway.Lab.Clouds.Properties;

/// <summary>A block of IPv4 addresses.</summary>
internal readonly record struct Cidr(uint First, int Prefix)
{
    /// <summary>The last address.</summary>
    public uint Last => First | ~Mask(Prefix);

    /// <summary>Reads a block, moved to its beginning: <c>10.0.1.7/24</c> is <c>10.0.1.0/24</c>.</summary>
    public static bool TryParse(string text, out Cidr cidr)
    {
        cidr = default;
        if (text.Split('/') is not [var address, var prefix]
            || address.Count(c => c == '.') != 3
            || !IPAddress.TryParse(address, out var ip) || ip.AddressFamily != AddressFamily.InterNetwork
            || !int.TryParse(prefix, out var length) || length is < 0 or > 32)
            return false;
        var bytes = ip.GetAddressBytes();
        var number = ((uint)bytes[0] << 24) | ((uint)bytes[1] << 16) | ((uint)bytes[2] << 8) | bytes[3];
        cidr = new Cidr(number & Mask(length), length);
        return true;
    }

    /// <summary>Whether the other block lies within this one.</summary>
    public bool Contains(Cidr other) => other.First >= First && other.Last <= Last;

    /// <summary>Whether the blocks share an address.</summary>
    public bool Overlaps(Cidr other) => other.First <= Last && First <= other.Last;

    /// <summary>The block as <c>a.b.c.d/n</c>.</summary>
    public override string ToString() => $"{First >> 24}.{(First >> 16) & 255}.{(First >> 8) & 255}.{First & 255}/{Prefix}";

    private static uint Mask(int prefix) => prefix == 0 ? 0 : uint.MaxValue << (32 - prefix);
}
