using Pulumi;
using Pulumi.Utilities;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Sdk.Tests;

public sealed class StackReferenceTests
{
    [Fact]
    public async Task The_other_stack_is_read_by_its_name()
    {
        var (_, monitor) = await ReadAsync("org/shop/prod");

        var read = Assert.Single(monitor.Reads);
        Assert.Equal(("pulumi:pulumi:StackReference", "org/shop/prod", (PropertyValue)"org/shop/prod"), (read.Type, read.Name, read.Id));
        Assert.Equal(PropertyMap.Of(("name", "org/shop/prod")), read.Properties);
    }

    [Fact]
    public async Task The_reference_may_have_a_name_of_its_own()
    {
        var (_, monitor) = await ReadAsync("prod", new() { Name = "org/shop/prod" });

        var read = Assert.Single(monitor.Reads);
        Assert.Equal(("prod", (PropertyValue)"org/shop/prod"), (read.Name, read.Id));
    }

    [Fact]
    public async Task Only_the_outputs_that_are_secret_there_are_secret_here()
    {
        var (reference, _) = await ReadAsync("prod");

        var (plain, secret) = (reference.GetOutput("host"), reference.RequireOutput("password"));
        Assert.Equal("h", await OutputUtilities.GetValueAsync(plain));
        Assert.False(await Output.IsSecretAsync(plain));
        Assert.Equal("p", await OutputUtilities.GetValueAsync(secret));
        Assert.True(await Output.IsSecretAsync(secret));
        Assert.True((await OutputUtilities.GetDependenciesAsync(plain)).SetEquals([reference]));
    }

    [Fact]
    public async Task Without_names_of_the_secret_ones_all_are_secret_when_one_is()
    {
        var (reference, _) = await ReadAsync("prod", names: false);

        Assert.True(await Output.IsSecretAsync(reference.GetOutput("host")));
    }

    [Fact]
    public async Task Details_tell_plain_from_secret()
    {
        var (reference, _) = await ReadAsync("prod");

        var (plain, secret, none) = (await reference.GetOutputDetailsAsync("host"), await reference.GetOutputDetailsAsync("password"), await reference.GetOutputDetailsAsync("no"));
        Assert.Equal(("h", null), (plain.Value, plain.SecretValue));
        Assert.Equal((null, "p"), (secret.Value, secret.SecretValue));
        Assert.Equal((null, null), (none.Value, none.SecretValue));
    }

    [Fact]
    public async Task Plain_values_are_given_at_once_and_secret_ones_refused()
    {
        var (reference, _) = await ReadAsync("prod");

        Assert.Equal("h", await reference.GetValueAsync("host"));
        Assert.Equal("h", await reference.RequireValueAsync("host"));
        Assert.Null(await reference.GetValueAsync("no"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => reference.GetValueAsync("password"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => reference.RequireValueAsync("password"));
    }

    [Fact]
    public async Task A_missing_output_is_null_or_an_error()
    {
        var (reference, _) = await ReadAsync("org/shop/prod");

        Assert.Null(await OutputUtilities.GetValueAsync(reference.GetOutput("no")));
        var error = await Assert.ThrowsAsync<KeyNotFoundException>(() => OutputUtilities.GetValueAsync(reference.RequireOutput("no")));
        Assert.Equal("Required output 'no' does not exist on stack 'org/shop/prod'.", error.Message);
    }

    private static async Task<(StackReference Reference, RecordingMonitor Monitor)> ReadAsync(string name, StackReferenceArgs? args = null, bool names = true)
    {
        StackReference? reference = null;
        var monitor = new RecordingMonitor
        {
            OnRead = (request, r) => r with
            {
                Outputs = PropertyMap.Of(
                    ("name", request.Id),
                    ("outputs", PropertyMap.Of(("host", "h"), ("password", PropertyValue.Secret("p")))),
                    ("secretOutputNames", names ? PropertyValue.List("password") : PropertyValue.Null)),
            },
        };
        await Programs.SucceedAsync(() => reference = new StackReference(name, args), monitor);
        return (reference!, monitor);
    }
}
