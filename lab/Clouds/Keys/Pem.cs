using System.Text;

namespace Slipway.Lab.Clouds.Keys;

/// <summary>PEM as Go's encoder writes it: lines of 64, and a line end at the end.</summary>
internal static class Pem
{
    /// <summary>The data under a label.</summary>
    public static string Write(string label, ReadOnlySpan<byte> data)
    {
        var base64 = Convert.ToBase64String(data);
        var text = new StringBuilder($"-----BEGIN {label}-----\n");
        for (var at = 0; at < base64.Length; at += 64)
            text.Append(base64, at, Math.Min(64, base64.Length - at)).Append('\n');
        return text.Append($"-----END {label}-----\n").ToString();
    }
}
