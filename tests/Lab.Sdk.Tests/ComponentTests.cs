using Pulumi;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Sdk.Tests;

public sealed class ComponentTests
{
    [Fact]
    public async Task A_component_is_no_custom_resource_and_is_its_childrens_parent()
    {
        var monitor = await Programs.SucceedAsync(() => _ = new Shop("shop"));

        Assert.False(monitor["shop"].Custom);
        Assert.Equal("urn:pulumi:dev::shop::test:index:Shop::shop", monitor["shop-bucket"].Parent);
        Assert.Equal("urn:pulumi:dev::shop::test:index:Shop$test:index:Shop::shop-inner", monitor["shop-inner-bucket"].Parent);
    }

    [Fact]
    public async Task Its_output_properties_are_registered_by_their_names()
    {
        var monitor = await Programs.SucceedAsync(() => _ = new Shop("shop"));

        Assert.Equal(
            PropertyMap.Of(("place", "here"), ("Key", PropertyValue.Secret("k"))),
            monitor.Outputs["urn:pulumi:dev::shop::test:index:Shop::shop"]);
    }

    [Fact]
    public async Task Its_outputs_may_come_as_a_dictionary_now_or_later()
    {
        var monitor = await Programs.SucceedAsync(() =>
        {
            _ = new Free("now", c => c.Register(new Dictionary<string, object?> { ["a"] = 1 }));
            _ = new Free("task", c => c.Register(Task.FromResult<IDictionary<string, object?>>(new Dictionary<string, object?> { ["a"] = 2 })));
            _ = new Free("output", c => c.Register(Output.CreateSecret<IDictionary<string, object?>>(new Dictionary<string, object?> { ["a"] = 3 })));
        });

        Assert.Equal(PropertyMap.Of(("a", 1d)), monitor.Outputs["urn:pulumi:dev::shop::test:index:Free::now"]);
        Assert.Equal(PropertyMap.Of(("a", 2d)), monitor.Outputs["urn:pulumi:dev::shop::test:index:Free::task"]);
        Assert.Equal(PropertyMap.Of(("a", PropertyValue.Secret(3d))), monitor.Outputs["urn:pulumi:dev::shop::test:index:Free::output"]);
    }

    [Fact]
    public async Task Its_arguments_are_its_inputs()
    {
        var monitor = await Programs.SucceedAsync(() => _ = new ComponentResource("test:index:Free", "free", new BucketArgs { Location = "here" }));

        Assert.Equal(PropertyMap.Of(("location", "here")), monitor["free"].Inputs);
    }

    [Fact]
    public async Task A_remote_component_is_refused()
    {
        var errors = await Programs.FailAsync(() => _ = new ComponentResource("test:index:Free", "free", ResourceArgs.Empty, null, remote: true));

        Assert.Contains("'free' (test:index:Free) is a remote component", Assert.IsType<NotSupportedException>(Assert.Single(errors)).Message);
    }

    [Theory]
    [InlineData("", "test:index:Free")]
    [InlineData("free", "")]
    public async Task A_resource_needs_a_name_and_a_type(string name, string type)
    {
        var errors = await Programs.FailAsync(() => _ = new ComponentResource(type, name));

        Assert.IsType<ArgumentException>(Assert.Single(errors));
    }

    private sealed class Free : ComponentResource
    {
        public Free(string name, Action<Free> then)
            : base("test:index:Free", name) => then(this);

        public void Register(IDictionary<string, object?> outputs) => RegisterOutputs(outputs);

        public void Register(Task<IDictionary<string, object?>> outputs) => RegisterOutputs(outputs);

        public void Register(Output<IDictionary<string, object?>> outputs) => RegisterOutputs(outputs);
    }
}
