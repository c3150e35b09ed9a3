namespace Slipway.Components.Flux;

/// <summary>The key by which Flux reads one repository.</summary>
/// <param name="SecretName">Name of the Secret that holds it.</param>
/// <param name="PrivateKey">Private half, in OpenSSH's form; secret.</param>
/// <param name="PublicKey">Public half, in OpenSSH's form.</param>
public sealed record GitCredential(string SecretName, Output<string> PrivateKey, Output<string> PublicKey);
