using System.Collections.Immutable;
using Slipway.Infra.Encryption;
using Slipway.Infra.Identity;
using Slipway.Infra.Storage;

namespace Slipway.Infra.Backups;

/// <summary>Where backups of a cluster's state go, and the identity that puts them there.</summary>
public sealed class ClusterBackups : ComponentResource
{
    /// <summary>Type token.</summary>
    public const string Token = "slipway:infra:ClusterBackups";

    /// <summary>Whose pods keep backups: Velero's, as its chart names them.</summary>
    public static ServiceAccount Keeper { get; } = new("backup", "velero-server");

    /// <summary>Makes them. Children are named <c>{name}-…</c>.</summary>
    public ClusterBackups(string name, ClusterBackupsArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, args, options)
    {
        var key = new EncryptionKey($"{name}-key", new EncryptionKeyArgs
        {
            Account = args.Account,
            Alias = $"{args.ClusterLabel}/backups",
            Description = $"Backups of {args.ClusterLabel}",
            Tags = args.Tags,
        }, this.Part());
        var bucket = new PrivateBucket($"{name}-bucket", new PrivateBucketArgs
        {
            Account = args.Account,
            Prefix = $"{args.ClusterLabel}-backups",
            KeyArn = key.Arn,
            RetentionDays = args.RetentionDays,
            DeletionProtection = args.DeletionProtection,
            Tags = args.Tags,
        }, this.Part());
        var identity = new WorkloadIdentity($"{name}-identity", new WorkloadIdentityArgs
        {
            Account = args.Account,
            ClusterName = args.ClusterName,
            ServiceAccount = Keeper,
            Policy = Output.Tuple(bucket.Arn, key.Arn).Apply(arns => BackupPolicy.For(arns.Item1, arns.Item2).ToJson()),
            Tags = args.Tags,
        }, this.Part());

        BucketName = bucket.BucketName;
        Ready = [.. bucket.Ready, .. identity.Ready];
        RegisterOutputs();
    }

    /// <summary>Name of the bucket.</summary>
    [Output("bucketName")]
    public Output<string> BucketName { get; private set; }

    /// <summary>What must exist before backups are made.</summary>
    public ImmutableArray<Resource> Ready { get; }
}
