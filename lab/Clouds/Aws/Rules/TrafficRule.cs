using System.Globalization;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Aws;

/// <summary>A rule of a security group: one protocol, its ports, one peer.</summary>
/// <param name="token">Type token of rules of this way.</param>
internal sealed class TrafficRule(string token) : AwsRule
{
    private static readonly string[] Peers = ["cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId"];
    private static readonly string[] InlinePeers = ["cidrBlocks", "ipv6CidrBlocks", "prefixListIds", "securityGroups"];

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        if (Peers.Count(inputs.Has) != 1)
            yield return new CheckFailure("", $"exactly one of {string.Join(", ", Peers)} must be given");
        if (CheckPorts(inputs, "ipProtocol", "") is { } failure)
            yield return failure;
    }

    /// <summary>What is wrong with the rules that stand inside a group.</summary>
    public static IEnumerable<CheckFailure> CheckInline(PropertyMap group)
    {
        foreach (var way in (string[])["ingress", "egress"])
        {
            var rules = group.Find(way)?.AsList ?? [];
            for (var i = 0; i < rules.Length; i++)
            {
                if (rules[i].Inside() is not { } rule)
                    continue;
                var path = PropertyPath.Item(way, i);
                if (!rule.Flag("self") && !InlinePeers.Any(rule.Has) && !rule.ContainsUnknowns)
                    yield return new CheckFailure(path, $"one of {string.Join(", ", InlinePeers)}, self must be given");
                if (CheckPorts(rule, "protocol", path + ".") is { } failure)
                    yield return failure;
            }
        }
    }

    public override void Admit(AwsCloud cloud, AwsScope scope, PropertyMap inputs)
    {
        var group = cloud.Find(scope, SecurityGroupRule.Token, inputs.Text("securityGroupId")!)!;
        var twin = cloud.Users(scope, SecurityGroupRule.Token, group.Id)
            .FirstOrDefault(u => u.Type == token && u.Properties.Text("securityGroupId") == group.Id && Same(u.Properties, inputs));
        if (twin is not null)
        {
            throw new ProviderException(
                $"InvalidPermission.Duplicate: the specified rule \"peer: {Peers.Select(inputs.Text).First(p => p is not null)}, {inputs.Text("ipProtocol")}, "
                + $"from port: {inputs.Integer("fromPort")}, to port: {inputs.Integer("toPort")}, ALLOW\" already exists in {group.Id} ({twin.Id})");
        }
    }

    private static bool Same(PropertyMap a, PropertyMap b) =>
        ((string[])[.. Peers, "ipProtocol", "fromPort", "toPort"]).All(name => Equals(a.Find(name)?.Bare(), b.Find(name)?.Bare()));

    private static CheckFailure? CheckPorts(PropertyMap rule, string protocolKey, string path)
    {
        if (rule.Text(protocolKey) is not { } protocol)
            return null;
        var isNumber = int.TryParse(protocol, CultureInfo.InvariantCulture, out var number);
        if (protocol is not ("tcp" or "udp" or "icmp" or "icmpv6" or "all") && (!isNumber || number is < -1 or > 255))
            return new CheckFailure(path + protocolKey, $"InvalidParameterValue: Invalid value '{protocol}' for IP protocol. Unknown protocol.");
        var (from, to) = (rule.Integer("fromPort"), rule.Integer("toPort"));
        var known = rule.Find("fromPort") is not UnknownValue && rule.Find("toPort") is not UnknownValue;
        if (!known)
            return null;
        if (protocol is "-1" or "all")
        {
            return from is null or 0 or -1 && to is null or 0 or -1
                ? null
                : new CheckFailure(path + "fromPort", "InvalidParameterValue: You may not specify all protocols and specific ports. Please specify each protocol and port range combination individually, or all protocols and no port range.");
        }
        if (protocol is not ("tcp" or "udp" or "6" or "17"))
            return null;
        if (from is null || to is null)
            return new CheckFailure(path + (from is null ? "fromPort" : "toPort"), $"InvalidParameterValue: Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.");
        if (from is < 0 or > 65535 || to is < 0 or > 65535)
            return new CheckFailure(path + "fromPort", $"InvalidParameterValue: Invalid value '{(from is < 0 or > 65535 ? from : to)}' for portRange. Must be within 0 to 65535");
        return from > to
            ? new CheckFailure(path + "fromPort", $"InvalidParameterValue: Invalid TCP/UDP port range ({from}:{to})")
            : null;
    }
}
