using Slipway.Lab.Clouds.Aws;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;
using static Slipway.Lab.Clouds.Tests.Provider;

namespace Slipway.Lab.Clouds.Tests;

public sealed class Buckets : IDisposable
{
    private const string Bucket = "aws:s3/bucket:Bucket";
    private const string Versioning = "aws:s3/bucketVersioning:BucketVersioning";
    private const string Encryption = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
    private const string Access = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
    private const string Lifecycle = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";

    private readonly Lab _lab = new();

    public void Dispose() => _lab.Dispose();

    private Provider Aws => _lab.Aws();

    [Fact]
    public async Task A_name_is_there_once_in_all_of_S3()
    {
        var made = await Aws.Create(Bucket, Map(("bucket", "acme-backups")));

        Assert.Equal("arn:aws:s3:::acme-backups", made.Text("arn"));
        Assert.Equal("acme-backups.s3.eu-west-1.amazonaws.com", made.Text("bucketRegionalDomainName"));
        Assert.StartsWith("BucketAlreadyExists", await _lab.Configure("aws", null, ("region", "us-east-1"), ("allowedAccountIds", List("444455556666"))).Refusal(Bucket, Map(("bucket", "acme-backups"))));
    }

    [Theory]
    [InlineData("Acme")]
    [InlineData("ab")]
    [InlineData("a..b")]
    [InlineData("-ab")]
    [InlineData("192.168.1.1")]
    [InlineData("xn--ab")]
    [InlineData("acme-s3alias")]
    [InlineData("a_b")]
    public async Task A_name_is_one(string name) =>
        Assert.StartsWith($"bucket: InvalidBucketName: The specified bucket is not valid: '{name}'", await Aws.Problems(Bucket, Map(("bucket", name))));

    [Theory]
    [InlineData("Deny", "s3:*", "arn:aws:s3:::acme/*", "")]
    [InlineData("Deny", "s3:*", "arn:aws:s3:::other/*", "policy: MalformedPolicy: Policy has invalid resource: arn:aws:s3:::other/* is not of the bucket acme")]
    [InlineData("Deny", "ec2:RunInstances", "arn:aws:s3:::acme", "policy: MalformedPolicy: Policy has invalid action: ec2:RunInstances")]
    [InlineData("Allow", "s3:GetObject", "arn:aws:s3:::acme/*", "policy: AccessDenied: s3:PutBucketPolicy because public policies are blocked")]
    public async Task A_policy_is_about_its_bucket_and_lets_not_everybody_in(string effect, string action, string resource, string expected)
    {
        var problems = await Aws.Problems(Bucket, Map(("bucket", "acme"), ("policy",
            $$"""{"Statement":[{"Effect":"{{effect}}","Principal":"*","Action":"{{action}}","Resource":"{{resource}}"}]}""")));

        Assert.True(expected.Length == 0 ? problems.Length == 0 : problems.StartsWith(expected, StringComparison.Ordinal), problems);
    }

    [Fact]
    public async Task Settings_are_of_a_bucket_that_exists()
    {
        var settings = new (string Type, PropertyMap Inputs)[]
        {
            (Versioning, Map(("bucket", "acme"), ("versioningConfiguration", Map(("status", "Enabled"))))),
            (Encryption, Map(("bucket", "acme"), ("rules", List(Map(("applyServerSideEncryptionByDefault", Map(("sseAlgorithm", "AES256")))))))),
            (Access, Map(("bucket", "acme"), ("blockPublicAcls", true))),
            (Lifecycle, Map(("bucket", "acme"), ("rules", List(Map(("id", "old"), ("status", "Enabled"), ("expiration", Map(("days", 30)))))))),
        };
        foreach (var (type, inputs) in settings)
            Assert.Equal("bucket: NoSuchBucket: The specified bucket does not exist: acme", await Aws.Refusal(type, inputs));
        await Aws.Create(Bucket, Map(("bucket", "acme")));
        foreach (var (type, inputs) in settings)
            Assert.Equal("acme", (await Aws.Create(type, inputs)).Id);
        Assert.StartsWith("acme has this setting already", await Aws.Refusal(settings[0].Type, settings[0].Inputs));
    }

    [Fact]
    public async Task Versioning_is_suspended_never_off()
    {
        await Aws.Create(Bucket, Map(("bucket", "acme")));
        var made = await Aws.Create(Versioning, Status("Enabled"));

        Assert.Contains("cannot be updated from Enabled or Suspended to Disabled", (await Assert.ThrowsAsync<ProviderException>(() => Aws.Update(made, Status("Disabled"), preview: true))).Message);
        await Aws.Update(made, Status("Suspended"));
        Assert.StartsWith("versioningConfiguration.status: 'enabled' is not one of Enabled", await Aws.Problems(Versioning, Status("enabled")));
    }

    [Fact]
    public async Task A_key_goes_with_encryption_by_KMS_and_exists()
    {
        PropertyMap With(string algorithm, string key) =>
            Map(("bucket", "acme"), ("rules", List(Map(("applyServerSideEncryptionByDefault", Map(("sseAlgorithm", algorithm), ("kmsMasterKeyId", key)))))));
        await Aws.Create(Bucket, Map(("bucket", "acme")));
        var key = await Aws.Create("aws:kms/key:Key", Map());

        Assert.StartsWith("rules[0].applyServerSideEncryptionByDefault.kmsMasterKeyId: InvalidArgument", await Aws.Problems(Encryption, With("AES256", key.Text("arn"))));
        Assert.Contains("NotFoundException", await Aws.Refusal(Encryption, With("aws:kms", key.Text("arn")[..^1] + "?")));
        await Aws.Create(Encryption, With("aws:kms", key.Text("arn")));
    }

    [Fact]
    public async Task Lifecycle_rules_do_something_in_order()
    {
        PropertyMap Of(params PropertyValue[] rules) => Map(("bucket", "acme"), ("rules", List(rules)));
        var rule = Map(("id", "a"), ("status", "Enabled"));
        var expiring = rule.With("expiration", Map(("days", 60)));

        Assert.Equal("", await Aws.Problems(Lifecycle, Of(expiring, expiring.With("id", "b"))));
        Assert.Equal("rules[0]: InvalidRequest: At least one action needs to be specified in a rule", await Aws.Problems(Lifecycle, Of(rule)));
        Assert.StartsWith("rules[1].id: InvalidArgument: Rule ID must be unique", await Aws.Problems(Lifecycle, Of(expiring, expiring)));
        Assert.StartsWith("rules[0].transitions: InvalidArgument: 'Days' in Transition action must be greater than or equal to 30",
            await Aws.Problems(Lifecycle, Of(expiring.With("transitions", List(Map(("days", 10), ("storageClass", "STANDARD_IA")))))));
        Assert.StartsWith("rules[0].expiration.days: InvalidArgument",
            await Aws.Problems(Lifecycle, Of(expiring.With("transitions", List(Map(("days", 90), ("storageClass", "GLACIER")))))));
    }

    private static PropertyMap Status(string status) => Map(("bucket", "acme"), ("versioningConfiguration", Map(("status", status))));
}

public sealed class ImageRepositories : IDisposable
{
    private const string Repository = "aws:ecr/repository:Repository";
    private const string Lifecycle = "aws:ecr/lifecyclePolicy:LifecyclePolicy";

    private readonly Lab _lab = new();

    public void Dispose() => _lab.Dispose();

    private Provider Aws => _lab.Aws();

    [Fact]
    public async Task A_repository_looks_as_in_AWS()
    {
        var made = await Aws.Create(Repository, Map(("name", "apps/web"), ("imageTagMutability", "IMMUTABLE")));

        Assert.Equal("111122223333.dkr.ecr.eu-west-1.amazonaws.com/apps/web", made.Text("repositoryUrl"));
        Assert.StartsWith("RepositoryAlreadyExistsException", await Aws.Refusal(Repository, Map(("name", "apps/web"))));
    }

    [Theory]
    [InlineData("Apps")]
    [InlineData("apps//web")]
    [InlineData("apps/")]
    [InlineData("a..b")]
    public async Task A_name_is_lower_case_parts(string name) => Assert.StartsWith($"name: '{name}' does not match", await Aws.Problems(Repository, Map(("name", name))));

    [Fact]
    public async Task Settings_agree()
    {
        Assert.StartsWith("imageTagMutability: 'FIXED' is not one of MUTABLE, IMMUTABLE", await Aws.Problems(Repository, Map(("imageTagMutability", "FIXED"))));
        Assert.StartsWith("imageTagMutabilityExclusionFilters: InvalidParameterException", await Aws.Problems(Repository, Map(("imageTagMutability", "IMMUTABLE_WITH_EXCLUSION"))));
        Assert.StartsWith("encryptionConfigurations[0].kmsKey: InvalidParameterException",
            await Aws.Problems(Repository, Map(("encryptionConfigurations", List(Map(("kmsKey", "arn:aws:kms:eu-west-1:111122223333:key/x")))))));
        Assert.Contains("NotFoundException", await Aws.Refusal(Repository, Map(("encryptionConfigurations", List(Map(("encryptionType", "KMS"), ("kmsKey", "arn:aws:kms:eu-west-1:111122223333:key/x")))))));
    }

    [Theory]
    [InlineData("""{"rules":[{"rulePriority":1,"selection":{"tagStatus":"any","countType":"imageCountMoreThan","countNumber":30},"action":{"type":"expire"}}]}""", "")]
    [InlineData("""{"rules":[]}""", "it has no rules")]
    [InlineData("""{"rules":[{"rulePriority":1,"selection":{"tagStatus":"tagged","countType":"imageCountMoreThan","countNumber":30},"action":{"type":"expire"}}]}""", "goes with tagStatus tagged")]
    [InlineData("""{"rules":[{"rulePriority":1,"selection":{"tagStatus":"any","countType":"sinceImagePushed","countNumber":30},"action":{"type":"expire"}}]}""", "countUnit goes with a countType in days")]
    [InlineData("""{"rules":[{"rulePriority":1,"selection":{"tagStatus":"any","countType":"imageCountMoreThan","countNumber":0},"action":{"type":"expire"}}]}""", "countNumber is 1 or more")]
    [InlineData("""{"rules":[{"rulePriority":1,"selection":{"tagStatus":"any","countType":"imageCountMoreThan","countNumber":1},"action":{"type":"drop"}}]}""", "action.type is expire or transition")]
    public async Task Its_lifecycle_policy_is_one(string policy, string expected)
    {
        var problems = await Aws.Problems(Lifecycle, Map(("repository", "x"), ("policy", policy)));

        Assert.True(expected.Length == 0 ? problems.Length == 0 : problems.Contains("Lifecycle policy validation failure", StringComparison.Ordinal) && problems.Contains(expected, StringComparison.Ordinal), problems);
    }

    [Fact]
    public async Task Its_lifecycle_policy_needs_the_repository() => Assert.StartsWith("repository: RepositoryNotFoundException", await Aws.Refusal(Lifecycle, Map(
        ("repository", "none"), ("policy", """{"rules":[{"rulePriority":1,"selection":{"tagStatus":"any","countType":"imageCountMoreThan","countNumber":30},"action":{"type":"expire"}}]}"""))));
}

public sealed class Leftovers : IDisposable
{
    private static readonly AwsScope Scope = new(AwsScope.LabAccount, "eu-west-1");

    private readonly Lab _lab = new();

    public void Dispose() => _lab.Dispose();

    [Fact]
    public async Task What_a_cluster_left_keeps_the_network()
    {
        var aws = _lab.Aws();
        var vpc = await aws.NewVpc();
        var subnet = await aws.NewSubnet(vpc, 0, "eu-west-1a");
        _lab.Host.Aws.AddLeftover(Scope, new Leftover(LeftoverKind.LoadBalancer, "k8s-web-1", "dev", [subnet.Id]));
        _lab.Host.Aws.AddLeftover(Scope, new Leftover(LeftoverKind.NetworkInterface, "eni-1", "dev", [subnet.Id]));

        var named = "NetworkInterface eni-1 of cluster dev, LoadBalancer k8s-web-1 of cluster dev";
        Assert.Equal($"DependencyViolation: The subnet '{subnet.Id}' has dependencies and cannot be deleted: {named}",
            (await Assert.ThrowsAsync<ProviderException>(() => aws.Delete(subnet))).Message);
        Assert.Equal($"DependencyViolation: The vpc '{vpc.Id}' has dependencies and cannot be deleted: {named}",
            (await Assert.ThrowsAsync<ProviderException>(() => aws.Delete(vpc))).Message);
        Assert.True(_lab.Host.Aws.RemoveLeftover(Scope, "k8s-web-1") && _lab.Host.Aws.RemoveLeftover(Scope, "eni-1"));
        await aws.Delete(subnet);
        await aws.Delete(vpc);
    }

    [Fact]
    public async Task A_volume_stands_in_no_subnet()
    {
        var aws = _lab.Aws();
        var subnet = await aws.NewSubnet(await aws.NewVpc(), 0, "eu-west-1a");
        _lab.Host.Aws.AddLeftover(Scope, new Leftover(LeftoverKind.Volume, "vol-1", "dev", []));
        await aws.Delete(subnet);

        var left = Assert.Single(_lab.Host.Aws.Leftovers(Scope));
        Assert.Equal("owned", left.Tags["kubernetes.io/cluster/dev"]);
        Assert.Empty(_lab.Host.Aws.Leftovers(Scope with { Region = "eu-west-2" }));
    }
}
