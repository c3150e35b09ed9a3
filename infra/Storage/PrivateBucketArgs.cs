using System.Collections.Immutable;
using Slipway.Infra.Identity;

namespace Slipway.Infra.Storage;

/// <summary>What a <see cref="PrivateBucket"/> is made from.</summary>
public sealed class PrivateBucketArgs : ResourceArgs
{
    /// <summary>Where the bucket is made. Account and region end its name, as names of buckets are one for the whole world.</summary>
    public required AwsAccount Account { get; init; }

    /// <summary>What its name begins with, e.g. <c>slipway-dev-backups</c>. Changing it replaces the bucket.</summary>
    public required string Prefix { get; init; }

    /// <summary>ARN of the KMS key that encrypts what is put into it.</summary>
    public required Input<string> KeyArn { get; init; }

    /// <summary>After how many days objects are deleted, and their older versions as many days later.</summary>
    public required int RetentionDays { get; init; }

    /// <summary>Given the bucket's ARN and the account's number, what services may do with it beside what IAM allows in the account.</summary>
    /// <value>Default: nothing.</value>
    public Func<string, string, IEnumerable<PolicyStatement>> Statements { get; init; } = (_, _) => [];

    /// <summary>True when a bucket that holds something is not deleted.</summary>
    /// <value>Default: true.</value>
    public bool DeletionProtection { get; init; } = true;

    /// <summary>Tags for every resource.</summary>
    /// <value>Default: none.</value>
    public ImmutableDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;
}
