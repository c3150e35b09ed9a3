namespace Slipway.Checks.Schemas;

/// <summary>What the objects of a kind must be.</summary>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Version">The version, e.g. <c>v1</c>.</param>
/// <param name="Kind">The kind.</param>
/// <param name="IsNamespaced">Whether its objects live in namespaces; null when the schema does not say.</param>
/// <param name="Schema">The schema of an object.</param>
public sealed record KindSchema(string Group, string Version, string Kind, bool? IsNamespaced, StructuralSchema Schema)
{
    /// <summary>Group and version as an object's <c>apiVersion</c> has them.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";
}
