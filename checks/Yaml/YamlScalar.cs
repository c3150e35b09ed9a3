namespace Slipway.Checks.Yaml;

/// <summary>A scalar: its text as written, and what it is to Kubernetes.</summary>
public sealed class YamlScalar : YamlValue
{
    /// <summary>A scalar.</summary>
    /// <param name="place">Where it stands.</param>
    /// <param name="text">Its text, without quotes and escapes.</param>
    /// <param name="kind">What it is.</param>
    public YamlScalar(YamlPlace place, string text, YamlKind kind) : base(place) => (Text, Kind) = (text, kind);

    /// <summary>The text as written, without quotes and escapes: <c>0777</c> where <see cref="JsonText"/> is <c>511</c>.</summary>
    public string Text { get; }

    /// <summary>What it is.</summary>
    public YamlKind Kind { get; }

    /// <summary>What it is in JSON: a date is text there, and a number without fraction is whole however it was written.</summary>
    public YamlKind JsonKind => YamlNumbers.JsonKind(this);

    /// <summary>The value in JSON, without quotes: numbers in decimal, dates as RFC 3339.</summary>
    public string JsonText => YamlNumbers.JsonText(this);

    /// <summary>Text.</summary>
    public static YamlScalar String(YamlPlace place, string text) => new(place, text, YamlKind.String);

    /// <summary>An unquoted scalar, resolved as kustomize resolves it.</summary>
    public static YamlScalar Plain(YamlPlace place, string text) => new(place, text, YamlResolution.Core.KindOf(text));

    /// <summary>This scalar with another text and the same kind.</summary>
    public YamlScalar WithText(string text) => new(Place, text, Kind);
}
