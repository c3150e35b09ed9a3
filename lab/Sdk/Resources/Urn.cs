namespace Pulumi;

/// <summary>A resource's identity: <c>urn:pulumi:stack::project::parentType$type::name</c>.</summary>
public readonly struct Urn : IEquatable<Urn>
{
    private const string Prefix = "urn:pulumi:";
    private readonly string? _value;

    /// <summary>Wraps a text.</summary>
    /// <exception cref="ArgumentException">The text is not a URN.</exception>
    public Urn(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (!value.StartsWith(Prefix, StringComparison.Ordinal) || value.Split("::", 4) is not [_, _, _, not ""])
            throw new ArgumentException($"'{value}' is not a URN: urn:pulumi:<stack>::<project>::<types>::<name> is expected.", nameof(value));
        _value = value;
    }

    /// <summary>The URN that a resource has or had. What is not given is the running program's own; no parent means the stack.</summary>
    public static Output<string> Create(
        Input<string> name, Input<string> type, Resource? parent = null, Input<string>? parentUrn = null, Input<string>? project = null, Input<string>? stack = null)
    {
        if (parent is not null && parentUrn is not null)
            throw new ArgumentException("Only one of 'parent' and 'parentUrn' can be given.");
        var options = project is null || stack is null ? ProgramContext.Require().Options : null;
        var parentOutput = parent?.Urn ?? parentUrn?.ToOutput() ?? Output.Create("");
        return Output.Tuple(name.ToOutput(), type.ToOutput(), parentOutput, (project ?? options!.Project).ToOutput(), (stack ?? options!.Stack).ToOutput())
            .Apply(parts => Compose(parts.Item5, parts.Item4, parts.Item3, parts.Item2, parts.Item1));
    }

    /// <summary>The text.</summary>
    public static implicit operator string(Urn value) => value.ToString();

    /// <summary>True when both are the same.</summary>
    public static bool operator ==(Urn left, Urn right) => left.Equals(right);

    /// <summary>True when they differ.</summary>
    public static bool operator !=(Urn left, Urn right) => !left.Equals(right);

    /// <inheritdoc />
    public bool Equals(Urn other) => ToString() == other.ToString();

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is Urn other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc />
    public override string ToString() => _value ?? "";

    /// <summary>The URN of these parts. A parent's types lead the type, except the stack's own.</summary>
    internal static string Compose(string stack, string project, string parentUrn, string type, string name)
    {
        var parentTypes = parentUrn.Length == 0 ? "" : parentUrn.Split("::", 4)[2];
        return parentTypes is "" or Stack.RootType
            ? $"{Prefix}{stack}::{project}::{type}::{name}"
            : $"{parentUrn[..parentUrn.IndexOf("::" + parentTypes + "::", StringComparison.Ordinal)]}::{parentTypes}${type}::{name}";
    }

    /// <summary>The name in a URN.</summary>
    internal static string NameOf(string urn) => urn.Split("::", 4)[3];

    /// <summary>The resource's own type in a URN.</summary>
    internal static string TypeOf(string urn) => urn.Split("::", 4)[2].Split('$')[^1];
}
