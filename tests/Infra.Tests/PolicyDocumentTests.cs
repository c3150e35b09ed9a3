using Slipway.Infra.Encryption;
using Slipway.Infra.Identity;

namespace Slipway.Infra.Tests;

public sealed class PolicyDocumentTests
{
    [Fact]
    public void A_statement_renders_what_it_says_and_nothing_else() => Assert.Equal(
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject","s3:PutObject"],"Resource":"arn:aws:s3:::b/*"}]}""",
        PolicyDocument.Of(PolicyStatement.Allow("s3:GetObject", "s3:PutObject").On("arn:aws:s3:::b/*")).ToJson());

    [Fact]
    public void Conditions_of_one_operator_stand_together() => Assert.Equal(
        """{"Version":"2012-10-17","Statement":[{"Sid":"A","Effect":"Deny","Principal":{"AWS":"*"},"Action":"kms:*","Resource":"*","Condition":{"StringEquals":{"a":"1","b":["2","3"]},"Bool":{"c":"false"}}}]}""",
        PolicyDocument.Of(PolicyStatement.Deny("kms:*").On("*").To(PolicyPrincipal.Anyone)
            .If("StringEquals", "a", "1").If("Bool", "c", "false").If("StringEquals", "b", "2", "3").Named("A")).ToJson());

    [Fact]
    public void Documents_that_say_the_same_are_equal()
    {
        Assert.Equal(TrustPolicy.ForPods(), TrustPolicy.ForPods());
        Assert.NotEqual(TrustPolicy.ForPods(), TrustPolicy.ForService("ec2.amazonaws.com"));
    }

    [Fact]
    public void Two_statements_of_one_id_are_refused() => Assert.Equal(
        "two statements have the id A (Parameter 'statements')",
        Assert.Throws<ArgumentException>(() => PolicyDocument.Of(PolicyStatement.Allow("a:b").Named("A"), PolicyStatement.Allow("a:c").Named("A"))).Message);

    [Fact]
    public void A_document_or_a_statement_about_nothing_is_refused()
    {
        Assert.Throws<ArgumentException>(() => PolicyDocument.Of());
        Assert.Throws<ArgumentException>(() => PolicyStatement.Allow());
    }

    [Fact]
    public void Pods_may_have_a_role_and_tag_their_sessions() => Assert.Equal(
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"pods.eks.amazonaws.com"},"Action":["sts:AssumeRole","sts:TagSession"]}]}""",
        TrustPolicy.ForPods().ToJson());

    [Theory]
    [InlineData(null, false, "repo:acme/shop:ref:refs/heads/main")]
    [InlineData("prod", false, "repo:acme/shop:environment:prod")]
    [InlineData(null, true, "repo:acme@12/shop@34:ref:refs/heads/main")]
    [InlineData("prod", true, "repo:acme@12/shop@34:environment:prod")]
    public void A_subject_of_github_has_the_form_of_its_repository(string? environment, bool immutable, string subject) => Assert.Equal(
        subject,
        new GitHubSubject { Owner = "acme", Repository = "shop", Environment = environment, Ids = immutable ? new GitHubIds(12, 34) : null }.ToString());

    [Fact]
    public void A_role_for_github_trusts_one_subject_exactly() => Assert.Equal(
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Federated":"arn:p"},"Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringEquals":{"token.actions.githubusercontent.com:aud":"sts.amazonaws.com","token.actions.githubusercontent.com:sub":"repo:acme/shop:ref:refs/heads/main"}}}]}""",
        TrustPolicy.ForGitHub("arn:p", new GitHubSubject { Owner = "acme", Repository = "shop" }).ToJson());

    [Fact]
    public void The_use_of_a_key_is_decided_by_iam_in_its_account() => Assert.Equal(
        """{"Version":"2012-10-17","Statement":[{"Sid":"Account","Effect":"Allow","Principal":{"AWS":"arn:aws-cn:iam::111122223333:root"},"Action":"kms:*","Resource":"*"}]}""",
        KeyPolicy.For("aws-cn", "111122223333").ToJson());

    [Fact]
    public void Anyone_in_a_key_policy_is_narrowed_to_the_account_and_to_volumes()
    {
        var statement = KeyPolicy.Volumes("eu-west-1", "111122223333");

        Assert.Equal(PolicyPrincipal.Anyone, statement.Principal);
        Assert.Equal(
            [("kms:CallerAccount", "111122223333"), ("kms:ViaService", "ec2.eu-west-1.amazonaws.com")],
            statement.Conditions.Select(c => (c.Key, Assert.Single(c.Values))));
    }

    [Theory]
    [InlineData("eu-west-1", "aws")]
    [InlineData("cn-north-1", "aws-cn")]
    [InlineData("us-gov-west-1", "aws-us-gov")]
    public void A_region_belongs_to_a_partition(string region, string partition) => Assert.Equal(partition, AwsAccount.PartitionOf(region));
}
