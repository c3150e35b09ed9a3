using Pulumi;
using Pulumi.Utilities;

namespace Slipway.Lab.Sdk.Tests;

public sealed class OptionMergeTests
{
    [Fact]
    public void The_seconds_single_values_count_where_it_has_them()
    {
        var merged = CustomResourceOptions.Merge(
            new() { Protect = true, Version = "1", ImportId = "a", RetainOnDelete = true },
            new() { Protect = false, Version = "2", DeleteBeforeReplace = true });

        Assert.Equal((false, "2", "a", true, true), (merged.Protect, merged.Version, merged.ImportId, merged.RetainOnDelete, merged.DeleteBeforeReplace));
    }

    [Fact]
    public void Lists_are_put_together_in_order()
    {
        ResourceTransform transform = (_, _) => Task.FromResult<ResourceTransformResult?>(null);
        ResourceTransformation transformation = _ => null;

        var merged = CustomResourceOptions.Merge(
            new() { IgnoreChanges = { "a" }, ReplaceOnChanges = { "r" }, AdditionalSecretOutputs = { "s" }, HideDiffs = { "h" }, ResourceTransforms = { transform }, ResourceTransformations = { transformation } },
            new() { IgnoreChanges = { "b" }, ReplaceOnChanges = { "q" }, AdditionalSecretOutputs = { "t" }, HideDiffs = { "i" }, ResourceTransforms = { transform }, ResourceTransformations = { transformation } });

        Assert.Equal(["a", "b"], merged.IgnoreChanges);
        Assert.Equal(["r", "q"], merged.ReplaceOnChanges);
        Assert.Equal(["s", "t"], merged.AdditionalSecretOutputs);
        Assert.Equal(["h", "i"], merged.HideDiffs);
        Assert.Equal(2, merged.ResourceTransforms.Count);
        Assert.Equal(2, merged.ResourceTransformations.Count);
    }

    [Fact]
    public async Task What_is_depended_on_is_put_together()
    {
        var a = new DependencyResource("urn:a");
        var b = new DependencyResource("urn:b");

        var merged = ComponentResourceOptions.Merge(new() { DependsOn = { a } }, new() { DependsOn = { b } });

        Assert.Equal([a, b], (await OutputUtilities.GetValueAsync(merged.DependsOn.ToOutput())).ToArray());
    }

    [Fact]
    public void The_originals_stay_as_they_were()
    {
        var first = new CustomResourceOptions { IgnoreChanges = { "a" }, Aliases = { new Alias { Name = "x" } } };
        var second = new CustomResourceOptions { IgnoreChanges = { "b" } };

        CustomResourceOptions.Merge(first, second).IgnoreChanges.Add("c");

        Assert.Equal(["a"], first.IgnoreChanges);
        Assert.Equal(["b"], second.IgnoreChanges);
        Assert.Single(first.Aliases);
    }

    [Fact]
    public async Task Of_several_providers_of_a_package_the_last_is_kept()
    {
        await Programs.SucceedAsync(() =>
        {
            var (a1, b, a2) = (Make("a", "a1"), Make("b", "b"), Make("a", "a2"));

            var merged = ComponentResourceOptions.Merge(new() { Providers = { a1, b } }, new() { Providers = { a2 } });

            Assert.Equal([b, a2], merged.Providers);
        });

        static ProviderResource Make(string package, string name) => new(package, name, ResourceArgs.Empty);
    }

    [Fact]
    public void Merging_nothing_gives_new_options()
    {
        Assert.NotNull(CustomResourceOptions.Merge(null, null));
        Assert.Empty(ComponentResourceOptions.Merge(null, null).Providers);
    }
}
