using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Clouds.Store;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Aws;

/// <summary>
/// The lab's KMS. A key's material never leaves it and is encrypted at rest; what it encrypts opens with that key and the same
/// encryption context only. A ciphertext names its key, as in AWS: format 1, the length of the ARN, the ARN, nonce, tag, text.
/// </summary>
public sealed class KmsCloud
{
    private const string KeyToken = "aws:kms/key:Key";
    private const string AliasToken = "aws:kms/alias:Alias";
    private const int NonceLength = 12;
    private const int TagLength = 16;

    private readonly CloudStore _store;
    private readonly AwsCloud _cloud;

    internal KmsCloud(CloudStore store, AwsCloud cloud) => (_store, _cloud) = (store, cloud);

    /// <summary>Encrypts up to 4096 bytes.</summary>
    /// <param name="keyArn">ARN of a key or of an alias.</param>
    /// <param name="plaintext">The bytes.</param>
    /// <param name="context">The encryption context, which decryption must repeat.</param>
    /// <returns>The ciphertext in base64.</returns>
    /// <exception cref="ProviderException">There is no such key, it is disabled, or the text is too long.</exception>
    public string Encrypt(string keyArn, ReadOnlySpan<byte> plaintext, IReadOnlyDictionary<string, string> context)
    {
        var key = Enabled(keyArn);
        if (plaintext.Length is 0 or > 4096)
            throw new ProviderException("ValidationException: 1 validation error detected: Value at 'plaintext' failed to satisfy constraint: Member must have length between 1 and 4096");
        var arn = key.Properties.Text("arn")!;
        var name = Encoding.ASCII.GetBytes(arn);
        var nonce = RandomNumberGenerator.GetBytes(NonceLength);
        var (tag, text) = (new byte[TagLength], new byte[plaintext.Length]);
        using var aes = new AesGcm(Material(key), TagLength);
        aes.Encrypt(nonce, plaintext, text, tag, Bound(arn, context));
        return Convert.ToBase64String([1, (byte)name.Length, .. name, .. nonce, .. tag, .. text]);
    }

    /// <summary>Decrypts what <see cref="Encrypt"/> gave.</summary>
    /// <param name="keyArn">ARN of the key, or of an alias, that encrypted it.</param>
    /// <param name="ciphertextBlob">The ciphertext in base64.</param>
    /// <param name="context">The same encryption context.</param>
    /// <exception cref="ProviderException">It is no such ciphertext, another key's, of another context, or the key is gone or disabled.</exception>
    public byte[] Decrypt(string keyArn, string ciphertextBlob, IReadOnlyDictionary<string, string> context)
    {
        var key = Enabled(keyArn);
        var arn = key.Properties.Text("arn")!;
        if (!Base64.IsValid(ciphertextBlob) || Convert.FromBase64String(ciphertextBlob) is not [1, var length, .. var rest] || rest.Length <= length + NonceLength + TagLength)
            throw new ProviderException("InvalidCiphertextException: the blob is not a ciphertext of this KMS");
        if (Encoding.ASCII.GetString(rest[..length]) != arn)
            throw new ProviderException($"IncorrectKeyException: The key ID in the request does not identify a CMK that can perform this operation: {keyArn}");
        var sealedText = rest.AsSpan(length);
        var text = new byte[sealedText.Length - NonceLength - TagLength];
        using var aes = new AesGcm(Material(key), TagLength);
        try
        {
            aes.Decrypt(sealedText[..NonceLength], sealedText[(NonceLength + TagLength)..], sealedText[NonceLength..(NonceLength + TagLength)], text, Bound(arn, context));
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new ProviderException($"InvalidCiphertextException: the ciphertext was changed, or encrypted under another encryption context ({keyArn})");
        }
        return text;
    }

    /// <summary>The key of an id, an ARN or an alias (by name or ARN); null when there is none.</summary>
    internal AwsObject? Find(AwsScope scope, string reference)
    {
        var id = reference;
        if (reference.Split(':', 6) is ["arn", _, "kms", var region, var account, var resource])
            (scope, id) = (new AwsScope(account, region), resource.StartsWith("key/", StringComparison.Ordinal) ? resource["key/".Length..] : resource);
        if (!id.StartsWith("alias/", StringComparison.Ordinal))
            return _cloud.Find(scope, KeyToken, id);
        return _cloud.Find(scope, AliasToken, id)?.Properties.Text("targetKeyArn") is { } target ? Find(scope, target) : null;
    }

    /// <summary>Makes the material of a new key.</summary>
    internal void Install(AwsScope scope, string id) =>
        _store.Write(MaterialKey(scope, id), PropertyMap.Of(("material", PropertyValue.Secret(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))))));

    /// <summary>Destroys the material of a key, and with it whatever it encrypted.</summary>
    internal void Uninstall(AwsScope scope, string id) => _store.Delete(MaterialKey(scope, id));

    private AwsObject Enabled(string keyArn)
    {
        var key = keyArn.StartsWith("arn:", StringComparison.Ordinal) ? Find(new AwsScope("", ""), keyArn) : null;
        if (key is null)
            throw new ProviderException(AwsErrors.NotFound(KeyToken, keyArn));
        return key.Properties.Find("isEnabled")?.Bare() is BoolValue { Value: false } ? throw new ProviderException($"DisabledException: {keyArn} is disabled.") : key;
    }

    private byte[] Material(AwsObject key)
    {
        var parts = key.Properties.Text("arn")!.Split(':');
        return Convert.FromBase64String(_store.Read(MaterialKey(new AwsScope(parts[4], parts[3]), key.Id))?.Text("material")
            ?? throw new ProviderException($"KMSInvalidStateException: {key.Properties.Text("arn")} has no key material: it was made before the lab kept any. Make another key."));
    }

    // Sorted, so that the order in which somebody writes the context does not count.
    private static byte[] Bound(string arn, IReadOnlyDictionary<string, string> context) => JsonSerializer.SerializeToUtf8Bytes(
        context.OrderBy(c => c.Key, StringComparer.Ordinal).SelectMany(c => new[] { c.Key, c.Value }).Prepend(arn));

    private static string MaterialKey(AwsScope scope, string id) => $"{scope.Folder(KeyToken)}/_material/{SafeName.Of(id)}";
}
