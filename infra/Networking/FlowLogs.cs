using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.Ec2;
using Pulumi.Aws.Ec2.Inputs;
using Pulumi.Aws.Iam;
using Slipway.Infra.Encryption;
using Slipway.Infra.Identity;
using Slipway.Infra.Storage;

namespace Slipway.Infra.Networking;

/// <summary>The flow logs of a VPC, encrypted with a key of their own.</summary>
public sealed class FlowLogs : ComponentResource
{
    /// <summary>Type token.</summary>
    public const string Token = "slipway:infra:FlowLogs";

    private const string Deliverer = "vpc-flow-logs.amazonaws.com";

    private readonly string _name;
    private readonly FlowLogsArgs _args;

    /// <summary>Makes the logs. Children are named <c>{name}-…</c>.</summary>
    public FlowLogs(string name, FlowLogsArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, args, options)
    {
        _name = name;
        _args = args;

        _ = args.Settings.Destination switch
        {
            FlowLogDestination.CloudWatch => ToLogGroup(),
            FlowLogDestination.S3 => ToBucket(),
            var other => throw new ArgumentOutOfRangeException(nameof(args), other, "not a destination of flow logs"),
        };
        RegisterOutputs();
    }

    private string LogGroupName => $"/aws/vpc/{_args.NetworkName}/flow-logs";

    private FlowLog ToLogGroup()
    {
        var account = _args.Account;
        var key = Key(id => [KeyPolicy.LogGroup(account.Region, $"arn:{account.Partition}:logs:{account.Region}:{id}:log-group:{LogGroupName}")]);
        var group = new LogGroup($"{_name}-group", new LogGroupArgs
        {
            Name = LogGroupName,
            RetentionInDays = _args.Settings.RetentionDays,
            KmsKeyId = key.Arn,
            Tags = _args.Tags.Named(LogGroupName),
        }, this.Child(key.Ready));
        var role = new Role($"{_name}-role", new RoleArgs
        {
            AssumeRolePolicy = account.Id.Apply(id => TrustPolicy.ForServiceIn(Deliverer, id).ToJson()),
            Tags = _args.Tags.Named($"{_name}-role"),
        }, this.Child());
        var policy = new RolePolicy($"{_name}-policy", new RolePolicyArgs
        {
            Role = role.Name,
            Policy = group.Arn.Apply(arn => FlowLogPolicy.For(arn).ToJson()),
        }, this.Child());
        return new FlowLog(_name, new FlowLogArgs
        {
            VpcId = _args.VpcId,
            TrafficType = "ALL",
            LogDestinationType = "cloud-watch-logs",
            LogDestination = group.Arn,
            IamRoleArn = role.Arn,
            Tags = _args.Tags.Named(_name),
        }, this.Child(policy));
    }

    private FlowLog ToBucket()
    {
        var account = _args.Account;
        var key = Key(id => [KeyPolicy.LogDelivery(id)]);
        var bucket = new PrivateBucket($"{_name}-bucket", new PrivateBucketArgs
        {
            Account = account,
            Prefix = $"{_args.NetworkName}-flow-logs",
            KeyArn = key.Arn,
            RetentionDays = _args.Settings.RetentionDays,
            DeletionProtection = _args.DeletionProtection,
            Statements = (arn, id) => BucketPolicy.LogDelivery(arn, $"arn:{account.Partition}:logs:{account.Region}:{id}:*", id),
            Tags = _args.Tags,
        }, this.Part());
        return new FlowLog(_name, new FlowLogArgs
        {
            VpcId = _args.VpcId,
            TrafficType = "ALL",
            LogDestinationType = "s3",
            LogDestination = bucket.Arn,
            DestinationOptions = new FlowLogDestinationOptionsArgs
            {
                FileFormat = "parquet",
                HiveCompatiblePartitions = true,
                PerHourPartition = true,
            },
            Tags = _args.Tags.Named(_name),
        }, this.Child(bucket.Ready));
    }

    private EncryptionKey Key(Func<string, IEnumerable<PolicyStatement>> statements) => new($"{_name}-key", new EncryptionKeyArgs
    {
        Account = _args.Account,
        Alias = $"{_args.NetworkName}/flow-logs",
        Description = $"Flow logs of {_args.NetworkName}",
        Statements = statements,
        Tags = _args.Tags,
    }, this.Part());
}
