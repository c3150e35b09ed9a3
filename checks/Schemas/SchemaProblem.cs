using Slipway.Checks.Yaml;

namespace Slipway.Checks.Schemas;

/// <summary>Something that an API server would refuse.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Place">Where its cause stands.</param>
/// <param name="Path">Path of the field within the object, e.g. <c>spec.ref.name</c>; empty for the whole.</param>
/// <param name="Message">What is wrong: the value and the rule.</param>
/// <param name="Remedy">What to do.</param>
public sealed record SchemaProblem(SchemaProblemKind Kind, YamlPlace Place, string Path, string Message, string Remedy)
{
    /// <summary>A problem with a value.</summary>
    internal static SchemaProblem At(YamlValue value, SchemaProblemKind kind, string path, string message, string remedy) => new(kind, value.Place, path, message, remedy);

    /// <inheritdoc />
    public override string ToString() => $"{Place}: {(Path.Length > 0 ? Path + ": " : "")}{Message}; {Remedy}";
}
