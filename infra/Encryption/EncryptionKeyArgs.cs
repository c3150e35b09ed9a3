using System.Collections.Immutable;
using Slipway.Infra.Identity;

namespace Slipway.Infra.Encryption;

/// <summary>What an <see cref="EncryptionKey"/> is made from.</summary>
public sealed class EncryptionKeyArgs : ResourceArgs
{
    /// <summary>Where the key is made.</summary>
    public required AwsAccount Account { get; init; }

    /// <summary>The key's alias, without <c>alias/</c>, e.g. <c>slipway-dev/cluster</c>.</summary>
    public required string Alias { get; init; }

    /// <summary>What the key encrypts, for people.</summary>
    public required string Description { get; init; }

    /// <summary>Given the account's number, what services may do with the key beside what IAM allows in the account.</summary>
    /// <value>Default: nothing.</value>
    public Func<string, IEnumerable<PolicyStatement>> Statements { get; init; } = _ => [];

    /// <summary>Tags for every resource.</summary>
    /// <value>Default: none.</value>
    public ImmutableDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;
}
