using System.Collections.Concurrent;

namespace Slipway.Checks.Kustomize;

/// <summary>Regular expressions of kustomizations, each made once: making one costs more than most builds use it for, and overlays repeat them.</summary>
internal static class Patterns
{
    private static readonly ConcurrentDictionary<string, LinearRegex> Known = new(StringComparer.Ordinal);

    /// <summary>The expression of a pattern. Matching takes time linear in the text, as with Go's.</summary>
    /// <exception cref="ArgumentException">It is not well-formed.</exception>
    /// <exception cref="NotSupportedException">It uses what Go's expressions do not have.</exception>
    public static LinearRegex Of(string pattern) => Known.GetOrAdd(pattern, static text => new LinearRegex(text));
}
