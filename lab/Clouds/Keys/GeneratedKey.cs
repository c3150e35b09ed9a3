using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;

namespace Slipway.Lab.Clouds.Keys;

/// <summary>A new key pair in every form that the tls provider gives.</summary>
internal sealed record GeneratedKey
{
    // RFC 8410: algorithm identifier of Ed25519 with the private key as an octet string in an octet string, and the public key info.
    private static readonly byte[] Ed25519PrivatePrefix = Convert.FromHexString("302e020100300506032b657004220420");
    private static readonly byte[] Ed25519PublicPrefix = Convert.FromHexString("302a300506032b6570032100");

    /// <summary>PKCS#1 for RSA, SEC1 for ECDSA, PKCS#8 for Ed25519.</summary>
    public required string PrivatePem { get; init; }

    /// <summary>PKCS#8.</summary>
    public required string PrivatePkcs8Pem { get; init; }

    /// <summary>OpenSSH's format; empty where OpenSSH has no such key (P-224).</summary>
    public required string PrivateOpenSsh { get; init; }

    /// <summary>The public key as DER (X.509 SubjectPublicKeyInfo).</summary>
    public required byte[] PublicDer { get; init; }

    /// <summary>The public key for SSH; null where OpenSSH has no such key (P-224).</summary>
    public SshPublicKey? Ssh { get; init; }

    /// <summary>An RSA key of so many bits.</summary>
    public static GeneratedKey Rsa(int bits)
    {
        using var rsa = RSA.Create(bits);
        var p = rsa.ExportParameters(includePrivateParameters: true);
        var ssh = new SshPublicKey("ssh-rsa", new SshWire().Text("ssh-rsa").Integer(p.Exponent).Integer(p.Modulus).ToArray());
        var secret = new SshWire().Integer(p.Modulus).Integer(p.Exponent).Integer(p.D).Integer(p.InverseQ).Integer(p.P).Integer(p.Q).ToArray();
        return new GeneratedKey
        {
            PrivatePem = Pem.Write("RSA PRIVATE KEY", rsa.ExportRSAPrivateKey()),
            PrivatePkcs8Pem = Pem.Write("PRIVATE KEY", rsa.ExportPkcs8PrivateKey()),
            PrivateOpenSsh = SshWire.PrivateKeyPem(ssh.Type, ssh.Blob, secret, ""),
            PublicDer = rsa.ExportSubjectPublicKeyInfo(),
            Ssh = ssh,
        };
    }

    /// <summary>An ECDSA key on a curve: <c>P224</c>, <c>P256</c>, <c>P384</c> or <c>P521</c>.</summary>
    public static GeneratedKey Ecdsa(string curve)
    {
        var (named, ssh) = curve switch
        {
            "P224" => (ECCurve.CreateFromFriendlyName("secp224r1"), null),
            "P256" => (ECCurve.NamedCurves.nistP256, "nistp256"),
            "P384" => (ECCurve.NamedCurves.nistP384, "nistp384"),
            "P521" => (ECCurve.NamedCurves.nistP521, "nistp521"),
            _ => throw new ArgumentOutOfRangeException(nameof(curve), curve, "Not a curve that the tls provider knows."),
        };
        using var ecdsa = ECDsa.Create(named);
        var key = new GeneratedKey
        {
            PrivatePem = Pem.Write("EC PRIVATE KEY", ecdsa.ExportECPrivateKey()),
            PrivatePkcs8Pem = Pem.Write("PRIVATE KEY", ecdsa.ExportPkcs8PrivateKey()),
            PrivateOpenSsh = "",
            PublicDer = ecdsa.ExportSubjectPublicKeyInfo(),
        };
        if (ssh is null)
            return key;
        var p = ecdsa.ExportParameters(includePrivateParameters: true);
        byte[] point = [4, .. p.Q.X!, .. p.Q.Y!];
        var type = "ecdsa-sha2-" + ssh;
        var blob = new SshWire().Text(type).Text(ssh).Bytes(point).ToArray();
        var secret = new SshWire().Text(ssh).Bytes(point).Integer(p.D).ToArray();
        return key with { Ssh = new SshPublicKey(type, blob), PrivateOpenSsh = SshWire.PrivateKeyPem(type, blob, secret, "") };
    }

    /// <summary>An Ed25519 key.</summary>
    public static GeneratedKey Ed25519()
    {
        var secret = new Ed25519PrivateKeyParameters(new SecureRandom());
        var seed = secret.GetEncoded();
        var open = secret.GeneratePublicKey().GetEncoded();
        var pkcs8 = Pem.Write("PRIVATE KEY", [.. Ed25519PrivatePrefix, .. seed]);
        var blob = new SshWire().Text("ssh-ed25519").Bytes(open).ToArray();
        return new GeneratedKey
        {
            PrivatePem = pkcs8,
            PrivatePkcs8Pem = pkcs8,
            PrivateOpenSsh = SshWire.PrivateKeyPem("ssh-ed25519", blob, new SshWire().Bytes(open).Bytes([.. seed, .. open]).ToArray(), ""),
            PublicDer = [.. Ed25519PublicPrefix, .. open],
            Ssh = new SshPublicKey("ssh-ed25519", blob),
        };
    }
}
