namespace Slipway.Lab.Generator.Tests;

/// <summary>Small schema texts.</summary>
internal static class Schemas
{
    /// <summary>A package <c>p</c> with these resources, and types when given.</summary>
    public static string With(string resources, string types = "{}") =>
        $$"""
        { "name": "p", "version": "1.0.0", "meta": { "moduleFormat": "(.*)(?:/[^/]*)" },
          "resources": {{resources}},
          "types": {{types}} }
        """;

    /// <summary>A package with one resource that has this input.</summary>
    public static string WithInput(string property) => With($$"""{ "p:i/r:R": { "inputProperties": { {{property}} } } }""");
}
