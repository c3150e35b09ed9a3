using System.Collections.Concurrent;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Engine.Secrets;

/// <summary>
/// Remembers the ciphertext that each secret of a resource was read from, or first written as, so that an unchanged secret keeps its
/// ciphertext and an unchanged state its bytes. Kept per resource: the same secret of two resources does not show as the same.
/// </summary>
internal sealed class CiphertextCache(IValueCipher cipher)
{
    private readonly ConcurrentDictionary<string, IValueCipher> _resources = new(StringComparer.Ordinal);

    public IValueCipher For(string urn) => _resources.GetOrAdd(urn, static (_, c) => new Remembering(c), cipher);

    private sealed class Remembering(IValueCipher cipher) : IValueCipher
    {
        private readonly ConcurrentDictionary<string, string> _ciphertexts = new(StringComparer.Ordinal);

        public string Encrypt(string plaintext) => _ciphertexts.GetOrAdd(plaintext, static (p, c) => c.Encrypt(p), cipher);

        public string Decrypt(string ciphertext)
        {
            var plaintext = cipher.Decrypt(ciphertext);
            _ciphertexts[plaintext] = ciphertext;
            return plaintext;
        }
    }
}
