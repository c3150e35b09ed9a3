using Slipway.Infra.Identity;

namespace Slipway.Infra.Images;

/// <summary>An app whose images a registry keeps.</summary>
/// <param name="Name">Its name, which names its repository of images.</param>
/// <param name="Builder">The jobs of GitHub Actions that may push its images: those of one repository, on one branch or in one environment.</param>
public sealed record RegistryApp(string Name, GitHubSubject Builder);
