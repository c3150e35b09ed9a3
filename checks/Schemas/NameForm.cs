using System.Collections.Frozen;

namespace Slipway.Checks.Schemas;

/// <summary>The form that names of a kind have.</summary>
/// <param name="Fits">Whether a name has it.</param>
/// <param name="Description">In words.</param>
/// <param name="Example">A name of that form.</param>
internal sealed record NameForm(Func<string, bool> Fits, string Description, string Example)
{
    private static readonly NameForm Subdomain = new(ObjectNames.IsSubdomain, "a DNS subdomain (lower-case letters, digits, '-' and '.', at most 253)", "my-app");
    private static readonly NameForm Label = new(ObjectNames.IsLabel, "a DNS label (lower-case letters, digits and inner hyphens, at most 63)", "my-app");
    private static readonly NameForm LetterLabel = new(ObjectNames.IsLetterLabel, "a DNS label that begins with a letter (lower-case letters, digits and inner hyphens, at most 63)", "my-app");
    private static readonly NameForm PathSegment = new(ObjectNames.IsPathSegment, "a part of a path (anything but '.', '..', '/' and '%')", "team:reader");
    private static readonly NameForm CronJob = new(text => text.Length <= 52 && ObjectNames.IsSubdomain(text), "a DNS subdomain of at most 52 characters, as Jobs are named after it", "nightly-backup");

    // Kinds whose names are not DNS subdomains (the validation of each kind in kubernetes/pkg/apis).
    private static readonly FrozenDictionary<(string Group, string Kind), NameForm> Others = new Dictionary<(string, string), NameForm>
    {
        [("", "Namespace")] = Label,
        [("", "Service")] = LetterLabel,
        [("rbac.authorization.k8s.io", "Role")] = PathSegment,
        [("rbac.authorization.k8s.io", "ClusterRole")] = PathSegment,
        [("rbac.authorization.k8s.io", "RoleBinding")] = PathSegment,
        [("rbac.authorization.k8s.io", "ClusterRoleBinding")] = PathSegment,
        [("batch", "CronJob")] = CronJob,
    }.ToFrozenDictionary();

    /// <summary>The form of a kind's names.</summary>
    public static NameForm Of(KindSchema? kind) => kind is not null && Others.TryGetValue((kind.Group, kind.Kind), out var form) ? form : Subdomain;
}
