using Slipway.Checks.Schemas;

namespace Slipway.Checks.Tests.Schemas;

public sealed class RemovedVersionsTests
{
    [Theory]
    [InlineData("kustomize.toolkit.fluxcd.io/v1beta2", "Kustomization", "Flux 2.8", "kustomize.toolkit.fluxcd.io/v1")]
    [InlineData("notification.toolkit.fluxcd.io/v1beta2", "Receiver", "Flux 2.9", "notification.toolkit.fluxcd.io/v1")]
    [InlineData("notification.toolkit.fluxcd.io/v1beta2", "Alert", "Flux 2.9", "notification.toolkit.fluxcd.io/v1beta3")]
    [InlineData("extensions/v1beta1", "Ingress", "Kubernetes 1.22", "networking.k8s.io/v1")]
    [InlineData("policy/v1beta1", "PodDisruptionBudget", "Kubernetes 1.25", "policy/v1")]
    public void A_removed_version_is_named_with_what_replaces_it(string apiVersion, string kind, string by, string instead)
    {
        var problem = Manifest.Problem($"{{ apiVersion: {apiVersion}, kind: {kind}, metadata: {{ name: a }} }}");

        Assert.Equal(SchemaProblemKind.RemovedVersion, problem.Kind);
        Assert.EndsWith(by, problem.Message, StringComparison.Ordinal);
        Assert.Equal($"use {instead}", problem.Remedy);
    }

    [Theory]
    [InlineData("apps/v1", "Deploymnet", "did you mean 'Deployment'?")]
    [InlineData("v1", "Deployment", "Deployment is in apps/v1")]
    [InlineData("apps/v2", "Deployment", "use apps/v1")]
    [InlineData("source.toolkit.fluxcd.io/v1", "HelmRelease", "HelmRelease is in helm.toolkit.fluxcd.io/v2")]
    public void A_kind_that_its_group_lacks_is_found(string apiVersion, string kind, string remedy)
    {
        var problem = Manifest.Problem($"{{ apiVersion: {apiVersion}, kind: {kind}, metadata: {{ name: a }} }}");

        Assert.Equal((SchemaProblemKind.UnknownKind, remedy), (problem.Kind, problem.Remedy));
    }

    [Fact]
    public void A_kind_of_an_unknown_group_is_held_to_what_all_objects_have() =>
        Assert.Equal("metadata.name", Manifest.Problem("{ apiVersion: example.com/v1, kind: Widget, metadata: { name: Big } }").Path);
}
