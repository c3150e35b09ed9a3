using System.Collections.Immutable;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Kustomize;

/// <summary>A selector in Kubernetes' text form: <c>a=b,c!=d,e in (f,g),h notin (i),j,!k</c>.</summary>
internal sealed class LabelSelector
{
    private readonly ImmutableArray<Requirement> _requirements;

    private LabelSelector(ImmutableArray<Requirement> requirements) => _requirements = requirements;

    private sealed record Requirement(string Key, bool Negated, ImmutableArray<string>? Values);

    /// <summary>A selector's text, or null where it is none.</summary>
    public static LabelSelector? Parse(string text)
    {
        var requirements = ImmutableArray.CreateBuilder<Requirement>();
        foreach (var part in Split(text))
        {
            if (Read(part.Trim()) is not { } requirement)
                return null;
            requirements.Add(requirement);
        }
        return new LabelSelector(requirements.ToImmutable());
    }

    /// <summary>Whether labels fulfil all of it.</summary>
    public bool Selects(YamlMap? labels) => _requirements.All(r => Fulfils(r, labels?[r.Key] is YamlScalar value ? value.Text : null));

    private static bool Fulfils(Requirement requirement, string? value) =>
        (requirement.Values is { } values ? value is not null && values.Contains(value) : value is not null) != requirement.Negated;

    private static IEnumerable<string> Split(string text)
    {
        var depth = 0;
        var start = 0;
        for (var at = 0; at < text.Length; at++)
        {
            depth += text[at] == '(' ? 1 : text[at] == ')' ? -1 : 0;
            if (text[at] != ',' || depth > 0)
                continue;
            yield return text[start..at];
            start = at + 1;
        }
        if (start < text.Length)
            yield return text[start..];
    }

    private static Requirement? Read(string part)
    {
        if (part.EndsWith(')') && part.IndexOf('(', StringComparison.Ordinal) is var open and > 0)
        {
            var words = part[..open].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            ImmutableArray<string> values = [.. part[(open + 1)..^1].Split(',').Select(v => v.Trim())];
            return words is [var key, "in" or "notin"] && IsKey(key) ? new Requirement(key, words[1] == "notin", values) : null;
        }
        foreach (var (sign, negated) in new[] { ("!=", true), ("==", false), ("=", false) })
        {
            if (part.IndexOf(sign, StringComparison.Ordinal) is not (var at and > 0))
                continue;
            var (key, value) = (part[..at].Trim(), part[(at + sign.Length)..].Trim());
            return IsKey(key) && !value.Contains('=', StringComparison.Ordinal) ? new Requirement(key, negated, [value]) : null;
        }
        var absent = part.StartsWith('!');
        var name = (absent ? part[1..] : part).Trim();
        return IsKey(name) ? new Requirement(name, absent, null) : null;
    }

    private static bool IsKey(string key) => key.Length > 0 && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/');
}
