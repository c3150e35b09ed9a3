using System.Security.Cryptography;

namespace Slipway.Components.Sops;

/// <summary>What SOPS holds a file's values together with: SHA-512 over them in their order, encrypted under the data key.</summary>
internal sealed class SopsMac : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
    private readonly bool _onlyEncrypted;

    public SopsMac(bool onlyEncrypted)
    {
        _onlyEncrypted = onlyEncrypted;
        // So that a MAC over some values is never one over all (SOPS 3.9: the SHA-256 of "sops").
        if (onlyEncrypted)
            _hash.AppendData(SHA256.HashData("sops"u8));
    }

    public void Add(SopsScalar value, bool encrypted)
    {
        if (encrypted || !_onlyEncrypted)
            _hash.AppendData(value.Bytes);
    }

    /// <summary>The MAC in upper-case hexadecimal.</summary>
    public string Text() => Convert.ToHexString(_hash.GetHashAndReset());

    public void Dispose() => _hash.Dispose();
}
