namespace Slipway.Infra;

/// <summary>Where in AWS things are made: an account and a region. Names of things (ARNs) are composed from them.</summary>
/// <param name="Id">The account's number, twelve digits.</param>
/// <param name="Region">The region, e.g. <c>eu-west-1</c>.</param>
public sealed record AwsAccount(Output<string> Id, string Region)
{
    /// <summary>The partition that the region belongs to, the second part of every ARN.</summary>
    public string Partition => PartitionOf(Region);

    /// <summary>What the names of the region's hosts end in, e.g. <c>amazonaws.com</c>.</summary>
    public string DnsSuffix => Partition == "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";

    /// <summary>The partition of a region (AWS General Reference, ARNs).</summary>
    public static string PartitionOf(string region) => region switch
    {
        _ when region.StartsWith("cn-", StringComparison.Ordinal) => "aws-cn",
        _ when region.StartsWith("us-gov-", StringComparison.Ordinal) => "aws-us-gov",
        _ => "aws",
    };

    /// <summary>ARN of an IAM policy that AWS keeps.</summary>
    /// <param name="name">Its name, e.g. <c>AmazonEKSClusterPolicy</c>.</param>
    public string ManagedPolicy(string name) => $"arn:{Partition}:iam::aws:policy/{name}";

    /// <summary>ARN of something in this account and region.</summary>
    /// <param name="service">The service, e.g. <c>logs</c>.</param>
    /// <param name="resource">What comes last in the ARN, e.g. <c>log-group:name</c>.</param>
    public Output<string> Arn(string service, string resource) => Id.Apply(id => $"arn:{Partition}:{service}:{Region}:{id}:{resource}");
}
