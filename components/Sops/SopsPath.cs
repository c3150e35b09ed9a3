using System.Collections.Immutable;

namespace Slipway.Components.Sops;

/// <summary>Where a value stands: the keys above it, which SOPS binds its ciphertext to, and its exact place.</summary>
/// <param name="Keys">The keys from the root; items of a list have the list's.</param>
/// <param name="Place">The place as people write it, e.g. <c>spec.hosts[2]</c>; no two values of a file share one.</param>
internal sealed record SopsPath(ImmutableList<string> Keys, string Place)
{
    /// <summary>What AES-GCM authenticates beside the value.</summary>
    public string AdditionalData => string.Join(':', Keys) + ":";

    /// <summary>The root of a document, counted from 0.</summary>
    public static SopsPath Root(int document) => new([], document == 0 ? "" : $"document {document + 1}: ");

    public SopsPath Key(string key) => new(Keys.Add(key), Place.Length == 0 || Place.EndsWith(' ') ? Place + key : $"{Place}.{key}");

    public SopsPath Item(int index) => this with { Place = $"{Place}[{index}]" };

    public SopsPath Comment(int index) => this with { Place = $"{Place}#{index}" };
}
