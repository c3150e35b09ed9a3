namespace Slipway.Components.Secrets;

/// <summary>What opens an environment's sealed files.</summary>
public enum SecretsProvider
{
    /// <summary>A key in AWS KMS, which kustomize-controller uses by the identity of its pods: there is no private key anywhere.</summary>
    Kms,

    /// <summary>An age identity, which the cluster holds in a Secret.</summary>
    Age,
}
