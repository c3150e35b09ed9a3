using Slipway.Checks.Yaml;

namespace Slipway.Checks.Tests.Yaml;

public sealed class YamlWriterTests
{
    [Fact]
    public void Scalars_are_written_as_kustomize_writes_them()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Yaml");
        var file = YamlReader.Read("scalars.yaml", File.ReadAllText(Path.Combine(folder, "Scalars.yaml")));

        Assert.Empty(file.Problems);
        Assert.Equal(File.ReadAllText(Path.Combine(folder, "Scalars.built.yaml")), YamlWriter.Write(Assert.Single(file.Documents)));
    }
}
