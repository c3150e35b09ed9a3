namespace Slipway.Lab.Engine;

/// <summary>URNs as Pulumi forms them: <c>urn:pulumi:stack::project::parentType$type::name</c>.</summary>
public static class Urn
{
    /// <summary>Type token of the stack's own resource; it never shows in the URNs of its children.</summary>
    public const string StackType = "pulumi:pulumi:Stack";

    private const string Prefix = "urn:pulumi:";

    /// <summary>The URN of a resource.</summary>
    /// <param name="stack">Name of the stack.</param>
    /// <param name="project">Name of the project.</param>
    /// <param name="parent">URN of the parent, or empty.</param>
    /// <param name="type">Type token.</param>
    /// <param name="name">Name within the stack.</param>
    public static string Form(string stack, string project, string parent, string type, string name)
    {
        var parentType = parent.Length == 0 ? "" : QualifiedType(parent);
        var qualified = parentType is "" or StackType ? type : $"{parentType}${type}";
        return $"{Prefix}{stack}::{project}::{qualified}::{name}";
    }

    /// <summary>The URN of a stack's own resource.</summary>
    public static string OfStack(string stack, string project) => Form(stack, project, "", StackType, $"{project}-{stack}");

    /// <summary>The stack's name.</summary>
    public static string Stack(string urn) => Parts(urn)[0];

    /// <summary>The project's name.</summary>
    public static string Project(string urn) => Parts(urn)[1];

    /// <summary>The type with those of its parents, joined by <c>$</c>.</summary>
    public static string QualifiedType(string urn) => Parts(urn)[2];

    /// <summary>The resource's own type.</summary>
    public static string Type(string urn)
    {
        var qualified = QualifiedType(urn);
        return qualified[(qualified.LastIndexOf('$') + 1)..];
    }

    /// <summary>The resource's name.</summary>
    public static string Name(string urn) => Parts(urn)[3];

    /// <summary>True when the text has the form of a URN.</summary>
    public static bool IsUrn(string text) =>
        text.StartsWith(Prefix, StringComparison.Ordinal) && text[Prefix.Length..].Split("::", 4).Length == 4;

    private static string[] Parts(string urn) => IsUrn(urn)
        ? urn[Prefix.Length..].Split("::", 4)
        : throw new FormatException($"'{urn}' is not a URN; one reads urn:pulumi:<stack>::<project>::<type>::<name>.");
}
