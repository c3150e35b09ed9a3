using Slipway.Components.Layers;
using Slipway.Tests;

namespace Slipway.Components.Tests.Layers;

public sealed class LayeredDeliveryTests
{
    [Fact]
    public async Task The_layers_of_an_environment_are_one_generated_file_of_its_own()
    {
        var mocks = new RecordingMocks();
        await mocks.RunAsync(() => _ = new LayeredDelivery("layers", new LayeredDeliveryArgs
        {
            Environment = "staging",
            Repository = "fleet-infrastructure",
            Branch = "main",
            Layers = LayerGraph.Default("staging"),
        }));

        var file = mocks.Single("github:index/repositoryFile:RepositoryFile").Inputs;
        Assert.Equal("clusters/staging/layers.yaml", file["file"]);
        Assert.Contains("./apps/overlays/staging", (string)file["content"], StringComparison.Ordinal);
        Assert.Equal(true, file["overwriteOnCreate"]);
    }
}
