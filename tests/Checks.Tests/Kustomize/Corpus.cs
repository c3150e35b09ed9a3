namespace Slipway.Checks.Tests.Kustomize;

/// <summary>The folders that tests build, each about one thing.</summary>
internal static class Corpus
{
    /// <summary>Folders that kustomize builds, with what it makes of them in <c>expected.yaml</c>.</summary>
    public static string Built { get; } = Path.Combine(AppContext.BaseDirectory, "Kustomize", "Corpus");

    /// <summary>Folders that kustomize refuses.</summary>
    public static string Refused { get; } = Path.Combine(AppContext.BaseDirectory, "Kustomize", "Refused");

    /// <summary>The fleet that comes with this repository.</summary>
    public static string Fleet { get; } = Path.Combine(AppContext.BaseDirectory, "fleet");

    /// <summary>The names of the folders in a folder.</summary>
    public static TheoryData<string> Names(string folder) => [.. Directory.GetDirectories(folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    /// <summary>The folder of a case that is built.</summary>
    public static string Overlay(string folder) => Directory.Exists(Path.Combine(folder, "overlay")) ? "overlay" : "";
}
