using System.Collections.Immutable;
using Slipway.Infra.Identity;

namespace Slipway.Infra.Workloads;

/// <summary>What controllers may do to DNS zones: to those named, and to no other.</summary>
public static class DnsPolicies
{
    /// <summary>external-dns may write any record of the zones (external-dns 0.22, AWS tutorial).</summary>
    /// <param name="partition">The account's partition.</param>
    /// <param name="zones">Ids of the hosted zones.</param>
    public static PolicyDocument ExternalDns(string partition, ImmutableArray<string> zones) => PolicyDocument.Of(
        PolicyStatement.Allow("route53:ChangeResourceRecordSets", "route53:ListResourceRecordSets", "route53:ListTagsForResources").On(Zones(partition, zones)),
        // Listing has no resource to name.
        PolicyStatement.Allow("route53:ListHostedZones").On("*"));

    /// <summary>cert-manager may write the TXT records by which a name is proved (cert-manager 1.20, Route 53).</summary>
    /// <param name="partition">The account's partition.</param>
    /// <param name="zones">Ids of the hosted zones.</param>
    public static PolicyDocument CertManager(string partition, ImmutableArray<string> zones) => PolicyDocument.Of(
        PolicyStatement.Allow("route53:GetChange").On($"arn:{partition}:route53:::change/*"),
        PolicyStatement.Allow("route53:ChangeResourceRecordSets").On(Zones(partition, zones))
            .If("ForAllValues:StringEquals", "route53:ChangeResourceRecordSetsRecordTypes", "TXT"),
        PolicyStatement.Allow("route53:ListResourceRecordSets").On(Zones(partition, zones)),
        PolicyStatement.Allow("route53:ListHostedZonesByName").On("*"));

    private static ImmutableArray<string> Zones(string partition, ImmutableArray<string> zones) =>
        [.. zones.Select(zone => $"arn:{partition}:route53:::hostedzone/{zone}")];
}
