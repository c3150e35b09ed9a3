using Slipway.Lab.Engine.Secrets;

namespace Slipway.EndToEnd;

/// <summary>Secrets in a stack's file, as <c>pulumi config set --secret</c> writes them.</summary>
internal static class SecretConfig
{
    /// <summary>The passphrase of the stacks that have such secrets.</summary>
    public const string Passphrase = "correct horse battery staple";

    /// <summary>Appends a section with one secret.</summary>
    public static void Add(SlipwayProcess slipway, string environment, Func<string, string> section, string secret)
    {
        var cipher = PassphraseCipher.New(Passphrase);
        File.AppendAllText(
            Path.Combine(slipway.Project, $"Pulumi.{environment}.yaml"),
            $"{section(cipher.Encrypt(secret))}encryptionsalt: {cipher.EncryptionSalt}\n");
    }
}
