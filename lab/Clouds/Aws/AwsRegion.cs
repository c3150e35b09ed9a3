using System.Collections.Immutable;

namespace Slipway.Lab.Clouds.Aws;

/// <summary>A region of AWS with the zones that a new account sees in it.</summary>
/// <param name="Name">E.g. <c>eu-central-1</c>.</param>
/// <param name="Description">E.g. <c>Europe (Frankfurt)</c>.</param>
/// <param name="Letters">The letters of its zones.</param>
internal sealed record AwsRegion(string Name, string Description, string Letters = "abc")
{
    private static readonly ImmutableSortedDictionary<string, AwsRegion> All = new AwsRegion[]
    {
        new("af-south-1", "Africa (Cape Town)"),
        new("ap-east-1", "Asia Pacific (Hong Kong)"),
        new("ap-northeast-1", "Asia Pacific (Tokyo)", "acd"),
        new("ap-northeast-2", "Asia Pacific (Seoul)", "abcd"),
        new("ap-northeast-3", "Asia Pacific (Osaka)"),
        new("ap-south-1", "Asia Pacific (Mumbai)"),
        new("ap-south-2", "Asia Pacific (Hyderabad)"),
        new("ap-southeast-1", "Asia Pacific (Singapore)"),
        new("ap-southeast-2", "Asia Pacific (Sydney)"),
        new("ap-southeast-3", "Asia Pacific (Jakarta)"),
        new("ap-southeast-4", "Asia Pacific (Melbourne)"),
        new("ca-central-1", "Canada (Central)", "abd"),
        new("ca-west-1", "Canada West (Calgary)"),
        new("cn-north-1", "China (Beijing)"),
        new("cn-northwest-1", "China (Ningxia)"),
        new("eu-central-1", "Europe (Frankfurt)"),
        new("eu-central-2", "Europe (Zurich)"),
        new("eu-north-1", "Europe (Stockholm)"),
        new("eu-south-1", "Europe (Milan)"),
        new("eu-south-2", "Europe (Spain)"),
        new("eu-west-1", "Europe (Ireland)"),
        new("eu-west-2", "Europe (London)"),
        new("eu-west-3", "Europe (Paris)"),
        new("il-central-1", "Israel (Tel Aviv)"),
        new("me-central-1", "Middle East (UAE)"),
        new("me-south-1", "Middle East (Bahrain)"),
        new("sa-east-1", "South America (Sao Paulo)"),
        new("us-east-1", "US East (N. Virginia)", "abcdef"),
        new("us-east-2", "US East (Ohio)"),
        new("us-gov-east-1", "AWS GovCloud (US-East)"),
        new("us-gov-west-1", "AWS GovCloud (US-West)"),
        new("us-west-1", "US West (N. California)", "ac"),
        new("us-west-2", "US West (Oregon)", "abcd"),
    }.ToImmutableSortedDictionary(r => r.Name, r => r, StringComparer.Ordinal);

    /// <summary>The names of all regions.</summary>
    public static IEnumerable<string> Names => All.Keys;

    /// <summary>The region of that name, or null.</summary>
    public static AwsRegion? Find(string name) => All.GetValueOrDefault(name);

    /// <summary>The names of its zones.</summary>
    public ImmutableArray<string> Zones => [.. Letters.Select(letter => $"{Name}{letter}")];

    /// <summary>The account-independent id of a zone: <c>euc1-az1</c>.</summary>
    public string ZoneId(string zone) => $"{ShortName}-az{Letters.IndexOf(zone[^1]) + 1}";

    // eu-central-1 is euc1, ap-southeast-2 is apse2, us-gov-west-1 is usgw1.
    private string ShortName
    {
        get
        {
            var parts = Name.Split('-');
            var middle = parts[1..^1].Select(p => p switch
            {
                "northeast" => "ne",
                "northwest" => "nw",
                "southeast" => "se",
                _ => p[..1],
            });
            return parts[0] + string.Concat(middle) + parts[^1];
        }
    }
}
