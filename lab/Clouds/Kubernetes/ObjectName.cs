using System.Text.RegularExpressions;

namespace Slipway.Lab.Clouds.Kubernetes;

/// <summary>Kubernetes' rules for names, in the words of its API server.</summary>
internal static partial class ObjectName
{
    private const string SubdomainRule =
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character";

    private const string LabelRule =
        "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character";

    // RBAC objects are named by path segments: system:node is a good name for a role.
    private static readonly HashSet<string> NamedByPathSegment = ["Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding"];

    /// <summary>What is wrong with an object's name, or null.</summary>
    public static string? ProblemOf(string kind, string name)
    {
        if (NamedByPathSegment.Contains(kind))
            return name is "." or ".." || name.Contains('/') || name.Contains('%') ? $"Invalid value: \"{name}\": may not be '.' or '..' or contain '/' or '%'" : null;
        return kind is "Namespace" or "Service" ? LabelProblemOf(name) : SubdomainProblemOf(name);
    }

    /// <summary>What is wrong with a namespace's name, or null.</summary>
    public static string? LabelProblemOf(string name)
    {
        if (name.Length > 63)
            return $"Invalid value: \"{name}\": must be no more than 63 characters";
        return Label().IsMatch(name) ? null : $"Invalid value: \"{name}\": {LabelRule}";
    }

    private static string? SubdomainProblemOf(string name)
    {
        if (name.Length > 253)
            return $"Invalid value: \"{name}\": must be no more than 253 characters";
        return Subdomain().IsMatch(name) ? null : $"Invalid value: \"{name}\": {SubdomainRule}";
    }

    [GeneratedRegex(@"\A[a-z0-9]([-a-z0-9]*[a-z0-9])?\z")]
    private static partial Regex Label();

    [GeneratedRegex(@"\A[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z")]
    private static partial Regex Subdomain();
}
