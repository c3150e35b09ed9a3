using Slipway.Infra.Identity;

namespace Slipway.Components.Secrets;

/// <summary>What opening an environment's sealed files asks of its key.</summary>
public static class DecryptionPolicy
{
    /// <summary>The entry of KMS' encryption context that ties a data key to its environment.</summary>
    public const string ContextKey = "slipway-environment";

    /// <summary>The environment's data keys can be decrypted, and nothing else that the key may have encrypted.</summary>
    /// <param name="keyArn">ARN of the key.</param>
    /// <param name="environment">The environment.</param>
    public static PolicyDocument For(string keyArn, string environment) => PolicyDocument.Of(
        PolicyStatement.Allow("kms:Decrypt").On(keyArn).If("StringEquals", $"kms:EncryptionContext:{ContextKey}", environment),
        PolicyStatement.Allow("kms:DescribeKey").On(keyArn));
}
