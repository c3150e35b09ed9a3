using Slipway.Tools.ImportCrds;

namespace Slipway.Checks.Tests.Schemas;

public sealed class CrdImportTests
{
    [FactWithCrds]
    public void The_schemas_that_ship_are_those_of_the_CRDs()
    {
        var shipped = Directory.GetFiles(Path.Combine(Repository.Root, "checks/Schemas/Flux")).Order(StringComparer.Ordinal).Select(f => (Path.GetFileName(f), File.ReadAllText(f)));

        var imported = CrdImport.Run(FactWithCrdsAttribute.Folder!).OrderBy(s => s.Name, StringComparer.Ordinal);

        Assert.Equal(shipped, imported);
    }

    [Fact]
    public void A_folder_without_CRDs_is_refused() => Assert.Throws<CrdImportException>(() => CrdImport.Run(Path.Combine(Repository.Root, "none")).ToList());

    /// <summary>A fact about the CRDs of Flux's controllers, which are not in this repository.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    private sealed class FactWithCrdsAttribute : FactAttribute
    {
        public FactWithCrdsAttribute() => Skip = Folder is null ? "SLIPWAY_CRDS names no folder with the CRDs of Flux's controllers" : null;

        public static string? Folder { get; } = Environment.GetEnvironmentVariable("SLIPWAY_CRDS");
    }
}
