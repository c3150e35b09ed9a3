using System.Collections.Immutable;
using Slipway.Infra.Backups;
using Slipway.Tests;

namespace Slipway.Infra.Tests;

public sealed class ClusterBackupsTests
{
    private readonly RecordingMocks _mocks = new()
    {
        Outputs =
        {
            ["aws:kms/key:Key"] = ImmutableDictionary<string, object>.Empty.Add("arn", "arn:key"),
            ["aws:s3/bucket:Bucket"] = ImmutableDictionary<string, object>.Empty.Add("arn", "arn:aws:s3:::bucket"),
        },
    };

    [Fact]
    public async Task They_go_by_age_and_are_encrypted_with_a_key_of_their_own()
    {
        await Make();

        Assert.Equal("slipway-dev-backups-111122223333-eu-west-1", _mocks.Single("aws:s3/bucket:Bucket").Inputs["bucket"]);
        var rule = (ImmutableDictionary<string, object>)((ImmutableArray<object>)_mocks.Single("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration").Inputs["rules"])[0];
        Assert.Equal(14d, ((ImmutableDictionary<string, object>)rule["expiration"])["days"]);
        Assert.Equal("alias/slipway-dev/backups", _mocks.Single("aws:kms/alias:Alias").Inputs["name"]);
    }

    [Fact]
    public async Task Their_keeper_reaches_that_bucket_and_that_key_alone()
    {
        await Make();

        var association = _mocks.Single("aws:eks/podIdentityAssociation:PodIdentityAssociation").Inputs;
        Assert.Equal("backup/velero-server", $"{association["namespace"]}/{association["serviceAccount"]}");
        Assert.Equal(BackupPolicy.For("arn:aws:s3:::bucket", "arn:key").ToJson(), _mocks.Single("aws:iam/rolePolicy:RolePolicy").Inputs["policy"]);
        Assert.All(
            BackupPolicy.For("arn:aws:s3:::bucket", "arn:key").Statements.SelectMany(s => s.Resources),
            r => Assert.Contains(r, (string[])["arn:aws:s3:::bucket", "arn:aws:s3:::bucket/*", "arn:key"]));
    }

    private Task Make() => _mocks.RunAsync(() => _ = new ClusterBackups("backups", new ClusterBackupsArgs
    {
        Account = TestAccount.Ireland,
        ClusterName = "slipway-dev",
        ClusterLabel = "slipway-dev",
        RetentionDays = 14,
    }));
}
