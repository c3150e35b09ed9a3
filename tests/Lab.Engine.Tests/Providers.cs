using System.Collections.Immutable;
using Slipway.Lab.Engine.Tests.Fakes;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Engine.Tests;

public sealed class Providers : IDisposable
{
    private readonly Fakes.Lab _lab = new();

    public void Dispose() => _lab.Dispose();

    /// <summary>A resource of a provider that the program makes.</summary>
    private static Func<Program, Task> Explicit(PropertyMap configuration, string name = "mine") => async p =>
    {
        var provider = await p.ThingAsync(name, configuration, r => r with { Type = "pulumi:providers:fake" });
        await p.ThingAsync("a", null, r => r with { Provider = $"{provider.Urn}::{provider.Id?.AsString ?? PropertyJson.UnknownText}" });
    };

    private void Configure(string key, PropertyValue value) =>
        _lab.Options = _lab.Options with { Config = _lab.Options.Config.SetItem(key, value) };

    [Fact]
    public async Task The_default_provider_of_a_package_is_configured_by_the_stack()
    {
        Configure("fake:region", "eu-central-1");
        Configure("fake:token", PropertyValue.Secret("hunter2"));
        Configure("other:region", "elsewhere");
        Configure("proj:name", "x");

        await _lab.UpAsync(p => Task.WhenAll(p.ThingAsync("a"), p.ThingAsync("b")));

        var provider = _lab["default_1_2_3"];
        Assert.Equal("urn:pulumi:dev::proj::pulumi:providers:fake::default_1_2_3", provider.Urn);
        Assert.Equal("", provider.Parent);
        Assert.Equal(PropertyMap.Of(("region", "eu-central-1"), ("token", PropertyValue.Secret("hunter2")), ("version", "1.2.3")), provider.Inputs);
        Assert.Equal([PropertyMap.Of(("region", "eu-central-1"), ("token", PropertyValue.Secret("hunter2")))], _lab.Cloud.Configurations);
        Assert.Equal($"{provider.Urn}::{provider.Id}", _lab["a"].Provider);
        Assert.DoesNotContain("hunter2", _lab.StateText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_of_its_configuration_updates_it_only()
    {
        Configure("fake:region", "one");
        await _lab.UpAsync(p => p.ThingAsync("a"));
        var id = _lab["default_1_2_3"].Id;
        Configure("fake:region", "two");

        var result = await _lab.UpAsync(p => p.ThingAsync("a"));

        Assert.Equal("default_1_2_3", Urn.Name(result.Steps.Single(s => s.Op == StepOp.Update).Urn));
        Assert.Equal(1, result.Steps.Count(s => s.Op.IsChange()));
        Assert.Equal(id, _lab["default_1_2_3"].Id);
    }

    [Fact]
    public async Task A_replaced_provider_replaces_its_resources_and_the_old_one_deletes_the_old_ones()
    {
        await _lab.UpAsync(Explicit(PropertyMap.Of(("forceAccount", 1))));
        var before = _lab["mine"].Id;

        var preview = await _lab.PreviewAsync(Explicit(PropertyMap.Of(("forceAccount", 2))));
        var result = await _lab.UpAsync(Explicit(PropertyMap.Of(("forceAccount", 2))));

        Assert.Equal(2, preview.Counts[StepOp.Replace]);
        Assert.Equal(2, result.Counts[StepOp.Replace]);
        Assert.NotEqual(before, _lab["mine"].Id);
        Assert.Single(_lab.Cloud.Objects);
        Assert.Empty(_lab.State.Verify());
        Assert.DoesNotContain(_lab.State.Resources, r => r.Delete);
    }

    [Fact]
    public async Task Another_provider_replaces_the_resource()
    {
        await _lab.UpAsync(Explicit(PropertyMap.Empty, "one"));

        var result = await _lab.UpAsync(Explicit(PropertyMap.Empty, "two"));

        Assert.Equal(["a"], result.Steps.Where(s => s.Op == StepOp.Replace).Select(s => Urn.Name(s.Urn)));
        Assert.Empty(_lab.State.Verify());
    }

    [Fact]
    public async Task An_updated_provider_keeps_its_resources()
    {
        await _lab.UpAsync(Explicit(PropertyMap.Of(("retries", 1))));

        var result = await _lab.UpAsync(Explicit(PropertyMap.Of(("retries", 2))));

        Assert.Equal(1, result.Counts[StepOp.Update]);
        Assert.False(result.Counts.ContainsKey(StepOp.Replace));
    }

    [Fact]
    public async Task Destroy_uses_the_configuration_of_the_state()
    {
        Configure("fake:region", "eu-central-1");
        await _lab.UpAsync(p => p.ThingAsync("a"));
        _lab.Options = _lab.Options with { Config = ImmutableSortedDictionary<string, PropertyValue>.Empty };
        _lab.Cloud.Configurations.Clear();

        await _lab.DestroyAsync();

        Assert.Equal([PropertyMap.Of(("region", "eu-central-1"))], _lab.Cloud.Configurations);
    }

    [Fact]
    public async Task A_version_that_is_not_there_is_refused()
    {
        var result = await _lab.PreviewAsync(p => p.ThingAsync("a", null, r => r with { Version = "9.9.9" }));

        Assert.Contains("Version 9.9.9 of provider 'fake' is not here; the lab has 1.2.3", Assert.Single(result.Diagnostics).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Functions_are_called_and_their_refusals_reach_the_program()
    {
        PropertyMap? answer = null;

        var result = await _lab.PreviewAsync(async p =>
        {
            answer = await p.Monitor.InvokeAsync(new InvokeRequest { Token = "fake:index:echo", Args = PropertyMap.Of(("x", 1)) }, default);
            await p.Monitor.InvokeAsync(new InvokeRequest { Token = "fake:index:ghost" }, default);
        });

        Assert.Equal(PropertyMap.Of(("x", 1)), answer);
        Assert.Equal("fake:index:ghost: There is no function 'fake:index:ghost'.", Assert.Single(result.ProgramErrors).Message);
    }
}
