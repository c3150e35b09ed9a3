namespace Slipway.Lab.Schema;

/// <summary>What the lab's cloud asks of a value (the key <c>lab</c>); for a list, of each item.</summary>
public sealed class PropertyRules
{
    /// <summary>Texts that are allowed; none when any is.</summary>
    public IReadOnlyList<string> Values { get; internal set; } = [];

    /// <summary>Regular expression that the whole text must match, or null.</summary>
    public string? Pattern { get; internal set; }

    /// <summary>Least number, or fewest characters of a text; null when there is no limit.</summary>
    public double? Min { get; internal set; }

    /// <summary>Greatest number, or most characters of a text; null when there is no limit.</summary>
    public double? Max { get; internal set; }

    /// <summary><c>cidr</c>, <c>arn</c> or <c>json</c>; null when the text is free.</summary>
    public string? Format { get; internal set; }

    /// <summary>Token of the resource that the value names, or null.</summary>
    public string? RefersTo { get; internal set; }

    /// <summary>Output of that resource which the value equals; null when it is the resource's id.</summary>
    public string? RefersOutput { get; internal set; }
}
