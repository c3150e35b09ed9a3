using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;

namespace Slipway.Fuzz.Tests.Targets;

/// <summary>Texts for a reader: mostly what it takes with something changed, some made of pieces that readers trip over.</summary>
internal static class Mutation
{
    private static readonly ImmutableArray<string> Pieces =
    [
        "", " ", "\n", "\r\n", "\t", "\0", "\u001b[2J", "\ufeff", "\u2028", "\u0085", "\ud800", "é", "日本", "-", "- ", "--", "---\n", "...\n", ":", ": ", "? ", "#", "# x\n", "[", "]", "{", "}", ",",
        "'", "\"", "\\", "\\x", "\\u12", "|", "|9\n", "|-\n", ">", ">+2\n", "&a ", "*a", "&a [*a]", "<<: ", "<<: *a", "!!", "!!binary ", "!!int ", "!x ", "%YAML 1.1\n", "~", "null", "true", "yes",
        "0", "-0", "1e999", "0x", "0o8", ".inf", ".nan", "9223372036854775808", "-1", "1.2.3", "2026-01-01", "=", "<", "@", "`", "$", "${", "${a}", "${a:=", "${a:-${b}}", "${#a}", "${a:1:2}", "${a/b/c}", "$$",
        "../", "/", "//", "..", "/etc/passwd", "~/", "https://example.com/x", "metadata", "name: ", "kind: ", "apiVersion: ", "spec: ", "data: ", "op: ", "path: ", "value: ", "patch: |-\n", "secure: v1:a:b", "secure: ",
        "ENC[", "ENC[AES256_GCM,data:,iv:,tag:,type:str]", "]", "AGE-SECRET-KEY-1", "-> X25519 ", "-----BEGIN AGE ENCRYPTED FILE-----", "v1:", "AAAA", "====", "urn:pulumi:", "::", "\"4dabf18193072939515e22adb298388d\":", "\"version\":3",
    ];

    /// <summary>Texts for a target, with how a failing one is made smaller.</summary>
    public static Arbitrary<string> Of(FuzzTarget target) => Arb.From(Gen.Frequency(
        (12, Gen.Choose(1, 4).SelectMany(count => Enumerable.Range(0, count).Aggregate(Gen.Elements(target.Corpus.AsEnumerable()), (text, _) => text.SelectMany(t => Changed(t, target.Corpus))))),
        (2, Gen.ArrayOf(Gen.Elements(Pieces.AsEnumerable())).Select(string.Concat)),
        (1, Gen.Choose(1, 2_000).SelectMany(depth => Gen.Elements("[", "{a: ", "- ", "? ", "&a [", "\"", "((", "${", "a:\n ", "{\"a\":").Select(piece => string.Concat(Enumerable.Repeat(piece, depth))))),
        (1, Bomb())), text => target.HasHung ? [] : Smaller(text));

    // A part goes, comes twice, comes from another text, or something odd comes in.
    private static Gen<string> Changed(string text, ImmutableArray<string> corpus) =>
        from at in Gen.Choose(0, text.Length)
        from length in Gen.Frequency((3, Gen.Choose(0, 4)), (1, Gen.Choose(0, Math.Max(1, text.Length / 2))))
        let end = Math.Min(text.Length, at + length)
        from put in Gen.Frequency(
            (6, Gen.Elements(Pieces.AsEnumerable())),
            (2, Gen.Constant("")),
            (1, Gen.Constant(text[at..end] + text[at..end])),
            (1, Gen.Choose(0, char.MaxValue).Select(c => ((char)c).ToString())),
            (1, Gen.Elements(corpus.AsEnumerable()).SelectMany(other => Gen.Choose(0, other.Length).Select(start => other[start..Math.Min(other.Length, start + 200)]))),
            (1, Gen.Choose(1, 3_000).Select(n => new string(text.Length > at ? text[at] : 'x', n))))
        select string.Concat(text.AsSpan(0, at), put, text.AsSpan(end));

    private static Gen<string> Bomb() =>
        from levels in Gen.Choose(2, 12)
        from width in Gen.Choose(2, 12)
        from key in Gen.Elements("config", "a", "metadata", "spec")
        select $"{key}:\n  l0: &l0 [x, x]\n" + string.Concat(Enumerable.Range(1, levels).Select(i => $"  l{i}: &l{i} [{string.Join(", ", Enumerable.Repeat($"*l{i - 1}", width))}]\n"));

    private static IEnumerable<string> Smaller(string text)
    {
        for (var size = text.Length / 2; size > 0; size /= 2)
        {
            for (var at = 0; at + size <= text.Length; at += size)
                yield return text.Remove(at, size);
        }
    }
}
