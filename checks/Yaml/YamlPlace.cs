namespace Slipway.Checks.Yaml;

/// <summary>Where a value stands in the repository. It stays with the value through patches, so that a finding about a built object can point at its cause.</summary>
/// <param name="File">Path of the file in the repository, with forward slashes.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1.</param>
public readonly record struct YamlPlace(string File, int Line, int Column)
{
    /// <summary>The beginning of a file.</summary>
    public static YamlPlace StartOf(string file) => new(file, 1, 1);

    /// <inheritdoc />
    public override string ToString() => $"{File}:{Line}:{Column}";
}
