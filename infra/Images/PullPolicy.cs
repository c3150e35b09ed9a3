using Slipway.Infra.Identity;

namespace Slipway.Infra.Images;

/// <summary>What looking for images in ECR and pulling them takes.</summary>
public static class PullPolicy
{
    /// <summary>Images of some repositories may be listed and pulled.</summary>
    /// <param name="repositoryArn">ARN of a repository, or of several by a pattern.</param>
    public static PolicyDocument For(string repositoryArn) => PolicyDocument.Of(
        // The token is the account's, not a repository's (IAM, actions of Amazon ECR).
        PolicyStatement.Allow("ecr:GetAuthorizationToken").On("*"),
        PolicyStatement.Allow("ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:DescribeImages", "ecr:GetDownloadUrlForLayer", "ecr:ListImages").On(repositoryArn));
}
