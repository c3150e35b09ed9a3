using System.Collections.Immutable;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Aws;

/// <summary>The functions of the <c>aws</c> package.</summary>
internal static class AwsFunctions
{
    /// <summary>Who the lab is to AWS.</summary>
    public static PropertyMap CallerIdentity(AwsScope scope) => PropertyMap.Of(
        ("accountId", scope.Account),
        ("arn", CallerArn(scope)),
        ("id", scope.Account),
        ("userId", "AIDASLIPWAYLAB0000000"));

    /// <summary>The ARN of whom the lab is to AWS.</summary>
    public static string CallerArn(AwsScope scope) => $"arn:{scope.Partition}:iam::{scope.Account}:user/slipway-lab";

    /// <summary>The version of an add-on for a version of Kubernetes. The lab knows one of each, the newest, which is the default too.</summary>
    public static PropertyMap AddonVersion(AwsScope scope, PropertyMap args)
    {
        var (name, kubernetes) = (args.Text("addonName")!, args.Text("kubernetesVersion")!);
        var addon = EksAddon.Find(name) ?? throw new ProviderException(
            $"InvalidParameterException: Addon {name} specified is not supported" + (NearestName.Of(name, EksAddon.Names) is { } near ? $"; did you mean {near}?" : ""));
        var version = (KubernetesVersion.Minor(kubernetes) is { } minor ? addon.VersionFor(minor) : null)
            ?? throw new ProviderException($"the lab knows no version of {name} for Kubernetes {kubernetes}; name one in addonVersion");
        return args.Merge(PropertyMap.Of(("id", name), ("region", scope.Region), ("version", version)));
    }

    /// <summary>A region, the provider's unless another is named.</summary>
    public static PropertyMap Region(AwsScope scope, PropertyMap args)
    {
        var name = args.Text("region") ?? args.Text("name") ?? scope.Region;
        var region = Require(name);
        return PropertyMap.Of(
            ("description", region.Description), ("endpoint", $"ec2.{name}.amazonaws.com"), ("id", name), ("name", name), ("region", name));
    }

    /// <summary>The availability zones of a region.</summary>
    public static PropertyMap AvailabilityZones(AwsScope scope, PropertyMap args)
    {
        var region = Require(scope.Region);
        var isWanted = args.Text("state") is null or "available";
        var zones = region.Zones
            .Where(zone => isWanted && Matches(region, zone, args))
            .Where(zone => !args.Texts("excludeNames").Contains(zone) && !args.Texts("excludeZoneIds").Contains(region.ZoneId(zone)))
            .ToImmutableArray();
        return args.Merge(PropertyMap.Of(
            ("groupNames", PropertyValue.List(region.Name)),
            ("id", region.Name),
            ("names", Texts(zones)),
            ("region", region.Name),
            ("zoneIds", Texts(zones.Select(region.ZoneId)))));
    }

    private static bool Matches(AwsRegion region, string zone, PropertyMap args) =>
        (args.Find("filters")?.AsList ?? []).Select(f => f.AsMap ?? PropertyMap.Empty).All(filter => filter.Texts("values").Contains(filter.Text("name") switch
        {
            "opt-in-status" => "opt-in-not-required",
            "zone-type" => "availability-zone",
            "region-name" or "group-name" => region.Name,
            "zone-name" => zone,
            "zone-id" => region.ZoneId(zone),
            "state" => "available",
            var other => throw new ProviderException($"InvalidParameterValue: The filter '{other}' is invalid"),
        }));

    private static AwsRegion Require(string name) => AwsRegion.Find(name) ?? throw new ProviderException($"invalid AWS Region: {name}");

    private static PropertyValue Texts(IEnumerable<string> texts) => PropertyValue.List(texts.Select(t => (PropertyValue)t));
}
