using System.Globalization;
using System.Security.Cryptography;

namespace Slipway.Components.Sops;

/// <summary>
/// What byte-stable sealing comes from: data keys, nonces and age's own keys are derived from it (HKDF-SHA256, RFC 5869), so the same values and
/// recipients give the same file, and nobody without the stack's secret can foretell any of them.
/// It also shows when a value returns to what it was before: the price of an empty preview for an unchanged secret.
/// </summary>
public sealed class SealingKey
{
    private readonly byte[] _key;

    private SealingKey(byte[] key) => _key = key;

    /// <summary>Derives the key of an environment.</summary>
    /// <param name="stackSecret">At least 32 random bytes that only the stack's state holds.</param>
    /// <param name="environment">The environment; each has keys of its own even where the secret is the same.</param>
    /// <param name="generation">Counts up to rotate every data key, as after the removal of a recipient, who may have kept the old ones.</param>
    /// <exception cref="ArgumentException">The secret is too short.</exception>
    public static SealingKey From(ReadOnlySpan<byte> stackSecret, string environment, int generation)
    {
        if (stackSecret.Length < Sops.DataKey.Length)
            throw new ArgumentException($"the stack's secret has {stackSecret.Length} bytes; sealing needs at least {Sops.DataKey.Length}", nameof(stackSecret));
        return new SealingKey(Derive(stackSecret, "slipway sealing key", environment, generation.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>The data key of a file.</summary>
    /// <param name="fileName">Path in the repository.</param>
    public DataKey DataKey(string fileName) => Sops.DataKey.FromMaterial(Derive(_key, "data key", fileName));

    /// <summary>Nonces, and what age needs, for a file.</summary>
    /// <param name="fileName">Path in the repository.</param>
    public Entropy Entropy(string fileName) => Sops.Entropy.Keyed(Derive(_key, "entropy", fileName));

    /// <summary>Says what it is; the key stays where it is.</summary>
    public override string ToString() => "sealing key";

    private static byte[] Derive(ReadOnlySpan<byte> secret, params ReadOnlySpan<string> labels)
    {
        var key = new byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, key, salt: [], info: Sops.Entropy.Framed(labels));
        return key;
    }
}
