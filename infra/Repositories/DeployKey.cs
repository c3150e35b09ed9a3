using Pulumi.Github;

namespace Slipway.Infra.Repositories;

/// <summary>A deploy key with its private half.</summary>
/// <param name="Registration">The key as GitHub knows it. Depend on it from whatever uses the private half.</param>
/// <param name="PrivateKey">Private half, in OpenSSH's form; secret.</param>
/// <param name="PublicKey">Public half, in OpenSSH's form.</param>
/// <param name="Fingerprint">SHA-256 fingerprint, as GitHub shows it.</param>
public sealed record DeployKey(RepositoryDeployKey Registration, Output<string> PrivateKey, Output<string> PublicKey, Output<string> Fingerprint);
