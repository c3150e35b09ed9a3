using Slipway.Checks.Yaml;

namespace Slipway.Checks.Schemas.Rules;

/// <summary>Rights: bindings and rules (kubernetes, <c>pkg/apis/rbac/validation</c>).</summary>
internal static class RbacRules
{
    private const string Group = "rbac.authorization.k8s.io";

    /// <summary>What is wrong with a binding.</summary>
    public static IEnumerable<SchemaProblem> CheckBinding(YamlMap manifest)
    {
        if (manifest.TextAt("kind") == "ClusterRoleBinding" && manifest.Find("roleRef", "kind") is YamlScalar { Text: "Role" } role)
            yield return SchemaProblem.At(role, SchemaProblemKind.NotAllowed, "roleRef.kind", "a ClusterRoleBinding cannot give a Role, which belongs to one namespace", "use a ClusterRole, or a RoleBinding");
        foreach (var (subject, path) in manifest.Maps("subjects", ""))
        {
            var (kind, group) = (subject.TextAt("kind"), subject.TextAt("apiGroup") ?? "");
            var at = path.TrimStart('.');
            if (kind == "ServiceAccount" && string.IsNullOrEmpty(subject.TextAt("namespace")))
                yield return SchemaProblem.At(subject, SchemaProblemKind.MissingField, $"{at}.namespace", "a ServiceAccount is known by its namespace too", "add it");
            if (kind == "ServiceAccount" && group.Length > 0)
                yield return SchemaProblem.At(subject["apiGroup"]!, SchemaProblemKind.NotAllowed, $"{at}.apiGroup", "ServiceAccounts are in the core group", "remove it");
            if (kind is "User" or "Group" && group is not ("" or Group))
                yield return SchemaProblem.At(subject["apiGroup"]!, SchemaProblemKind.NotAllowed, $"{at}.apiGroup", $"{kind}s are in {Group}", $"use {Group}");
            if (kind is "User" or "Group" && subject.Has("namespace"))
                yield return SchemaProblem.At(subject["namespace"]!, SchemaProblemKind.WrongNamespace, $"{at}.namespace", $"a {kind} belongs to no namespace", "remove it");
        }
    }

    /// <summary>What is wrong with the rules of a role.</summary>
    public static IEnumerable<SchemaProblem> CheckRole(YamlMap manifest)
    {
        foreach (var (rule, path) in manifest.Maps("rules", ""))
        {
            var at = path.TrimStart('.');
            var (resources, urls) = (rule.Texts("resources").Any(), rule.Texts("nonResourceURLs").Any());
            if (urls && manifest.TextAt("kind") == "Role")
                yield return SchemaProblem.At(rule["nonResourceURLs"]!, SchemaProblemKind.NotAllowed, $"{at}.nonResourceURLs", "URLs belong to no namespace", "use a ClusterRole");
            if (resources == urls)
                yield return SchemaProblem.At(rule, SchemaProblemKind.Contradiction, at, resources ? "a rule is about resources or about URLs, not both" : "the rule names no resources", resources ? "make two rules" : "name resources");
            if (resources && !rule.Texts("apiGroups").Any())
                yield return SchemaProblem.At(rule, SchemaProblemKind.MissingField, $"{at}.apiGroups", "the rule names no API group", "name it; the core group is \"\"");
        }
    }
}
