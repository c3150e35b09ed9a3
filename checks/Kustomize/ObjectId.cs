namespace Slipway.Checks.Kustomize;

/// <summary>What kustomize knows an object by.</summary>
internal readonly record struct ObjectId(string Group, string Version, string Kind, string Name, string Namespace)
{
    /// <summary>Whether objects of the kind have no namespace. Kinds that kustomize does not know have one.</summary>
    public bool IsClusterScoped => ClusterScopedKinds.Contains(Group, Version, Kind);

    /// <summary>The namespace that counts when objects are told apart: none and "default" are the same.</summary>
    public string EffectiveNamespace => IsClusterScoped ? "" : Namespace.Length == 0 ? "default" : Namespace;

    /// <summary>The identity that counts when objects are told apart.</summary>
    public ObjectId Effective => this with { Namespace = EffectiveNamespace };

    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    public bool IsSelectedBy(KindSelector selector) => selector.Selects(Group, Version, Kind);

    public override string ToString() => $"{Kind} {(Namespace.Length == 0 ? "" : Namespace + "/")}{Name} ({ApiVersion})";

    public static (string Group, string Version) SplitApiVersion(string apiVersion) => apiVersion.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0
        ? (apiVersion[..slash], apiVersion[(slash + 1)..])
        : ("", apiVersion);
}

/// <summary>Kinds of objects; what is empty is any.</summary>
internal readonly record struct KindSelector(string Group, string Version, string Kind)
{
    public bool Selects(string group, string version, string kind) =>
        (Kind.Length == 0 || Kind == kind) && (Group.Length == 0 || Group == group) && (Version.Length == 0 || Version == version);
}
