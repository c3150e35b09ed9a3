namespace Slipway.Checks.Yaml;

/// <summary>A YAML value: a map, a list or a scalar. Values never change, so that a file is read once and shared by all that build on it; a change makes a new value that shares what did not change.</summary>
public abstract class YamlValue
{
    private protected YamlValue(YamlPlace place) => Place = place;

    /// <summary>Where it stands in the source.</summary>
    public YamlPlace Place { get; }

    /// <summary>The value at a path of keys, or null where there is none.</summary>
    public YamlValue? Find(params ReadOnlySpan<string> path)
    {
        YamlValue? value = this;
        foreach (var key in path)
            value = (value as YamlMap)?[key];
        return value;
    }

    /// <summary>The text at a path of keys, or null where there is no scalar or a null.</summary>
    public string? TextAt(params ReadOnlySpan<string> path) => Find(path) is YamlScalar { Kind: not YamlKind.Null } scalar ? scalar.Text : null;

    /// <summary>Whether two values are the same to Kubernetes: the order of keys, places and notation aside.</summary>
    public bool IsSameAs(YamlValue other) => (this, other) switch
    {
        (YamlScalar a, YamlScalar b) => a.JsonKind == b.JsonKind && a.JsonText == b.JsonText,
        (YamlList a, YamlList b) => a.Items.Length == b.Items.Length && a.Items.Zip(b.Items).All(p => p.First.IsSameAs(p.Second)),
        (YamlMap a, YamlMap b) => a.Entries.Length == b.Entries.Length && a.Entries.All(e => b[e.Name] is { } value && value.IsSameAs(e.Value)),
        _ => false,
    };
}
