namespace Slipway.Checks.Yaml;

/// <summary>A key of a map and its value.</summary>
/// <param name="Key">The key; its place is that of the field.</param>
/// <param name="Value">The value.</param>
public readonly record struct YamlEntry(YamlScalar Key, YamlValue Value)
{
    /// <summary>The key's text.</summary>
    public string Name => Key.Text;
}
