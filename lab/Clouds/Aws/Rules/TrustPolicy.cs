using System.Text.Json;

namespace Slipway.Lab.Clouds.Aws;

/// <summary>A policy that says who may assume a role.</summary>
internal static class TrustPolicy
{
    /// <summary>What IAM finds wrong with a trust policy, or null. Text that is no JSON is the schema's to refuse.</summary>
    public static string? ProblemOf(string json)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json);
        }
        catch (JsonException)
        {
            return null;
        }
        using (document)
            return ProblemOf(document.RootElement);
    }

    /// <summary>Whether the policy lets a service assume the role.</summary>
    public static bool Trusts(string json, string service)
    {
        using var document = JsonDocument.Parse(json);
        return Statements(document.RootElement).Any(s =>
            s.TryGetProperty("Effect", out var effect) && effect.GetString() == "Allow"
            && s.TryGetProperty("Principal", out var principal) && principal.ValueKind == JsonValueKind.Object
            && principal.TryGetProperty("Service", out var services) && Texts(services).Contains(service));
    }

    private static string? ProblemOf(JsonElement policy)
    {
        if (policy.ValueKind != JsonValueKind.Object)
            return "MalformedPolicyDocument: the policy must be a JSON object";
        if (policy.TryGetProperty("Version", out var version) && version.ToString() is not ("2012-10-17" or "2008-10-17"))
            return $"MalformedPolicyDocument: The policy must contain a valid version string, not '{version}'";
        var statements = Statements(policy).ToList();
        return statements.Count == 0
            ? "MalformedPolicyDocument: Syntax errors in policy: it has no Statement"
            : statements.Select(StatementProblemOf).FirstOrDefault(p => p is not null);
    }

    private static string? StatementProblemOf(JsonElement statement)
    {
        if (statement.ValueKind != JsonValueKind.Object)
            return "MalformedPolicyDocument: Syntax errors in policy: a Statement must be an object";
        if (!statement.TryGetProperty("Effect", out var effect) || effect.ToString() is not ("Allow" or "Deny"))
            return "MalformedPolicyDocument: Syntax errors in policy: Effect must be Allow or Deny";
        if (statement.TryGetProperty("Resource", out _) || statement.TryGetProperty("NotResource", out _))
            return "MalformedPolicyDocument: Has prohibited field Resource: a trust policy is about the role it stands on";
        if (!statement.TryGetProperty("Principal", out _) && !statement.TryGetProperty("NotPrincipal", out _))
            return "MalformedPolicyDocument: Missing required field Principal: a trust policy says who may assume the role";
        if (!statement.TryGetProperty("Action", out var action))
            return "MalformedPolicyDocument: Missing required field Action";
        return Texts(action).FirstOrDefault(a => !a.StartsWith("sts:", StringComparison.Ordinal)) is { } other
            ? $"MalformedPolicyDocument: AssumeRole policy may only specify STS AssumeRole actions, not '{other}'"
            : null;
    }

    private static IEnumerable<JsonElement> Statements(JsonElement policy) =>
        !policy.TryGetProperty("Statement", out var statement) ? []
        : statement.ValueKind == JsonValueKind.Array ? statement.EnumerateArray()
        : [statement];

    private static IEnumerable<string> Texts(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray().Select(e => e.ToString()) : [element.ToString()];
}
