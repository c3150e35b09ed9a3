using Pulumi;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Sdk.Tests;

public sealed class OptionTests
{
    [Fact]
    public async Task Every_option_goes_over_the_seam()
    {
        var monitor = await Programs.SucceedAsync(() =>
        {
            var a = new Bucket("a");
            _ = new Bucket("b", options: new()
            {
                Protect = true,
                RetainOnDelete = true,
                DeleteBeforeReplace = true,
                DeletedWith = a,
                IgnoreChanges = { "tags" },
                ReplaceOnChanges = { "zones" },
                AdditionalSecretOutputs = { "location" },
                HideDiffs = { "rules" },
                ImportId = "b-1",
                Version = "1.2.3",
                PluginDownloadURL = "https://plugins.test",
                CustomTimeouts = new() { Create = TimeSpan.FromMinutes(5), Delete = TimeSpan.FromMinutes(1) },
            });
        });

        var request = monitor["b"];
        Assert.Equal((true, true, true), (request.Protect, request.RetainOnDelete, request.DeleteBeforeReplace));
        Assert.Equal("urn:pulumi:dev::shop::cloud:storage/bucket:Bucket::a", request.DeletedWith);
        Assert.Equal(["tags"], request.IgnoreChanges.ToArray());
        Assert.Equal(["zones"], request.ReplaceOnChanges.ToArray());
        Assert.Equal(["location"], request.AdditionalSecretOutputs.ToArray());
        Assert.Equal(["rules"], request.HideDiffs.ToArray());
        Assert.Equal(("b-1", "1.2.3", "https://plugins.test"), (request.ImportId, request.Version, request.PluginDownloadUrl));
        Assert.Equal(new Timeouts(TimeSpan.FromMinutes(5), null, TimeSpan.FromMinutes(1)), request.CustomTimeouts);
    }

    [Fact]
    public async Task What_is_not_set_stays_unset()
    {
        var monitor = await Programs.SucceedAsync(() => _ = new Bucket("a"));

        var expected = new RegisterRequest { Type = Bucket.TypeToken, Name = "a", Custom = true, Parent = monitor["a"].Parent };
        Assert.Equal((expected.Protect, expected.RetainOnDelete, expected.DeleteBeforeReplace, expected.CustomTimeouts), (monitor["a"].Protect, monitor["a"].RetainOnDelete, monitor["a"].DeleteBeforeReplace, monitor["a"].CustomTimeouts));
        Assert.Empty(monitor["a"].Aliases);
        Assert.Equal(("", "", ""), (monitor["a"].Provider, monitor["a"].Version, monitor["a"].DeletedWith));
    }

    [Fact]
    public async Task Children_inherit_protect_unless_they_say_otherwise()
    {
        var monitor = await Programs.SucceedAsync(() =>
        {
            var shop = new Shop("shop", new() { Protect = true });
            _ = new Bucket("free", options: new() { Parent = shop, Protect = false });
        });

        Assert.True(monitor["shop-inner-bucket"].Protect);
        Assert.False(monitor["free"].Protect);
    }

    [Fact]
    public async Task Children_do_not_inherit_what_is_about_one_resource()
    {
        var monitor = await Programs.SucceedAsync(() => _ = new Shop("shop", new()
        {
            IgnoreChanges = { "x" },
            RetainOnDelete = true,
            DeletedWith = new Bucket("a"),
            CustomTimeouts = new(),
        }));

        var child = monitor["shop-bucket"];
        Assert.Empty(child.IgnoreChanges);
        Assert.Null(child.RetainOnDelete);
        Assert.Null(child.CustomTimeouts);
        Assert.Equal("", child.DeletedWith);
    }

    [Fact]
    public async Task A_provider_is_given_by_urn_and_id()
    {
        var monitor = await Programs.SucceedAsync(() => _ = new Bucket("b", options: new() { Provider = Cloud("main") }));

        Assert.Equal("pulumi:providers:cloud", monitor["main"].Type);
        Assert.Equal("urn:pulumi:dev::shop::pulumi:providers:cloud::main::main-id", monitor["b"].Provider);
    }

    [Fact]
    public async Task A_provider_whose_id_is_unknown_is_given_by_the_unknown_id()
    {
        var monitor = new RecordingMonitor { OnRegister = (_, r) => r with { Id = PropertyValue.Unknown } };

        await Programs.SucceedAsync(() => _ = new Bucket("b", options: new() { Provider = Cloud("main") }), monitor);

        Assert.Equal($"urn:pulumi:dev::shop::pulumi:providers:cloud::main::{PropertyJson.UnknownText}", monitor["b"].Provider);
    }

    [Fact]
    public async Task Children_inherit_the_provider_of_their_package()
    {
        var monitor = await Programs.SucceedAsync(() =>
        {
            var shop = new Shop("shop", new() { Providers = { Cloud("main"), new ProviderResource("other", "else", ResourceArgs.Empty) } });
            _ = new Bucket("own", options: new() { Parent = shop, Provider = Cloud("second") });
            _ = new Shop("single", new() { Provider = Cloud("third") });
            _ = new Bucket("none");
        });

        Assert.EndsWith("::main::main-id", monitor["shop-inner-bucket"].Provider);
        Assert.EndsWith("::second::second-id", monitor["own"].Provider);
        Assert.EndsWith("::third::third-id", monitor["single-inner-bucket"].Provider);
        Assert.Equal("", monitor["none"].Provider);
        Assert.Equal(["cloud", "other"], monitor["shop"].Providers.Keys);
        Assert.EndsWith("::main::main-id", monitor["shop"].Providers["cloud"]);
    }

    [Fact]
    public async Task A_child_of_a_custom_resource_inherits_its_provider()
    {
        var monitor = await Programs.SucceedAsync(() =>
            _ = new Bucket("child", options: new() { Parent = new Bucket("parent", options: new() { Provider = Cloud("main") }) }));

        Assert.Equal(monitor["parent"].Provider, monitor["child"].Provider);
    }

    [Fact]
    public async Task A_provider_of_another_package_is_refused()
    {
        var errors = await Programs.FailAsync(() => _ = new Bucket("b", options: new() { Provider = new ProviderResource("other", "else", ResourceArgs.Empty) }));

        Assert.Equal(
            "'b' is a resource of the package 'cloud' (cloud:storage/bucket:Bucket), but its provider 'else' is one of 'other'. Give a provider of 'cloud', or none.",
            Assert.IsType<ResourceException>(Assert.Single(errors)).Message);
    }

    [Fact]
    public async Task A_component_has_a_provider_or_providers_but_not_both()
    {
        var errors = await Programs.FailAsync(() => _ = new Shop("shop", new() { Provider = Cloud("a"), Providers = { Cloud("b") } }));

        Assert.IsType<ResourceException>(Assert.Single(errors));
    }

    [Fact]
    public async Task An_id_makes_the_resource_be_read()
    {
        string? place = null;
        var monitor = new RecordingMonitor { OnRead = (_, r) => r with { Outputs = PropertyMap.Of(("location", "there")) } };

        await Programs.SucceedAsync(
            () => new Bucket("b", new() { Location = "hint" }, new() { Id = new Bucket("a").Id, AdditionalSecretOutputs = { "tags" } }).Location.Apply(l => place = l),
            monitor);

        var read = Assert.Single(monitor.Reads);
        Assert.Equal(("b", (PropertyValue)"a-id"), (read.Name, read.Id));
        Assert.Equal(PropertyMap.Of(("location", "hint")), read.Properties);
        Assert.Equal(["tags"], read.AdditionalSecretOutputs.ToArray());
        Assert.Equal("there", place);
    }

    [Fact]
    public async Task A_component_cannot_be_read()
    {
        var errors = await Programs.FailAsync(() => _ = new ComponentResource("test:index:Free", "free", new ComponentResourceOptions { Id = "x" }));

        Assert.Contains("'free' (test:index:Free) is a component and cannot be read", Assert.Single(errors).Message);
    }

    [Fact]
    public async Task Options_are_not_changed_by_the_resources_that_they_are_given_to()
    {
        var options = new CustomResourceOptions();

        await Programs.SucceedAsync(() =>
        {
            options.Parent = new Shop("shop", new() { Protect = true, Provider = Cloud("main") });
            _ = new Bucket("b", options: options);
        });

        Assert.Null(options.Protect);
        Assert.Null(options.Provider);
    }

    private static ProviderResource Cloud(string name) => new("cloud", name, ResourceArgs.Empty);
}
