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
    public async Task Every_layer_is_a_component_that_keeps_what_it_declares()
    {
        await _mocks.RunAsync(() => _ = Staging());

        var content = (string)_mocks.Single("github:index/repositoryFile:RepositoryFile").Inputs["content"];
        var declarations = _mocks.OfType("pulumi:index:Stash").ToList();
        Assert.Equal(
            ["layers-apps-declaration", "layers-core-declaration", "layers-infrastructure-config-declaration", "layers-infrastructure-declaration", "layers-operators-declaration", "layers-secrets-declaration"],
            declarations.Select(d => d.Name));
        Assert.All(declarations, d => Assert.Contains((string)d.Inputs["input"], content, StringComparison.Ordinal));
    }

    private static LayeredDelivery Staging() => new("layers", new LayeredDeliveryArgs
    {
        Environment = "staging",
        Repository = "fleet-infrastructure",
        Branch = "main",
        Layers = LayerGraph.Default("staging"),
    });
}
