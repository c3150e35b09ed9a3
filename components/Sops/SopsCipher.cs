using System.Text;
using System.Text.RegularExpressions;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Parameters;

namespace Slipway.Components.Sops;

/// <summary>One encrypted value: AES-256-GCM with a nonce of 32 bytes, written <c>ENC[AES256_GCM,data:…,iv:…,tag:…,type:…]</c>.</summary>
internal static partial class SopsCipher
{
    public const int NonceLength = 32;
    private const int TagLength = 16;

    /// <summary>Encrypts a value.</summary>
    /// <param name="key">The data key.</param>
    /// <param name="nonce">32 bytes that no other value under this key has.</param>
    /// <param name="bytes">The value.</param>
    /// <param name="type">Its type as SOPS names it.</param>
    /// <param name="additionalData">The path that the value is bound to.</param>
    public static string Encrypt(DataKey key, byte[] nonce, byte[] bytes, string type, string additionalData)
    {
        var sealedBytes = Run(true, key, nonce, bytes, additionalData);
        var data = Convert.ToBase64String(sealedBytes, 0, bytes.Length);
        var tag = Convert.ToBase64String(sealedBytes, bytes.Length, TagLength);
        return $"ENC[AES256_GCM,data:{data},iv:{Convert.ToBase64String(nonce)},tag:{tag},type:{type}]";
    }

    /// <summary>Value and type, or null where it is no encrypted value or was changed.</summary>
    public static (byte[] Bytes, string Type)? Decrypt(DataKey key, string text, string additionalData)
    {
        var match = Form().Match(text);
        if (!match.Success || Base64("data") is not { } data || Base64("iv") is not { Length: > 0 } nonce || Base64("tag") is not { Length: TagLength } tag)
            return null;
        try
        {
            return (Run(false, key, nonce, [.. data, .. tag], additionalData), match.Groups["type"].Value);
        }
        catch (InvalidCipherTextException)
        {
            return null;
        }

        byte[]? Base64(string group)
        {
            var encoded = match.Groups[group].Value;
            var bytes = new byte[encoded.Length];
            return Convert.TryFromBase64String(encoded, bytes, out var length) ? bytes[..length] : null;
        }
    }

    private static byte[] Run(bool encrypt, DataKey key, byte[] nonce, byte[] input, string additionalData)
    {
        var cipher = new GcmBlockCipher(new AesEngine());
        cipher.Init(encrypt, new AeadParameters(new KeyParameter(key.Bytes), TagLength * 8, nonce, Encoding.UTF8.GetBytes(additionalData)));
        var output = new byte[cipher.GetOutputSize(input.Length)];
        var length = cipher.ProcessBytes(input, 0, input.Length, output, 0);
        cipher.DoFinal(output, length);
        return output;
    }

    [GeneratedRegex(@"^ENC\[AES256_GCM,data:(?<data>[^,]+),iv:(?<iv>[^,]+),tag:(?<tag>[^,]+),type:(?<type>[a-z0-9]+)\]\z")]
    private static partial Regex Form();
}
