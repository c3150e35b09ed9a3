namespace Slipway.Stacks.Settings;

/// <summary>Section <c>slipway:githubApp</c>: the GitHub App as which Flux reads the repositories.</summary>
/// <param name="Id">The App's id.</param>
/// <param name="InstallationOwner">The organization or user that has it installed; its installation is looked up by that.</param>
/// <param name="PrivateKey">The App's private key, PEM.</param>
/// <setting key="githubApp.id" default="">the App's id</setting>
/// <setting key="githubApp.installationOwner" default="">who has it installed; the owner of the repositories</setting>
/// <setting key="githubApp.privateKey" default="" change="the Secrets in the cluster, in place">the App's private key, PEM, as a secret: `pulumi config set --secret --path slipway:githubApp.privateKey &lt; key.pem`. Plain text is refused</setting>
public sealed record GitHubAppSettings(int Id, string InstallationOwner, SecretText PrivateKey);
