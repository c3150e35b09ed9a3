using Slipway.Components.Layers;
using Slipway.Tests;

namespace Slipway.Components.Tests.Layers;

public sealed class LayeredDeliveryTests
{
    private readonly RecordingMocks _mocks = new();

    [Fact]
    public async Task The_layers_of_an_environment_are_one_generated_file_of_its_own()
    {
        await _mocks.RunAsync(() => _ = Staging());

        var file = _mocks.Single("github:index/repositoryFile:RepositoryFile").Inputs;
        Assert.Equal("clusters/staging/layers.yaml", file["file"]);
        Assert.Contains("./apps/overlays/staging", (string)file["content"], StringComparison.Ordinal);
        Assert.Equal(true, file["overwriteOnCreate"]);
    }

    [Fact]
    public async Task Every_layer_is_a_component_that_keeps_where_it_comes_from()
    {
        await _mocks.RunAsync(() => _ = Staging());

        Assert.Equal(
            [
                ("layers-apps-origin", "fleet-apps ./apps/overlays/staging"),
                ("layers-core-origin", "fleet-infrastructure ./core/overlays/staging"),
                ("layers-infrastructure-config-origin", "fleet-infrastructure ./infrastructure-config/overlays/staging"),
                ("layers-infrastructure-origin", "fleet-infrastructure ./infrastructure/overlays/staging"),
                ("layers-operators-origin", "fleet-infrastructure ./operators/overlays/staging"),
                ("layers-secrets-origin", "flux-system ./clusters/staging/secrets"),
            ],
            _mocks.OfType("pulumi:index:Stash").Select(d => (d.Name, (string)d.Inputs["input"])));
    }

    private static LayeredDelivery Staging() => new("layers", new LayeredDeliveryArgs
    {
        Environment = "staging",
        Repository = "fleet-infrastructure",
        Branch = "main",
        Layers = LayerGraph.Default("staging"),
    });
}
