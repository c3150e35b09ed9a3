using System.Security.Cryptography;
using System.Text;

namespace Slipway.Lab.Clouds.Store;

/// <summary>File names for ids of any kind: readable, different for different ids, and never a way out of the folder.</summary>
internal static class SafeName
{
    private const int MaxLength = 180;

    /// <summary>The id itself where it is made of letters, digits and <c>._-@=+</c>; other characters as <c>%XX</c>, long ids cut and completed by their hash.</summary>
    public static string Of(string id)
    {
        var name = new StringBuilder(id.Length);
        foreach (var b in Encoding.UTF8.GetBytes(id))
        {
            var c = (char)b;
            var plain = char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '@' or '=' or '+' || (c == '.' && name.Length > 0);
            _ = plain ? name.Append(c) : name.Append('%').Append(b.ToString("X2"));
        }
        if (name.Length == 0)
            return "%";
        if (name.Length <= MaxLength)
            return name.ToString();
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..16];
        return $"{name.ToString(0, MaxLength - 17)}~{hash}";
    }

    /// <summary>A path of such names, one per part.</summary>
    public static string Path(params ReadOnlySpan<string> parts)
    {
        var names = new string[parts.Length];
        for (var i = 0; i < parts.Length; i++)
            names[i] = Of(parts[i]);
        return string.Join('/', names);
    }
}
