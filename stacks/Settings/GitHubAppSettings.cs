namespace Slipway.Stacks.Settings;

/// <summary>Section <c>slipway:githubApp</c>: the GitHub App as which Flux reads the repositories.</summary>
/// <param name="Id">The App's id.</param>
/// <param name="InstallationOwner">The organization or user that has it installed; its installation is looked up by that.</param>
/// <param name="PrivateKey">The App's private key, PEM.</param>
public sealed record GitHubAppSettings(int Id, string InstallationOwner, SecretText PrivateKey);
