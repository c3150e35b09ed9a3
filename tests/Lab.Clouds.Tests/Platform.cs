using Slipway.Lab.Wire;
using static Slipway.Lab.Clouds.Tests.Provider;

namespace Slipway.Lab.Clouds.Tests;

/// <summary>A network and a cluster in the lab's AWS, as small as AWS lets them be.</summary>
internal static class Platform
{
    public const string Vpc = "aws:ec2/vpc:Vpc";
    public const string Subnet = "aws:ec2/subnet:Subnet";
    public const string InternetGateway = "aws:ec2/internetGateway:InternetGateway";
    public const string Eip = "aws:ec2/eip:Eip";
    public const string NatGateway = "aws:ec2/natGateway:NatGateway";
    public const string RouteTable = "aws:ec2/routeTable:RouteTable";
    public const string Route = "aws:ec2/route:Route";
    public const string Association = "aws:ec2/routeTableAssociation:RouteTableAssociation";
    public const string Role = "aws:iam/role:Role";
    public const string Attachment = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
    public const string Cluster = "aws:eks/cluster:Cluster";
    public const string NodeGroup = "aws:eks/nodeGroup:NodeGroup";
    public const string AccessEntry = "aws:eks/accessEntry:AccessEntry";
    public const string AccessPolicy = "aws:eks/accessPolicyAssociation:AccessPolicyAssociation";

    public static PropertyMap Trust(string service) => Map(("assumeRolePolicy",
        $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"{{service}}"},"Action":"sts:AssumeRole"}]}"""));

    public static Task<Made> NewVpc(this Provider aws, string block = "10.0.0.0/16") => aws.Create(Vpc, Map(("cidrBlock", block)));

    public static Task<Made> NewSubnet(this Provider aws, Made vpc, int number, string zone) => aws.Create(
        Subnet, Map(("vpcId", vpc.Id), ("cidrBlock", $"10.0.{number}.0/24"), ("availabilityZone", zone)));

    public static PropertyMap ClusterInputs(Made role, params Made[] subnets) => Map(
        ("name", "dev"),
        ("roleArn", role.Text("arn")),
        ("version", "1.34"),
        ("accessConfig", Map(("authenticationMode", "API"))),
        ("vpcConfig", Map(("subnetIds", List([.. subnets.Select(s => (PropertyValue)s.Id)])))));

    public static async Task<Made> NewCluster(this Provider aws)
    {
        var vpc = await aws.NewVpc();
        var (a, b) = (await aws.NewSubnet(vpc, 0, "eu-west-1a"), await aws.NewSubnet(vpc, 1, "eu-west-1b"));
        return await aws.Create(Cluster, ClusterInputs(await aws.Create(Role, Trust("eks.amazonaws.com")), a, b));
    }

    public static string Kubeconfig(Made cluster) => KubeconfigOf(
        cluster.Text("endpoint"), cluster.Outputs["certificateAuthority"].AsMap!["data"].AsString!);

    public static string KubeconfigOf(string server, string authority) => $$"""
        apiVersion: v1
        kind: Config
        current-context: dev
        clusters:
          - name: dev
            cluster: { server: "{{server}}", certificate-authority-data: "{{authority}}" }
        contexts:
          - name: dev
            context: { cluster: dev, user: dev }
        users:
          - name: dev
            user: { exec: { apiVersion: client.authentication.k8s.io/v1, command: aws, args: [eks, get-token] } }
        """;
}
