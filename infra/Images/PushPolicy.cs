using Slipway.Infra.Identity;

namespace Slipway.Infra.Images;

/// <summary>What a build may do to images.</summary>
public static class PushPolicy
{
    /// <summary>It may push to one repository of images (Amazon ECR user guide, pushing an image).</summary>
    /// <param name="repositoryArn">ARN of the repository.</param>
    public static PolicyDocument For(string repositoryArn) => PolicyDocument.Of(
        // The token is the registry's, which has no resource to name.
        PolicyStatement.Allow("ecr:GetAuthorizationToken").On("*"),
        PolicyStatement.Allow(
            "ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:CompleteLayerUpload", "ecr:GetDownloadUrlForLayer", "ecr:InitiateLayerUpload",
            "ecr:PutImage", "ecr:UploadLayerPart").On(repositoryArn));
}
