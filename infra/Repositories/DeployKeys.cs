using System.Collections.Immutable;
using Pulumi.Github;
using Pulumi.Tls;

namespace Slipway.Infra.Repositories;

/// <summary>
/// One environment's deploy keys to one repository: ED25519, one per purpose, and only the one that writes may write.
/// </summary>
/// <remarks>
/// The generation is part of the resources' names. A key changed under its old name would be deleted before it is made anew, as GitHub registers
/// a public key once, and Flux could not fetch meanwhile. Under a new name it is created first, and the old one goes last.
/// </remarks>
public sealed class DeployKeys : ComponentResource
{
    /// <summary>Type token.</summary>
    public const string Token = "slipway:infra:DeployKeys";

    private readonly ImmutableDictionary<DeployKeyPurpose, DeployKey> _keys;

    /// <summary>Makes and registers the keys. Children are named <c>{name}-{purpose}-{generation}…</c>.</summary>
    public DeployKeys(string name, DeployKeysArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, args, options)
    {
        _keys = args.Purposes.ToImmutableDictionary(p => p, p => Key($"{name}-{DeployKeyTitle.Text(p)}-{args.Generation}", args, p));
        RegisterOutputs();
    }

    /// <summary>The key of a purpose.</summary>
    /// <exception cref="KeyNotFoundException">There is none of that purpose.</exception>
    public DeployKey this[DeployKeyPurpose purpose] => _keys[purpose];

    private DeployKey Key(string name, DeployKeysArgs args, DeployKeyPurpose purpose)
    {
        var key = new PrivateKey($"{name}-pair", new PrivateKeyArgs { Algorithm = "ED25519" }, this.Child());
        var registration = new RepositoryDeployKey(name, new RepositoryDeployKeyArgs
        {
            Repository = args.Repository,
            Title = DeployKeyTitle.For(args.Environment, args.Cluster, purpose, args.Generation),
            Key = key.PublicKeyOpenssh.Apply(k => k.Trim()),
            ReadOnly = purpose == DeployKeyPurpose.Read,
        }, this.Child());
        return new DeployKey(registration, Output.CreateSecret(key.PrivateKeyOpenssh), key.PublicKeyOpenssh, key.PublicKeyFingerprintSha256);
    }
}
