using System.Text.RegularExpressions;
using Slipway.Tests;

namespace Slipway.Fleet.Tests;

public sealed partial class OwnershipTests
{
    // Identities in AWS are bound to these names by Slipway (infra/Workloads, infra/Backups).
    [FactWith("kubectl")]
    public async Task Controllers_with_an_identity_in_aws_have_the_name_that_it_is_bound_to()
    {
        var fleet = await BuiltFleet.GetAsync();

        var releases = fleet.Layers.Where(l => l.Environment == "prod").SelectMany(l => l.Of("HelmRelease")).Select(r => $"{r.Namespace}/{r.Name}");

        Assert.Superset(new HashSet<string> { "backup/velero", "cert-manager/cert-manager", "external-dns/external-dns", "kube-system/aws-load-balancer-controller" }, releases.ToHashSet());
    }

    // Add-ons that Slipway has EKS install (infra/Clusters/Addon.cs).
    [FactWith("kubectl")]
    public async Task Nothing_that_eks_installs_is_a_release_as_well()
    {
        var fleet = await BuiltFleet.GetAsync();
        string[] addons = ["aws-ebs-csi-driver", "aws-vpc-cni", "coredns", "eks-pod-identity-agent", "kube-proxy", "vpc-cni"];

        Assert.DoesNotContain(fleet.Objects, o => o.Kind == "HelmRelease" && addons.Contains(o.Name));
    }

    // Slipway patches every release; a file that repeats the defaults would hide from a change of them.
    [FactWith("kubectl")]
    public async Task No_release_repeats_what_its_layer_says_for_all()
    {
        var fleet = await BuiltFleet.GetAsync();

        Assert.DoesNotContain(fleet.Objects, o => o.Kind == "HelmRelease"
            && (o.Find("spec", "driftDetection") ?? o.Find("spec", "install") ?? o.Find("spec", "upgrade")) is not null
            && o.At("metadata", "labels", "slipway/drift-detection") is null && o.At("metadata", "labels", "slipway/remediation") is null);
    }

    [Fact]
    public void No_file_knows_an_organization() => Assert.DoesNotContain(
        FleetFolder.Repositories.SelectMany(r => FleetFolder.Files(r, "")).Where(f => Path.GetFileName(f) != "CODEOWNERS"),
        f => Organization().IsMatch(File.ReadAllText(f)));

    // The protocol of certificates has the name that examples give to organizations.
    [GeneratedRegex(@"\bacme(?!:|-v02)", RegexOptions.IgnoreCase)]
    private static partial Regex Organization();
}
