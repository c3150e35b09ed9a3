using System.Text.Json;
using System.Text.RegularExpressions;

namespace Slipway.Lab.Clouds.Aws;

/// <summary>IAM's policy language, as JSON text. Text that is no JSON is the schema's to refuse.</summary>
internal static partial class PolicyText
{
    private static readonly string[] Elements =
        ["Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition"];

    /// <summary>What is wrong with a policy in itself, or null.</summary>
    public static string? ProblemOf(PolicyKind kind, string json)
    {
        if (Parse(json) is not { } policy)
            return null;
        var problem = policy.ValueKind != JsonValueKind.Object ? "Syntax errors in policy: it must be an object" : ProblemOf(kind, policy);
        return problem is null ? null : $"{kind.Error}: {problem}";
    }

    /// <summary>The statements of a policy; none when the text is no policy.</summary>
    public static IReadOnlyList<PolicyStatement> Statements(string json) =>
        Parse(json) is { ValueKind: JsonValueKind.Object } policy
            ? [.. Items(policy, "Statement").Where(s => s.ValueKind == JsonValueKind.Object).Select(s => new PolicyStatement(s))]
            : [];

    /// <summary>Whether a service may do all of these.</summary>
    public static bool Allows(string json, string service, params ReadOnlySpan<string> actions)
    {
        var granted = Statements(json).Where(s => s.IsAllow && s.Principals("Service").Contains(service)).ToList();
        foreach (var action in actions)
        {
            if (!granted.Exists(s => s.Covers(action)))
                return false;
        }
        return true;
    }

    private static string? ProblemOf(PolicyKind kind, JsonElement policy)
    {
        if (policy.TryGetProperty("Version", out var version) && version.ToString() is not ("2012-10-17" or "2008-10-17"))
            return $"The policy must contain a valid version string, not '{version}'";
        var statements = Items(policy, "Statement").ToList();
        if (statements.Count == 0)
            return "Syntax errors in policy: it has no Statement";
        if (statements.Select(s => ProblemOfStatement(kind, s)).FirstOrDefault(p => p is not null) is { } problem)
            return problem;
        return statements.Where(s => s.TryGetProperty("Sid", out _)).Select(s => s.GetProperty("Sid").ToString()).GroupBy(s => s).FirstOrDefault(g => g.Count() > 1) is { } twice
            ? $"Statement IDs (SID) in a single policy must be unique: {twice.Key}"
            : null;
    }

    private static string? ProblemOfStatement(PolicyKind kind, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
            return "Syntax errors in policy: a Statement must be an object";
        if (json.EnumerateObject().Select(m => m.Name).FirstOrDefault(n => !Elements.Contains(n)) is { } unknown)
            return $"Syntax errors in policy: a Statement has no element {unknown}";
        var statement = new PolicyStatement(json);
        if (!statement.HasEffect)
            return "Syntax errors in policy: Effect must be Allow or Deny";
        if (json.TryGetProperty("Sid", out var sid) && kind.Error == "MalformedPolicyDocument" && !PlainSid().IsMatch(sid.ToString()))
            return $"Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*: {sid}";
        var hasPrincipal = json.TryGetProperty("Principal", out _) || json.TryGetProperty("NotPrincipal", out _);
        if (hasPrincipal != kind.HasPrincipal)
            return kind.HasPrincipal ? "Missing required field Principal" : "Policy document should not specify a principal.";
        if (!json.TryGetProperty("Action", out _) && !json.TryGetProperty("NotAction", out _))
            return "Policy statement must contain actions.";
        if (statement.Actions.FirstOrDefault(a => a != "*" && !Action().IsMatch(a)) is { } action)
            return $"Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.: {action}";
        var hasResource = json.TryGetProperty("Resource", out _) || json.TryGetProperty("NotResource", out _);
        if (hasResource != kind.HasResource)
            return kind.HasResource ? "Policy statement must contain resources." : "Has prohibited field Resource";
        if (statement.Resources.FirstOrDefault(r => r != "*" && !r.StartsWith("arn:", StringComparison.Ordinal)) is { } resource)
            return $"Resource {resource} must be in ARN format or \"*\".";
        return ReferenceEquals(kind, PolicyKind.Trust) && statement.Actions.FirstOrDefault(a => !a.StartsWith("sts:", StringComparison.Ordinal)) is { } other
            ? $"AssumeRole policy may only specify STS AssumeRole actions, not '{other}'"
            : null;
    }

    private static JsonElement? Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>An element's values: of one value, that one.</summary>
    internal static IEnumerable<JsonElement> Items(JsonElement owner, string name) =>
        !owner.TryGetProperty(name, out var value) ? [] : value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [value];

    [GeneratedRegex(@"\A[0-9A-Za-z]*\z")]
    private static partial Regex PlainSid();

    [GeneratedRegex(@"\A[a-z0-9-]+:[A-Za-z0-9*?]+\z")]
    private static partial Regex Action();
}
