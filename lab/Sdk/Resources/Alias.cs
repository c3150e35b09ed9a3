namespace Pulumi;

/// <summary>A former identity of a resource: what differed from today's, or a whole URN. What is not set is as today.</summary>
public sealed class Alias
{
    /// <summary>The whole former URN; then nothing else may be set.</summary>
    public string? Urn { get; set; }

    /// <summary>Former name.</summary>
    public Input<string>? Name { get; set; }

    /// <summary>Former type token.</summary>
    public Input<string>? Type { get; set; }

    /// <summary>Former stack.</summary>
    public Input<string>? Stack { get; set; }

    /// <summary>Former project.</summary>
    public Input<string>? Project { get; set; }

    /// <summary>Former parent.</summary>
    public Resource? Parent { get; set; }

    /// <summary>URN of the former parent.</summary>
    public Input<string>? ParentUrn { get; set; }

    /// <summary>True when the resource had no parent.</summary>
    public bool NoParent { get; set; }
}
