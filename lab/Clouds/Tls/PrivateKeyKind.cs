using System.Security.Cryptography;
using Slipway.Lab.Clouds.Keys;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Clouds.Schema;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Tls;

/// <summary><c>tls.PrivateKey</c>: a real key pair, which lives in the stack's state and nowhere else.</summary>
internal sealed class PrivateKeyKind : ResourceKind
{
    private const int DefaultBits = 2048;
    private const string DefaultCurve = "P224";

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        if (inputs.Integer("rsaBits") is { } bits && bits % 8 != 0)
            yield return new CheckFailure("rsaBits", $"{bits} is not a multiple of 8");
    }

    public override Task<ResourceState> CreateAsync(CreateRequest request, ResourceState draft, CancellationToken cancellation)
    {
        var bits = request.Inputs.Integer("rsaBits") ?? DefaultBits;
        var curve = request.Inputs.Text("ecdsaCurve") ?? DefaultCurve;
        var algorithm = request.Inputs.Text("algorithm");
        var key = algorithm switch
        {
            "RSA" => GeneratedKey.Rsa(bits),
            "ECDSA" => GeneratedKey.Ecdsa(curve),
            "ED25519" => GeneratedKey.Ed25519(),
            _ => throw new ProviderException($"algorithm: '{algorithm}' is not one of RSA, ECDSA, ED25519"),
        };
        var outputs = draft.Outputs.Merge(PropertyMap.Of(
            ("rsaBits", bits),
            ("ecdsaCurve", curve),
            ("privateKeyPem", PropertyValue.Secret(key.PrivatePem)),
            ("privateKeyPemPkcs8", PropertyValue.Secret(key.PrivatePkcs8Pem)),
            ("privateKeyOpenssh", PropertyValue.Secret(key.PrivateOpenSsh)),
            ("publicKeyPem", Pem.Write("PUBLIC KEY", key.PublicDer)),
            ("publicKeyOpenssh", key.Ssh is null ? "" : $"{key.Ssh}\n"),
            ("publicKeyFingerprintMd5", key.Ssh?.Md5 ?? ""),
            ("publicKeyFingerprintSha256", key.Ssh?.Sha256 ?? "")));
        return Task.FromResult(new ResourceState(PublicKeyId(key.PublicDer), outputs));
    }

    // The provider's id is the SHA-1 of the public key; it names the key and secures nothing.
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5350", Justification = "The id that the real provider gives.")]
    private static string PublicKeyId(byte[] publicDer) => Convert.ToHexStringLower(SHA1.HashData(publicDer));
}
