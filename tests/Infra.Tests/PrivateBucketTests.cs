using System.Collections.Immutable;
using Slipway.Infra.Storage;
using Slipway.Tests;

namespace Slipway.Infra.Tests;

public sealed class PrivateBucketTests
{
    private readonly RecordingMocks _mocks = new();

    [Fact]
    public async Task It_is_closed_to_the_public_in_every_way()
    {
        await Make();

        var block = _mocks.Single("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock").Inputs;
        Assert.Equal([true, true, true, true], new[] { "blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets" }.Select(k => block[k]));
    }

    [Fact]
    public async Task It_is_reached_by_tls_alone()
    {
        await Make();

        Assert.Equal(
            """{"Version":"2012-10-17","Statement":[{"Sid":"TlsOnly","Effect":"Deny","Principal":{"AWS":"*"},"Action":"s3:*","Resource":["arn:aws:s3:::slipway-dev-x-111122223333-eu-west-1","arn:aws:s3:::slipway-dev-x-111122223333-eu-west-1/*"],"Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}""",
            _mocks.Single("aws:s3/bucket:Bucket").Inputs["policy"]);
    }

    [Fact]
    public async Task It_is_versioned_and_encrypted_with_the_given_key()
    {
        await Make();

        var rule = (ImmutableDictionary<string, object>)((ImmutableArray<object>)_mocks
            .Single("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration").Inputs["rules"])[0];
        Assert.Equal("arn:key", ((ImmutableDictionary<string, object>)rule["applyServerSideEncryptionByDefault"])["kmsMasterKeyId"]);
        Assert.Equal("Enabled", ((ImmutableDictionary<string, object>)_mocks.Single("aws:s3/bucketVersioning:BucketVersioning").Inputs["versioningConfiguration"])["status"]);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task What_it_holds_goes_with_it_only_where_nothing_is_protected(bool isProtected, bool force)
    {
        await Make(isProtected);

        Assert.Equal(force, _mocks.Single("aws:s3/bucket:Bucket").Inputs["forceDestroy"]);
    }

    private Task Make(bool isProtected = true) => _mocks.RunAsync(() => _ = new PrivateBucket("bucket", new PrivateBucketArgs
    {
        Account = TestAccount.Ireland,
        Prefix = "slipway-dev-x",
        KeyArn = "arn:key",
        RetentionDays = 30,
        DeletionProtection = isProtected,
    }));
}
