using System.Collections.Immutable;
using Pulumi.Aws.Kms;
using Pulumi.Github;
using Pulumi.Random;
using Slipway.Components.Fleet;
using Slipway.Components.Flux;
using Slipway.Components.Sops;
using Slipway.Infra;
using Slipway.Infra.Encryption;
using Slipway.Infra.Identity;

namespace Slipway.Components.Secrets;

/// <summary>
/// An environment's secrets, sealed in Git: SOPS files that Flux decrypts and nobody else but the recovery recipients. They are sealed here, in
/// process, from material that only the stack's state holds, so the same values give the same bytes.
/// </summary>
public sealed class SopsSecrets : ComponentResource
{
    /// <summary>Type token.</summary>
    public const string Token = "slipway:components:SopsSecrets";

    private readonly string _name;
    private readonly SopsSecretsArgs _args;
    private readonly Output<SealingKey> _sealing;

    /// <summary>Makes what opens the files, then seals and commits them, one after the other. Children are named <c>{name}-…</c>.</summary>
    public SopsSecrets(string name, SopsSecretsArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, args, options)
    {
        _name = name;
        _args = args;
        _sealing = Random("material").Apply(bytes => SealingKey.From(bytes, args.Environment, args.Generation));

        var opener = args.Provider == SecretsProvider.Kms ? Kms() : Age();
        var files = new List<RepositoryFile> { File("config", FleetNames.SopsConfigFile(args.Environment), Config(opener), args.After) };
        foreach (var secret in args.Secrets)
            files.Add(File(secret.Name, PathOf(secret), Seal(secret, opener), files[^1]));
        if (Foreign() is { IsEmpty: false } namespaces)
            files.Add(File("namespaces", InFolder("namespaces.yaml"), SecretManifests.Namespaces(args.Environment, namespaces), files[^1]));
        // Last, so that what it names is there.
        files.Add(File("kustomization", InFolder("kustomization.yaml"), SecretManifests.Kustomization(args.Environment, Resources()), files[^1]));

        AgeIdentity = opener.Identity;
        Recipient = opener.Recipient;
        Ready = [.. opener.Ready, .. files];
        LastFile = files[^1];
        RegisterOutputs();
    }

    /// <summary>Whom the files are sealed for: the ARN of the KMS key, or the age recipient.</summary>
    [Output("recipient")]
    public Output<string> Recipient { get; private set; }

    /// <summary>The age identity that opens the files; secret. Null where KMS opens them.</summary>
    public Output<string>? AgeIdentity { get; }

    /// <summary>What must exist before Flux starts: the files, and what opens them.</summary>
    public ImmutableArray<Resource> Ready { get; }

    /// <summary>The file that is committed last. Depend on it from the next commit to the branch.</summary>
    public Resource LastFile { get; }

    private Opener Kms()
    {
        var key = new EncryptionKey($"{_name}-key", new EncryptionKeyArgs
        {
            Account = _args.Account,
            Alias = $"{_args.ClusterLabel}/secrets",
            Description = $"Data keys of the sealed files of {_args.Environment}",
            Tags = _args.Tags,
        }, this.Part());
        var identity = new WorkloadIdentity($"{_name}-identity", new WorkloadIdentityArgs
        {
            Account = _args.Account,
            ClusterName = _args.ClusterName,
            ServiceAccount = new ServiceAccount(FleetNames.Namespace, FluxComponents.Kustomize),
            Policy = key.Arn.Apply(arn => DecryptionPolicy.For(arn, _args.Environment).ToJson()),
            Tags = _args.Tags,
        }, this.Part());
        var context = ImmutableDictionary<string, string>.Empty.Add(DecryptionPolicy.ContextKey, _args.Environment);
        return new Opener
        {
            Recipient = key.Arn,
            Age = Output.Create(_args.Recovery),
            Kms = key.Arn.Apply(arn => ImmutableArray.Create(new SopsKmsKey(arn, "", context))),
            Ready = identity.Ready,
            Wrap = secret => new Ciphertext($"{_name}-{secret.Name}-data-key", new CiphertextArgs
            {
                KeyId = key.Arn,
                Plaintext = Output.CreateSecret(_sealing.Apply(s => s.DataKey(PathOf(secret)).Text)),
                Context = context,
            }, this.Child(key.Ready)).CiphertextBlob,
        };
    }

    private Opener Age()
    {
        var identity = Random("identity").Apply(bytes => Sops.AgeIdentity.FromSecret(bytes));
        var recipient = Output.Unsecret(identity.Apply(i => i.Recipient));
        return new Opener
        {
            Recipient = recipient.Apply(r => r.ToString()),
            Age = recipient.Apply(r => _args.Recovery.Insert(0, r)),
            Identity = Output.CreateSecret(identity.Apply(i => i.Encode())),
        };
    }

    private Output<string> Seal(SealedSecret secret, Opener opener)
    {
        var path = PathOf(secret);
        var values = Output.All(secret.Values
            .Concat(secret.Generated.Select(g => KeyValuePair.Create(g.Key, MadeUp(secret, g.Key, g.Value))))
            .OrderBy(v => v.Key, StringComparer.Ordinal)
            .Select(v => v.Value.Apply(value => KeyValuePair.Create(v.Key, value))));
        var blob = opener.Wrap?.Invoke(secret) ?? Output.Create("");
        // A sealed text may be read by everybody, and so a preview shows which value changes.
        return Output.Unsecret(Output.Tuple(_sealing, values, opener.Age, opener.Kms, blob).Apply(t => SopsFile.Seal(
            SecretManifests.Secret(_args.Environment, secret.Name, secret.Namespace, t.Item2),
            new SopsSealing
            {
                DataKey = t.Item1.DataKey(path),
                Entropy = t.Item1.Entropy(path),
                Age = t.Item3,
                Kms = [.. t.Item4.Select(k => k with { CiphertextBlob = t.Item5 })],
            })));
    }

    private Output<string> MadeUp(SealedSecret secret, string entry, int length) =>
        new RandomPassword($"{_name}-{secret.Name}-{entry}", new RandomPasswordArgs { Length = length, Special = false }, this.Child()).Result;

    private Output<byte[]> Random(string suffix) => Output
        .CreateSecret(new RandomBytes($"{_name}-{suffix}", new RandomBytesArgs { Length = 32 }, this.Child()).Base64)
        .Apply(Convert.FromBase64String);

    private Output<string> Config(Opener opener) => Output.Tuple(opener.Kms, opener.Age).Apply(t => SopsConfig.Render(
        [new SopsCreationRule { PathRegex = @"\.sops\.yaml$", Kms = [.. t.Item1.Select(k => k.Arn)], KmsContext = t.Item1.FirstOrDefault()?.Context, Age = t.Item2 }],
        Manifest.Ownership("slipway:secrets", _args.Environment)));

    private RepositoryFile File(string suffix, string path, Input<string> content, Resource after) => new($"{_name}-{suffix}-file", new RepositoryFileArgs
    {
        Repository = _args.Repository,
        Branch = _args.Branch,
        File = path,
        Content = content,
        CommitMessage = $"Set {path}",
        // A file of that name from an earlier life of the stack is generated too, and may be taken over.
        OverwriteOnCreate = true,
    }, this.Child(after));

    private string InFolder(string file) => $"{FleetNames.SecretsFolder(_args.Environment)}/{file}";

    private string PathOf(SealedSecret secret) => InFolder(FileName(secret));

    private static string FileName(SealedSecret secret) => $"{secret.Name}.sops.yaml";

    // Flux's own namespace is there before Flux is.
    private ImmutableArray<string> Foreign() =>
        [.. _args.Secrets.Select(s => s.Namespace).Where(n => n != FleetNames.Namespace).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private IEnumerable<string> Resources() => [.. Foreign().IsEmpty ? [] : ImmutableArray.Create("namespaces.yaml"), .. _args.Secrets.Select(FileName)];

    /// <summary>What opens an environment's files.</summary>
    private sealed record Opener
    {
        /// <summary>Whom they are sealed for, recovery aside.</summary>
        public required Output<string> Recipient { get; init; }

        /// <summary>The age recipients of every file.</summary>
        public required Output<ImmutableArray<AgeRecipient>> Age { get; init; }

        /// <summary>The KMS keys of every file, without a file's data key.</summary>
        public Output<ImmutableArray<SopsKmsKey>> Kms { get; init; } = Output.Create(ImmutableArray<SopsKmsKey>.Empty);

        /// <summary>Gives a file's data key to KMS to encrypt; null where KMS has no part.</summary>
        public Func<SealedSecret, Output<string>>? Wrap { get; init; }

        /// <summary>The age identity that the cluster needs; null where it needs none.</summary>
        public Output<string>? Identity { get; init; }

        /// <summary>What must exist before Flux opens a file.</summary>
        public ImmutableArray<Resource> Ready { get; init; } = [];
    }
}
