using System.Collections.Immutable;
using Slipway.Lab.Schema;

namespace Slipway.Lab.Providers;

/// <summary>The package schemas that the typed resources are generated from, for those who check and carry out what these ask.</summary>
public static class Schemas
{
    private static readonly ImmutableSortedDictionary<string, Lazy<PackageSchema>> ByPackage = typeof(Schemas).Assembly.GetManifestResourceNames()
        .Where(file => file.EndsWith(".json", StringComparison.Ordinal))
        .ToImmutableSortedDictionary(file => Path.GetFileNameWithoutExtension(file), file => new Lazy<PackageSchema>(() => Read(file)), StringComparer.Ordinal);

    /// <summary>Names of the packages, sorted: <c>aws</c>, <c>github</c>, …</summary>
    public static ImmutableArray<string> Packages { get; } = [.. ByPackage.Keys];

    /// <summary>The schema of a package, read on first use. Thread-safe.</summary>
    /// <param name="package">A name out of <see cref="Packages"/>.</param>
    /// <exception cref="ArgumentException">There is no such package.</exception>
    public static PackageSchema For(string package) => ByPackage.TryGetValue(package, out var schema)
        ? schema.Value
        : throw new ArgumentException($"there is no package {package}; there are {string.Join(", ", Packages)}", nameof(package));

    private static PackageSchema Read(string file)
    {
        using var stream = typeof(Schemas).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"{file} is listed among the resources, but cannot be opened");
        using var reader = new StreamReader(stream);
        return PackageSchema.Parse(reader.ReadToEnd(), file);
    }
}
