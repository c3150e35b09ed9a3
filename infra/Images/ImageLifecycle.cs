using System.Text.Json;

namespace Slipway.Infra.Images;

/// <summary>ECR lifecycle policies: which images go by themselves.</summary>
public static class ImageLifecycle
{
    // What lost its tag was replaced or never finished: a week is time to look into it.
    private const int UntaggedDays = 7;

    /// <summary>The newest images stay, and untagged ones go after a week.</summary>
    /// <param name="retain">How many images stay.</param>
    public static string For(int retain) => JsonSerializer.Serialize(new
    {
        rules = (object[])
        [
            new
            {
                rulePriority = 1,
                description = $"Untagged images go after {UntaggedDays} days",
                selection = new { tagStatus = "untagged", countType = "sinceImagePushed", countUnit = "days", countNumber = UntaggedDays },
                action = new { type = "expire" },
            },
            new
            {
                rulePriority = 2,
                description = $"The newest {retain} images stay",
                selection = new { tagStatus = "any", countType = "imageCountMoreThan", countNumber = retain },
                action = new { type = "expire" },
            },
        ],
    });
}
