using System.Collections.Immutable;
using Slipway.Infra.Networking;
using Slipway.Tests;

namespace Slipway.Infra.Tests;

public sealed class FlowLogsTests
{
    private readonly RecordingMocks _mocks = new()
    {
        Outputs =
        {
            ["aws:kms/key:Key"] = ImmutableDictionary<string, object>.Empty.Add("arn", "arn:aws:kms:eu-west-1:111122223333:key/1"),
            ["aws:cloudwatch/logGroup:LogGroup"] = ImmutableDictionary<string, object>.Empty.Add("arn", "arn:aws:logs:eu-west-1:111122223333:log-group:group"),
            ["aws:s3/bucket:Bucket"] = ImmutableDictionary<string, object>.Empty.Add("arn", "arn:aws:s3:::bucket"),
        },
    };

    [Fact]
    public async Task They_go_to_an_encrypted_log_group_for_90_days_unless_told_otherwise()
    {
        await Make(new FlowLogSettings());

        var group = _mocks.Single("aws:cloudwatch/logGroup:LogGroup").Inputs;
        Assert.Equal("/aws/vpc/slipway-dev/flow-logs", group["name"]);
        Assert.Equal(90d, group["retentionInDays"]);
        Assert.Equal("arn:aws:kms:eu-west-1:111122223333:key/1", group["kmsKeyId"]);
        var log = _mocks.Single("aws:ec2/flowLog:FlowLog").Inputs;
        Assert.Equal("ALL", log["trafficType"]);
        Assert.Equal("cloud-watch-logs", log["logDestinationType"]);
        Assert.Empty(_mocks.OfType("aws:s3/bucket:Bucket"));
    }

    [Fact]
    public async Task The_service_that_writes_them_reaches_that_log_group_alone()
    {
        await Make(new FlowLogSettings());

        var policy = (string)_mocks.Single("aws:iam/rolePolicy:RolePolicy").Inputs["policy"];
        Assert.Contains("\"Resource\":[\"arn:aws:logs:eu-west-1:111122223333:log-group:group\",\"arn:aws:logs:eu-west-1:111122223333:log-group:group:*\"]", policy, StringComparison.Ordinal);
        Assert.Contains("\"aws:SourceAccount\":\"111122223333\"", (string)_mocks.Single("aws:iam/role:Role").Inputs["assumeRolePolicy"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_s3_they_are_parquet_in_a_bucket_that_is_emptied_by_age()
    {
        await Make(new FlowLogSettings { Destination = FlowLogDestination.S3, RetentionDays = 400 });

        Assert.Equal("slipway-dev-flow-logs-111122223333-eu-west-1", _mocks.Single("aws:s3/bucket:Bucket").Inputs["bucket"]);
        var log = _mocks.Single("aws:ec2/flowLog:FlowLog").Inputs;
        Assert.Equal("s3", log["logDestinationType"]);
        Assert.Equal("parquet", ((ImmutableDictionary<string, object>)log["destinationOptions"])["fileFormat"]);
        Assert.Empty(_mocks.OfType("aws:cloudwatch/logGroup:LogGroup"));
        Assert.Empty(_mocks.OfType("aws:iam/role:Role"));
    }

    private Task Make(FlowLogSettings settings) => _mocks.RunAsync(() => _ = new FlowLogs("logs", new FlowLogsArgs
    {
        Account = TestAccount.Ireland,
        NetworkName = "slipway-dev",
        VpcId = "vpc-1",
        Settings = settings,
    }));
}
