using System.Collections.Immutable;
using Pulumi.Aws.Ecr;
using Pulumi.Aws.Ecr.Inputs;
using Slipway.Infra.Encryption;
using Slipway.Infra.Identity;
using Iam = Pulumi.Aws.Iam;

namespace Slipway.Infra.Images;

/// <summary>
/// Repositories of the apps' images in ECR, and for each a role by which its build pushes without any key that lasts. Nodes pull by their
/// own role.
/// </summary>
public sealed class Registry : ComponentResource
{
    /// <summary>Type token.</summary>
    public const string Token = "slipway:infra:Registry";

    private readonly string _name;
    private readonly RegistryArgs _args;

    /// <summary>Makes the registry. Children are named <c>{name}-…</c>.</summary>
    public Registry(string name, RegistryArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, args, options)
    {
        _name = name;
        _args = args;

        var key = new EncryptionKey($"{name}-key", new EncryptionKeyArgs
        {
            Account = args.Account,
            Alias = $"{args.Prefix}/images",
            Description = $"Images of {args.Prefix}",
            Tags = args.Tags,
        }, this.Part());
        var provider = args.IdentityProviderArn is { } arn ? Output.Create(arn) : Provider();
        var apps = args.Apps.Select(app => (app.Name, Images: Images(app, key))).ToImmutableArray();
        var roles = apps.Zip(args.Apps, (made, app) => (app.Name, Role: Builder(app, made.Images, provider))).ToImmutableArray();

        Urls = ByName(apps.Select(a => (a.Name, a.Images.RepositoryUrl)));
        PushRoleArns = ByName(roles.Select(r => (r.Name, r.Role.Arn)));
        RegisterOutputs();
    }

    /// <summary>Where images are pushed to and pulled from, by app.</summary>
    [Output("urls")]
    public Output<ImmutableDictionary<string, string>> Urls { get; private set; }

    /// <summary>ARNs of the roles that builds assume, by app.</summary>
    [Output("pushRoleArns")]
    public Output<ImmutableDictionary<string, string>> PushRoleArns { get; private set; }

    private Output<string> Provider() => new Iam.OpenIdConnectProvider($"{_name}-github", new Iam.OpenIdConnectProviderArgs
    {
        Url = $"https://{GitHubSubject.Issuer}",
        ClientIdLists = { GitHubSubject.Audience },
        Tags = _args.Tags.Named($"{_name}-github"),
    }, this.Child()).Arn;

    private Repository Images(RegistryApp app, EncryptionKey key)
    {
        var name = $"{_name}-{app.Name}";
        var repository = new Repository(name, new RepositoryArgs
        {
            Name = $"{_args.Prefix}/{app.Name}",
            // A tag means one image forever, so that what was tested is what runs.
            ImageTagMutability = "IMMUTABLE",
            ImageScanningConfiguration = new RepositoryImageScanningConfigurationArgs { ScanOnPush = true },
            EncryptionConfigurations = { new RepositoryEncryptionConfigurationArgs { EncryptionType = "KMS", KmsKey = key.Arn } },
            ForceDelete = !_args.DeletionProtection,
            Tags = _args.Tags.Named($"{_args.Prefix}/{app.Name}"),
        }, this.Child());
        _ = new LifecyclePolicy(name, new LifecyclePolicyArgs
        {
            Repository = repository.Name,
            Policy = ImageLifecycle.For(_args.Retain),
        }, this.Child());
        return repository;
    }

    private Iam.Role Builder(RegistryApp app, Repository images, Output<string> provider)
    {
        var name = $"{_name}-{app.Name}-push";
        var role = new Iam.Role(name, new Iam.RoleArgs
        {
            AssumeRolePolicy = provider.Apply(arn => TrustPolicy.ForGitHub(arn, app.Builder).ToJson()),
            Tags = _args.Tags.Named(name),
        }, this.Child());
        _ = new Iam.RolePolicy(name, new Iam.RolePolicyArgs
        {
            Role = role.Name,
            Policy = images.Arn.Apply(arn => PushPolicy.For(arn).ToJson()),
        }, this.Child());
        return role;
    }

    private static Output<ImmutableDictionary<string, string>> ByName(IEnumerable<(string Name, Output<string> Value)> values) =>
        Output.All(values.Select(v => v.Value.Apply(value => KeyValuePair.Create(v.Name, value)))).Apply(pairs => pairs.ToImmutableDictionary());
}
