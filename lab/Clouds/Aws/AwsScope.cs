using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Clouds.Store;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Aws;

/// <summary>Where things are made: an account and a region.</summary>
/// <param name="Account">Twelve digits.</param>
/// <param name="Region">E.g. <c>eu-central-1</c>.</param>
public sealed record AwsScope(string Account, string Region)
{
    /// <summary>The account of the lab, unless the provider's configuration allows another only.</summary>
    public const string LabAccount = "111122223333";

    /// <summary>The partition of the region: <c>aws</c>, <c>aws-cn</c> or <c>aws-us-gov</c>.</summary>
    public string Partition => Region.StartsWith("cn-", StringComparison.Ordinal) ? "aws-cn" : Region.StartsWith("us-gov-", StringComparison.Ordinal) ? "aws-us-gov" : "aws";

    /// <summary>The scope that a provider's configuration names.</summary>
    /// <exception cref="ProviderException">The region is none, or the account is forbidden.</exception>
    internal static AwsScope Of(PropertyMap config)
    {
        var account = config.Texts("allowedAccountIds").FirstOrDefault(LabAccount);
        if (config.Texts("forbiddenAccountIds").Contains(account))
            throw new ProviderException($"AWS account ID not allowed: {account}");
        var region = config.Text("region") ?? "";
        // In a preview the region may not be known yet.
        if (region.Length > 0 && AwsRegion.Find(region) is null)
            throw new ProviderException($"invalid AWS Region: {region}" + (NearestName.Of(region, AwsRegion.Names) is { } near ? $"; did you mean {near}?" : ""));
        return new AwsScope(account, region);
    }

    /// <summary>The folder of a type's objects. IAM knows no regions, and the names of S3 are one space for all accounts and regions.</summary>
    internal string Folder(string token)
    {
        var parts = token.Split(':')[1].Split('/');
        return parts[0] switch
        {
            "iam" => SafeName.Path("aws", Account, "global", parts[0], parts[1]),
            "s3" => SafeName.Path("aws", "global", parts[0], parts[1]),
            _ => SafeName.Path("aws", Account, Region, parts[0], parts[1]),
        };
    }

    /// <summary>The words that templates may use.</summary>
    internal PropertyMap Words => PropertyMap.Of(("account", Account), ("region", Region), ("partition", Partition));
}
