using System.Collections.Immutable;
using Pulumi.Aws.S3;
using Pulumi.Aws.S3.Inputs;

namespace Slipway.Infra.Storage;

/// <summary>
/// An S3 bucket for one purpose: versioned, encrypted with a key of the account, closed to the public and to plain HTTP, and emptied by age.
/// Objects belong to the bucket's owner, as ACLs are off in every bucket made since April 2023 unless asked for.
/// </summary>
public sealed class PrivateBucket : ComponentResource
{
    /// <summary>Type token.</summary>
    public const string Token = "slipway:infra:PrivateBucket";

    private const int AbandonedUploadDays = 7;

    private readonly string _name;
    private readonly PrivateBucketArgs _args;

    /// <summary>Makes the bucket. Its children have its name.</summary>
    public PrivateBucket(string name, PrivateBucketArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, args, options)
    {
        _name = name;
        _args = args;

        var bucket = Bucket();
        var closed = Closed(bucket);
        var encrypted = Encrypted(bucket);
        var versioned = Versioned(bucket);
        var expiring = Expiring(bucket, versioned);

        BucketName = bucket.BucketName;
        Arn = bucket.Arn;
        Ready = [bucket, closed, encrypted, versioned, expiring];
        RegisterOutputs();
    }

    /// <summary>The bucket's name.</summary>
    [Output("bucketName")]
    public Output<string> BucketName { get; private set; }

    /// <summary>ARN of the bucket.</summary>
    [Output("arn")]
    public Output<string> Arn { get; private set; }

    /// <summary>What must exist before anything is put into the bucket.</summary>
    public ImmutableArray<Resource> Ready { get; }

    private Bucket Bucket()
    {
        var account = _args.Account;
        var name = account.Id.Apply(id => $"{_args.Prefix}-{id}-{account.Region}");
        return new Bucket(_name, new BucketArgs
        {
            BucketName = name,
            Policy = Output.Tuple(name, account.Id).Apply(t => BucketPolicy
                .For($"arn:{account.Partition}:s3:::{t.Item1}", _args.Statements($"arn:{account.Partition}:s3:::{t.Item1}", t.Item2))
                .ToJson()),
            ForceDestroy = !_args.DeletionProtection,
            Tags = _args.Tags.Named(_args.Prefix),
        }, this.Child());
    }

    private BucketPublicAccessBlock Closed(Bucket bucket) => new(_name, new BucketPublicAccessBlockArgs
    {
        Bucket = bucket.Id,
        BlockPublicAcls = true,
        BlockPublicPolicy = true,
        IgnorePublicAcls = true,
        RestrictPublicBuckets = true,
    }, this.Child());

    private BucketServerSideEncryptionConfiguration Encrypted(Bucket bucket) => new(_name, new BucketServerSideEncryptionConfigurationArgs
    {
        Bucket = bucket.Id,
        Rules =
        {
            new BucketServerSideEncryptionConfigurationRuleArgs
            {
                ApplyServerSideEncryptionByDefault = new BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultArgs
                {
                    SseAlgorithm = "aws:kms",
                    KmsMasterKeyId = _args.KeyArn,
                },
                // One data key for many objects: without it KMS is asked, and paid, for each.
                BucketKeyEnabled = true,
            },
        },
    }, this.Child());

    private BucketVersioning Versioned(Bucket bucket) => new(_name, new BucketVersioningArgs
    {
        Bucket = bucket.Id,
        VersioningConfiguration = new BucketVersioningVersioningConfigurationArgs { Status = "Enabled" },
    }, this.Child());

    private BucketLifecycleConfiguration Expiring(Bucket bucket, BucketVersioning versioned) => new(_name, new BucketLifecycleConfigurationArgs
    {
        Bucket = bucket.Id,
        Rules =
        {
            new BucketLifecycleConfigurationRuleArgs
            {
                Id = "expire",
                Status = "Enabled",
                Filter = new BucketLifecycleConfigurationRuleFilterArgs { Prefix = "" },
                Expiration = new BucketLifecycleConfigurationRuleExpirationArgs { Days = _args.RetentionDays },
                NoncurrentVersionExpiration = new BucketLifecycleConfigurationRuleNoncurrentVersionExpirationArgs { NoncurrentDays = _args.RetentionDays },
                AbortIncompleteMultipartUpload = new BucketLifecycleConfigurationRuleAbortIncompleteMultipartUploadArgs
                {
                    DaysAfterInitiation = AbandonedUploadDays,
                },
            },
        },
        // A rule about versions is refused by a bucket that has none.
    }, this.Child(versioned));
}
