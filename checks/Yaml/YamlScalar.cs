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

    /// <summary>Whether it stands without quotes, so that another reader may take it for something else (<see cref="YamlResolution.Yaml11"/>).</summary>
    public bool IsPlain { get; init; }

    /// <summary>How far the lines of a literal block are indented, or null where this is none: its text stands below <see cref="YamlValue.Place"/>, line by line.</summary>
    public int? LiteralIndent { get; init; }

    /// <summary>What it is in JSON: a date is text there, and a number without fraction is whole however it was written.</summary>
    public YamlKind JsonKind => YamlNumbers.JsonKind(this);

    /// <summary>The value in JSON, without quotes: numbers in decimal, dates as RFC 3339.</summary>
    public string JsonText => YamlNumbers.JsonText(this);

    /// <summary>Text.</summary>
    public static YamlScalar String(YamlPlace place, string text) => new(place, text, YamlKind.String);

    /// <summary>An unquoted scalar, resolved as kustomize resolves it.</summary>
    public static YamlScalar Plain(YamlPlace place, string text) => new(place, text, YamlResolution.Core.KindOf(text)) { IsPlain = true };

    /// <summary>This scalar as a reader of YAML 1.1 takes it: <c>yes</c> is a Boolean there, and a date plain text.</summary>
    public YamlScalar AsYaml11()
    {
        if (!IsPlain)
            return this;
        var kind = YamlResolution.Yaml11.KindOf(Text);
        return kind == YamlKind.Timestamp ? String(Place, Text) : kind == Kind ? this : new YamlScalar(Place, Text, kind) { IsPlain = true };
    }

    /// <summary>This scalar with another text and the same kind.</summary>
    public YamlScalar WithText(string text) => new(Place, text, Kind);
}
