namespace Slipway.Lab.Schema;

/// <summary>How the lab's cloud treats a resource (the key <c>lab</c>).</summary>
public sealed class ResourceBehavior
{
    /// <summary>Template of the id, e.g. <c>vpc-{hex:17}</c>; null when the cloud says otherwise.</summary>
    public string? Id { get; internal set; }

    /// <summary>Outputs that the cloud decides, by name: a template, or JSON with templates in its texts.</summary>
    public IReadOnlyDictionary<string, PlacedJson> Computed { get; internal set; } = new SortedDictionary<string, PlacedJson>();

    /// <summary>The automatic name; null when the resource has none.</summary>
    public AutoName? AutoName { get; internal set; }

    /// <summary>Inputs that together no other object of the kind may have; none when there is no such rule.</summary>
    public IReadOnlyList<string> Unique { get; internal set; } = [];

    /// <summary>True when a replacement cannot stand beside the old one.</summary>
    public bool DeleteBeforeReplace { get; internal set; }
}

/// <summary>A name that is made from the resource's, a dash and random hex digits unless the program gives one.</summary>
/// <param name="property">The input that holds it.</param>
/// <param name="maxLength">Most characters it may have; null when there is no limit.</param>
public sealed class AutoName(string property, int? maxLength)
{
    /// <summary>The input that holds it.</summary>
    public string Property => property;

    /// <summary>Most characters it may have; null when there is no limit.</summary>
    public int? MaxLength => maxLength;
}
