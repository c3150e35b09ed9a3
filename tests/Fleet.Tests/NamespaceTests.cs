using Slipway.Tests;

namespace Slipway.Fleet.Tests;

public sealed class NamespaceTests
{
    // Slipway or EKS makes them.
    private static readonly string[] There = ["flux-system", "kube-system"];

    [FactWith("kubectl")]
    public async Task Every_namespace_is_made_by_the_layer_that_uses_it_or_by_one_it_waits_for()
    {
        var fleet = await BuiltFleet.GetAsync();

        var missing = fleet.Layers.SelectMany(l => l.Objects.Select(o => o.Namespace).Where(n => n.Length > 0).Distinct()
            .Except(There).Except(fleet.Before(l).SelectMany(b => b.Of("Namespace")).Select(n => n.Name)).Select(n => $"{l}: {n}"));

        Assert.Empty(missing);
    }

    [FactWith("kubectl")]
    public async Task Every_namespace_enforces_a_pod_security_level_and_is_never_pruned()
    {
        var fleet = await BuiltFleet.GetAsync();

        Assert.All(fleet.Objects.Where(o => o.Kind == "Namespace"), n =>
        {
            Assert.Contains(n.At("metadata", "labels", "pod-security.kubernetes.io/enforce"), (string[])["restricted", "baseline", "privileged"]);
            Assert.Equal("disabled", n.At("metadata", "annotations", "kustomize.toolkit.fluxcd.io/prune"));
        });
    }

    [FactWith("kubectl")]
    public async Task Only_the_node_exporter_is_privileged()
    {
        var fleet = await BuiltFleet.GetAsync();

        var privileged = fleet.Objects.Where(o => o.Kind == "Namespace" && o.At("metadata", "labels", "pod-security.kubernetes.io/enforce") == "privileged");

        Assert.Equal(["monitoring"], privileged.Select(n => n.Name).Distinct());
    }

    [FactWith("kubectl")]
    public async Task Every_namespace_denies_what_no_policy_allows()
    {
        var fleet = await BuiltFleet.GetAsync();

        var denied = fleet.Objects.Where(o => o.Kind == "NetworkPolicy" && o.Name == "default-deny").Select(o => o.Namespace);

        Assert.Empty(fleet.Objects.Where(o => o.Kind == "Namespace").Select(n => n.Name).Except(denied));
    }

    [FactWith("kubectl")]
    public async Task Every_object_of_a_namespaced_kind_says_its_namespace()
    {
        var fleet = await BuiltFleet.GetAsync();
        string[] clusterScoped =
        [
            "ClusterIssuer", "ClusterRole", "ClusterRoleBinding", "Namespace", "PriorityClass", "StorageClass", "TektonConfig", "ValidatingAdmissionPolicy",
            "ValidatingAdmissionPolicyBinding",
        ];

        Assert.DoesNotContain(fleet.Objects, o => o.Namespace.Length > 0 == clusterScoped.Contains(o.Kind));
    }
}
