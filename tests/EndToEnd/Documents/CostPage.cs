using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Slipway.EndToEnd.Graphs;
using Slipway.Lab.Wire;

namespace Slipway.EndToEnd.Documents;

/// <summary>What the environments cost: <c>docs/costs.md</c>. Counts come from what they register, prices are assumptions that the page states.</summary>
internal static class CostPage
{
    private const decimal Hours = 730;

    private const string Head = """
        # Costs

        What each environment costs a month as its `Pulumi.<env>.yaml` stands, for what runs whether or not anybody uses it. A test makes the counts from what the three environments register.

        **Assumptions.** Region eu-west-1, on-demand list prices in US dollars without tax or discount, 730 hours a month, as assumed in August 2026; they were not fetched from AWS. Put your own into
        the column *each*, or ask the AWS Pricing Calculator. Spot is assumed at two fifths of on-demand; it moves. Nodes are counted as `desired`: autoscalers and people change that, between `min` and `max`.


        """;

    private const string Tail = """

        **Not in the sums**, as they follow use: data through NAT gateways (0.048 a GB) and interface endpoints (0.01 a GB), traffic between zones (0.01 a GB each way) and to the internet (0.09 a GB); logs of the
        control plane and of flows (0.57 a GB into CloudWatch, 0.25 a GB for flow logs delivered to S3); objects in S3 (0.023 a GB); images in ECR (0.10 a GB); volumes that pods claim (0.088 a GB); load balancers that
        the fleet asks for (one network load balancer for the gateway: about 18, and its capacity units); requests to KMS (0.03 for 10,000). GitHub: the plan that has rulesets and secret scanning for private
        repositories. The lab costs nothing.

        ## What moves the sum

        | setting | from → to | a month |
        |---|---|---|
        | `network.nat` | `single` → `perAz`, three zones | + 77 |
        | `network.endpoints` | `s3` → `all`, three zones | + 313 |
        | `cluster.pools.<name>.capacity` | `onDemand` → `spot` | − 60 % of that pool's nodes, which AWS takes back with two minutes' notice |
        | `cluster.version` | past its standard support | the cluster at 0.60 an hour instead of 0.10 on extended support; Slipway asks for standard support, so AWS upgrades it by itself instead |
        | `cluster.compute` | `managedNodes` → `autoMode` | about 12 % on top of every instance that AWS makes |

        """;

    private static readonly ImmutableDictionary<string, decimal> Instance = new Dictionary<string, decimal>(StringComparer.Ordinal)
    {
        ["m7i.large"] = 0.1124m,
        ["m7g.large"] = 0.0910m,
        ["m7g.xlarge"] = 0.1820m,
    }.ToImmutableDictionary(StringComparer.Ordinal);

    /// <summary>The page.</summary>
    public static string Render(PlatformGraphs graphs)
    {
        var page = new StringBuilder(Head);
        foreach (var environment in (string[])["dev", "staging", "prod"])
        {
            page.Append(CultureInfo.InvariantCulture, $"## {environment}\n\n| what | count | each, USD | a month |\n|---|---:|---:|---:|\n");
            var sum = 0m;
            foreach (var (what, count, each) in Lines(graphs[environment]).Where(l => l.Count > 0))
            {
                sum += count * each;
                page.Append(CultureInfo.InvariantCulture, $"| {what} | {count} | {each:0.00} | {count * each:0} |\n");
            }
            page.Append(CultureInfo.InvariantCulture, $"| **sum** | | | **{sum:0}** |\n\n");
        }
        return page.Append(Tail.TrimStart('\n')).ToString();
    }

    private static IEnumerable<(string What, int Count, decimal Each)> Lines(PlatformGraph graph)
    {
        yield return ("EKS control plane, standard support", graph.OfType("aws:eks/cluster:Cluster").Count(), 0.10m * Hours);
        foreach (var group in graph.OfType("aws:eks/nodeGroup:NodeGroup").OrderBy(g => g.Name, StringComparer.Ordinal))
        {
            var type = group.Inputs["instanceTypes"].AsList!.Value[0].AsString!;
            var isSpot = group.Inputs["capacityType"].AsString == "SPOT";
            var pool = group.Name["cluster-nodes-".Length..];
            var nodes = Number(group.Inputs["scalingConfig"].AsMap!["desiredSize"]);
            yield return ($"nodes of `{pool}`: {type}{(isSpot ? ", spot" : "")}", nodes, Instance[type] * Hours * (isSpot ? 0.4m : 1));
            var template = graph.OfType("aws:ec2/launchTemplate:LaunchTemplate").Single(t => t.Name == group.Name);
            var size = template.Inputs["blockDeviceMappings"].AsList!.Value.Sum(d => Number(d.AsMap!["ebs"].AsMap!["volumeSize"]));
            yield return ($"volumes of `{pool}`: gp3, {size} GiB", nodes, 0.088m * size);
        }
        yield return ("NAT gateways", graph.OfType("aws:ec2/natGateway:NatGateway").Count(), 0.048m * Hours);
        yield return ("public IPv4 addresses", graph.OfType("aws:ec2/eip:Eip").Count(), 0.005m * Hours);
        yield return ("interfaces of endpoints, one a zone each", graph.OfType("aws:ec2/vpcEndpoint:VpcEndpoint")
            .Where(e => e.Inputs["vpcEndpointType"].AsString == "Interface").Sum(e => e.Inputs["subnetIds"].AsList!.Value.Length), 0.011m * Hours);
        yield return ("KMS keys", graph.OfType("aws:kms/key:Key").Count(), 1m);
    }

    private static int Number(PropertyValue value) => value is NumberValue number ? (int)number.Value : throw new InvalidOperationException($"{value} is no number.");
}
