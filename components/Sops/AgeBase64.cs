namespace Slipway.Components.Sops;

/// <summary>Base64 (RFC 4648) without padding, in its one canonical form, as an age header has it.</summary>
internal static class AgeBase64
{
    public static string Encode(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(bytes).TrimEnd('=');

    /// <summary>The bytes, or null where the text is not what <see cref="Encode"/> gives.</summary>
    public static byte[]? Decode(string text)
    {
        var bytes = new byte[(text.Length * 3 / 4) + 3];
        var padded = text + (text.Length % 4) switch { 2 => "==", 3 => "=", _ => "" };
        return Convert.TryFromBase64String(padded, bytes, out var length) && Encode(bytes.AsSpan(0, length)) == text ? bytes[..length] : null;
    }
}
