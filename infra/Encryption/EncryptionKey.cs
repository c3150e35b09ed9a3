using System.Collections.Immutable;
using Kms = Pulumi.Aws.Kms;

namespace Slipway.Infra.Encryption;

/// <summary>A KMS key that rotates every year, with an alias that says what it is for.</summary>
public sealed class EncryptionKey : ComponentResource
{
    /// <summary>Type token.</summary>
    public const string Token = "slipway:infra:EncryptionKey";

    /// <summary>Makes the key. Its children have its name.</summary>
    public EncryptionKey(string name, EncryptionKeyArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, args, options)
    {
        var key = new Kms.Key(name, new Kms.KeyArgs
        {
            Description = args.Description,
            EnableKeyRotation = true,
            // Time to notice that something is still encrypted with it.
            DeletionWindowInDays = 30,
            Policy = args.Account.Id.Apply(account => KeyPolicy.For(args.Account.Partition, account, args.Statements(account)).ToJson()),
            Tags = args.Tags.Named(args.Alias),
        }, this.Child());
        var alias = new Kms.Alias(name, new Kms.AliasArgs { Name = $"alias/{args.Alias}", TargetKeyId = key.KeyId }, this.Child());

        Arn = key.Arn;
        Ready = [key, alias];
        RegisterOutputs();
    }

    /// <summary>ARN of the key.</summary>
    [Output("arn")]
    public Output<string> Arn { get; private set; }

    /// <summary>The key and its alias.</summary>
    public ImmutableArray<Resource> Ready { get; }
}
