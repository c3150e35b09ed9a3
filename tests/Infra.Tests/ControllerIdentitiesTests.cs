using System.Collections.Immutable;
using Slipway.Infra.Workloads;
using Slipway.Tests;

namespace Slipway.Infra.Tests;

public sealed class ControllerIdentitiesTests
{
    private readonly RecordingMocks _mocks = new();

    [Fact]
    public async Task Each_controller_gets_a_role_that_its_own_service_account_alone_is_given()
    {
        await Make([ClusterWorkload.ExternalDns, ClusterWorkload.CertManager, ClusterWorkload.LoadBalancerController]);

        Assert.Equal(
            ["cert-manager/cert-manager", "external-dns/external-dns", "kube-system/aws-load-balancer-controller"],
            _mocks.OfType("aws:eks/podIdentityAssociation:PodIdentityAssociation").Select(a => $"{a.Inputs["namespace"]}/{a.Inputs["serviceAccount"]}"));
        Assert.All(_mocks.OfType("aws:iam/role:Role"), r => Assert.Contains("pods.eks.amazonaws.com", (string)r.Inputs["assumeRolePolicy"], StringComparison.Ordinal));
        Assert.Equal(3, _mocks.OfType("aws:iam/rolePolicy:RolePolicy").Count());
    }

    [Fact]
    public async Task A_controller_that_is_not_wanted_gets_nothing()
    {
        await Make([]);

        Assert.DoesNotContain(_mocks.Resources, r => r.Type!.StartsWith("aws:", StringComparison.Ordinal));
    }

    [Fact]
    public void Dns_controllers_change_the_named_zones_alone()
    {
        foreach (var document in new[] { DnsPolicies.ExternalDns("aws", ["Z1", "Z2"]), DnsPolicies.CertManager("aws", ["Z1", "Z2"]) })
        {
            var change = document.Statements.Single(s => s.Actions.Contains("route53:ChangeResourceRecordSets"));
            Assert.Equal(["arn:aws:route53:::hostedzone/Z1", "arn:aws:route53:::hostedzone/Z2"], change.Resources.AsEnumerable());
        }
    }

    [Fact]
    public void Cert_manager_writes_txt_records_alone()
    {
        var change = DnsPolicies.CertManager("aws", ["Z1"]).Statements.Single(s => s.Actions.Contains("route53:ChangeResourceRecordSets"));

        Assert.Equal(["TXT"], Assert.Single(change.Conditions).Values.AsEnumerable());
    }

    [Fact]
    public void The_load_balancer_controller_changes_only_what_carries_its_clusters_name()
    {
        var document = LoadBalancerPolicy.For("aws", "eu-west-1", TestAccount.Id, "slipway-dev");

        // What it looks at, what an Ingress names from outside, the VPC that a group is made in, and the role that AWS makes once.
        string[] untagged = ["Look", "CertificatesAndShields", "GroupInNetwork", "ServiceRole"];
        Assert.All(
            document.Statements.Where(s => !untagged.Contains(s.Sid)),
            s => Assert.Contains(s.Conditions, c => c.Key is "aws:RequestTag/elbv2.k8s.aws/cluster" or "aws:ResourceTag/elbv2.k8s.aws/cluster" && c.Values.Contains("slipway-dev")
                || (c.Key == "aws:ResourceTag/kubernetes.io/cluster/slipway-dev" && c.Values.Contains("owned"))));
        Assert.All(
            document.Statements.Where(s => s.Resources.Contains("*")),
            s => Assert.Contains(s.Sid, (string[])["Look", "CertificatesAndShields"]));
    }

    [Fact]
    public void The_load_balancer_controllers_policy_fits_into_a_role() =>
        // IAM: the policies of a role together, without white space.
        Assert.InRange(LoadBalancerPolicy.For("aws", "ap-southeast-1", TestAccount.Id, "slipway-staging").ToJson().Length, 1, 10_240);

    private Task Make(ImmutableArray<ClusterWorkload> workloads) => _mocks.RunAsync(() => _ = new ControllerIdentities("identity", new ControllerIdentitiesArgs
    {
        Account = TestAccount.Ireland,
        ClusterName = Output.Create("slipway-dev"),
        Workloads = workloads,
        DnsZones = ["Z1"],
    }));
}
