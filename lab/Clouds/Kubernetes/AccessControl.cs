using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Schema;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Kubernetes;

/// <summary>
/// Roles of the whole cluster and who has them. The official package has classes for them, the lab's has none: a program declares
/// them as <c>ApiExtensions.CustomResource</c>, which gives the same types on either side.
/// </summary>
internal static class AccessControl
{
    /// <summary>Type token of bindings.</summary>
    public const string Binding = "kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding";

    private static readonly Lazy<PackageSchema> Read = new(() =>
    {
        using var stream = typeof(AccessControl).Assembly.GetManifestResourceStream("access-control.json")!;
        using var reader = new StreamReader(stream);
        return PackageSchema.Parse(reader.ReadToEnd(), "access-control.json");
    });

    /// <summary>Their schemas.</summary>
    public static PackageSchema Schema => Read.Value;

    /// <summary>What the API server finds wrong with a role or a binding.</summary>
    public static IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        var rules = inputs.Text("kind") == "ClusterRole" ? inputs.Find("rules")?.AsList ?? [] : [];
        for (var i = 0; i < rules.Length; i++)
        {
            if (rules[i].Inside() is not { } rule || rule.ContainsUnknowns)
                continue;
            if (rule.Texts("verbs").IsEmpty)
                yield return new CheckFailure($"rules[{i}].verbs", "Required value: verbs must contain at least one value");
            var isForUrls = !rule.Texts("nonResourceURLs").IsEmpty;
            if (isForUrls && (rule.Has("apiGroups") || rule.Has("resources") || rule.Has("resourceNames")))
                yield return new CheckFailure($"rules[{i}].nonResourceURLs", "Invalid value: rules cannot apply to both regular resources and non-resource URLs");
            if (!isForUrls && rule.Texts("apiGroups").IsEmpty)
                yield return new CheckFailure($"rules[{i}].apiGroups", "Required value: resource rules must supply at least one api group");
            if (!isForUrls && rule.Texts("resources").IsEmpty)
                yield return new CheckFailure($"rules[{i}].resources", "Required value: resource rules must supply at least one resource");
        }
        var subjects = inputs.Text("kind") == "ClusterRoleBinding" ? inputs.Find("subjects")?.AsList ?? [] : [];
        for (var i = 0; i < subjects.Length; i++)
        {
            if (subjects[i].Inside() is { } subject && subject.Text("kind") == "ServiceAccount" != subject.Has("namespace"))
            {
                yield return new CheckFailure(
                    $"subjects[{i}].namespace",
                    subject.Has("namespace") ? "Invalid value: users and groups have no namespace" : "Required value: a service account is in a namespace");
            }
        }
    }
}
