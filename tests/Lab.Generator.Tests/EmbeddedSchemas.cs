using Pulumi;
using Slipway.Lab.Schema;

namespace Slipway.Lab.Generator.Tests;

/// <summary>The schemas that come with the providers.</summary>
public sealed class EmbeddedSchemas
{
    public static TheoryData<string> Packages => [.. Providers.Schemas.Packages];

    [Fact]
    public void Are_those_of_the_packages_that_the_program_uses() =>
        Assert.Equal(["aws", "github", "kubernetes", "random", "tls"], Providers.Schemas.Packages.AsEnumerable());

    [Theory]
    [MemberData(nameof(Packages))]
    public void Are_read_once(string package) => Assert.Same(Providers.Schemas.For(package), Providers.Schemas.For(package));

    [Fact]
    public void Are_refused_for_another_package()
    {
        var unknown = Assert.Throws<ArgumentException>(() => Providers.Schemas.For("azure"));

        Assert.StartsWith("there is no package azure; there are aws, github, kubernetes, random, tls", unknown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Have_a_class_for_every_resource(string package)
    {
        var tokens = typeof(Providers.Schemas).Assembly.GetExportedTypes()
            .SelectMany(t => t.GetCustomAttributes(inherit: false)).OfType<ResourceTypeAttribute>().Select(a => a.Type).ToHashSet();

        var schema = Providers.Schemas.For(package);

        Assert.All(schema.Resources.Keys.Append($"pulumi:providers:{package}"), token => Assert.Contains(token, tokens));
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Give_out_every_secret_input_as_a_secret(string package)
    {
        var leaks = Providers.Schemas.For(package).Resources.Values.SelectMany(r => r.Inputs.Properties.Values
            .Where(input => input.Secret && r.Outputs.Properties.TryGetValue(input.Name, out var output) && !output.Secret)
            .Select(input => $"{r.Token} {input.Name}"));

        Assert.Empty(leaks);
    }

    [Theory]
    [InlineData("aws:ec2/vpc:Vpc", "cidrBlock", true)]
    [InlineData("aws:ec2/vpc:Vpc", "enableDnsHostnames", false)]
    [InlineData("aws:ec2/subnet:Subnet", "availabilityZone", true)]
    [InlineData("aws:eks/nodeGroup:NodeGroup", "instanceTypes", true)]
    [InlineData("aws:eks/cluster:Cluster", "version", false)]
    public void Know_which_change_replaces(string token, string input, bool replaces) =>
        Assert.Equal(replaces, Providers.Schemas.For("aws").Resources[token].Inputs.Properties[input].WillReplaceOnChanges);

    [Theory]
    [InlineData("random", "random:index/randomPassword:RandomPassword", "bcryptHash,result")]
    [InlineData("tls", "tls:index/privateKey:PrivateKey", "privateKeyOpenssh,privateKeyPem,privateKeyPemPkcs8")]
    [InlineData("kubernetes", "kubernetes:core/v1:Secret", "data,stringData")]
    public void Know_which_outputs_are_secret(string package, string token, string outputs) =>
        Assert.Equal(outputs, string.Join(',', Providers.Schemas.For(package).Resources[token].Outputs.Properties.Values.Where(p => p.Secret).Select(p => p.Name)));

    [Fact]
    public void Name_the_type_that_a_nested_value_must_have()
    {
        var vpcConfig = Providers.Schemas.For("aws").Resources["aws:eks/cluster:Cluster"].Inputs.Properties["vpcConfig"];

        Assert.Equal((TypeKind.Object, true), (vpcConfig.Type.Kind, vpcConfig.Required));
        Assert.True(vpcConfig.Type.Object!.Properties["subnetIds"].Required);
    }
}
