using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Slipway.Lab.Clouds;
using Slipway.Lab.Clouds.Kubernetes;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Flux.Tests;

/// <summary>Clouds of a test's own: a fleet repository, and a cluster with Flux that syncs its folder <c>cluster</c>.</summary>
internal sealed class FluxLab : IDisposable
{
    public const string Ssh = "ssh://git@github.com/acme/fleet";

    private const string Repository = "github:index/repository:Repository";
    private const string DeployKey = "github:index/repositoryDeployKey:RepositoryDeployKey";
    private const string PrivateKey = "tls:index/privateKey:PrivateKey";

    private static readonly ImmutableArray<string> Components =
        ["source-controller", "kustomize-controller", "helm-controller", "notification-controller", "image-reflector-controller", "image-automation-controller"];

    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-flux-").FullName;

    public FluxLab() => Clouds = new LabProviderHost(_folder, _folder, new Cipher(), FaultPlan.None);

    public LabProviderHost Clouds { get; }

    /// <summary>The cluster of <see cref="UpAsync"/>.</summary>
    public string Cluster { get; private set; } = "";

    public FluxRuntime Flux => new(Clouds, Cluster);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>A lab whose cluster syncs the repository, with some files committed, reconciled once.</summary>
    public static async Task<FluxLab> UpAsync(params (string Path, string Text)[] files)
    {
        var lab = new FluxLab();
        lab.Cluster = await lab.ClusterAsync(await lab.KeyOfAsync("fleet"), "refs/heads/main");
        await lab.CommitAsync(files);
        await lab.ReconcileAsync();
        return lab;
    }

    /// <summary>Commits files to main.</summary>
    public async Task<string> CommitAsync(params (string Path, string Text)[] files)
    {
        var main = (await Clouds.GitHub.ResolveAsync("acme", "fleet", "refs/heads/main", default))!;
        return await Clouds.GitHub.PushFilesAsync("acme", "fleet", main, "main", files.ToDictionary(f => f.Path, f => f.Text), "Change", ("somebody", "s@example.com"), default) ?? main;
    }

    /// <summary>What a reconciliation leaves.</summary>
    public async Task<FluxRun> ReconcileAsync() => (await Flux.ReconcileAsync(default))!;

    /// <summary>How an object of Flux is.</summary>
    public FluxObjectStatus Status(string kind, string name) => Assert.Single(Flux.Status()!.Objects, o => o.Kind == kind && o.Name == name);

    /// <summary>An object of the cluster, or null.</summary>
    public ClusterObject? Find(string apiVersion, string kind, string space, string name) =>
        Clouds.Kubernetes.Find(Cluster, apiVersion, kind, space, name) is { } found ? new ClusterObject(found) : null;

    /// <summary>Works in the cluster as somebody with kubectl.</summary>
    public async Task InClusterAsync(Action<ClusterSession> work)
    {
        using var session = await Clouds.Kubernetes.OpenAsync(Cluster, default);
        work(session);
    }

    /// <summary>Changes an object behind Flux's back.</summary>
    public Task EditAsync(string apiVersion, string kind, string space, string name, Func<PropertyMap, PropertyMap> change, string manager = "kubectl-edit") =>
        InClusterAsync(session => session.ReplaceAs(manager, change(session.Find(new ObjectReference(apiVersion, kind, space, name))!)));

    /// <summary>A repository with one commit and a deploy key; gives the private key.</summary>
    public async Task<string> KeyOfAsync(string repository)
    {
        await CreateAsync("github", Repository, repository, ("name", repository), ("autoInit", true));
        var key = await CreateAsync("tls", PrivateKey, repository, ("algorithm", "ED25519"));
        await CreateAsync("github", DeployKey, repository,
            ("repository", repository), ("title", "flux"), ("key", key["publicKeyOpenssh"].AsString!.Trim()), ("readOnly", true));
        return key["privateKeyOpenssh"].AsString!;
    }

    public async Task<string> GenerateAsync() => (await CreateAsync("tls", PrivateKey, "loose", ("algorithm", "ED25519")))["privateKeyOpenssh"].AsString!;

    /// <summary>A cluster that holds a key, unless there is none, and a FluxInstance; gives its name.</summary>
    public Task<string> ClusterAsync(string? identity, string reference) =>
        ClusterAsync(identity is null ? null : PropertyMap.Of(("identity", identity)), reference, Ssh, "generic");

    /// <summary>A cluster that holds a credential, unless there is none, and a FluxInstance; gives its name.</summary>
    public async Task<string> ClusterAsync(PropertyMap? credential, string reference, string url, string provider)
    {
        var vpc = await CreateAsync("aws", "aws:ec2/vpc:Vpc", "vpc", ("cidrBlock", "10.0.0.0/16"));
        var subnets = new List<PropertyValue>();
        foreach (var (zone, i) in ((string, int)[])[("eu-west-1a", 0), ("eu-west-1b", 1)])
        {
            var subnet = await CreateAsync("aws", "aws:ec2/subnet:Subnet", zone,
                ("vpcId", vpc["id"]), ("cidrBlock", $"10.0.{i}.0/24"), ("availabilityZone", zone));
            subnets.Add(subnet["id"]);
        }
        var role = await CreateAsync("aws", "aws:iam/role:Role", "role", ("assumeRolePolicy",
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"eks.amazonaws.com"},"Action":"sts:AssumeRole"}]}"""));
        var cluster = await CreateAsync("aws", "aws:eks/cluster:Cluster", "dev",
            ("name", "dev"), ("roleArn", role["arn"]), ("vpcConfig", PropertyMap.Of(("subnetIds", PropertyValue.List(subnets)))));
        var server = cluster["endpoint"].AsString!;
        var kubeconfig = JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["current-context"] = "dev",
            ["clusters"] = new[] { new { name = "dev", cluster = new { server } } },
            ["contexts"] = new[] { new { name = "dev", context = new { cluster = "dev", user = "dev" } } },
            ["users"] = new[] { new { name = "dev", user = new { } } },
        });

        await CreateAsync("kubernetes", "kubernetes:core/v1:Namespace", "ns", kubeconfig,
            ("apiVersion", "v1"), ("kind", "Namespace"), ("metadata", PropertyMap.Of(("name", "flux-system"))));
        if (credential is not null)
        {
            await CreateAsync("kubernetes", "kubernetes:core/v1:Secret", "key", kubeconfig,
                ("apiVersion", "v1"), ("kind", "Secret"),
                ("metadata", PropertyMap.Of(("name", "flux-system"), ("namespace", "flux-system"))),
                ("stringData", credential));
        }
        await CreateAsync("kubernetes", "kubernetes:helm.sh/v3:Release", "instance", kubeconfig,
            ("name", "flux-instance"), ("namespace", "flux-system"), ("chart", "oci://ghcr.io/controlplaneio-fluxcd/charts/flux-instance"), ("version", "0.58.1"),
            ("values", PropertyMap.Of(("instance", PropertyMap.Of(
                ("components", PropertyValue.List(Components.Select(c => (PropertyValue)c))),
                ("sync", PropertyMap.Of(
                    ("url", url), ("provider", provider), ("ref", reference), ("pullSecret", "flux-system"), ("path", "cluster"))))))));
        return Clouds.Kubernetes.ClusterAt(server)!;
    }

    public Task<PropertyMap> CreateAsync(string package, string type, string name, params (string, PropertyValue)[] inputs) =>
        CreateAsync(package, type, name, "", inputs);

    private async Task<PropertyMap> CreateAsync(string package, string type, string name, string kubeconfig, params (string, PropertyValue)[] inputs)
    {
        var config = package switch
        {
            "aws" => PropertyMap.Of(("region", "eu-west-1")),
            "github" => PropertyMap.Of(("owner", "acme")),
            "kubernetes" => PropertyMap.Of(("kubeconfig", kubeconfig)),
            _ => PropertyMap.Empty,
        };
        var provider = await Clouds.ConfigureAsync(package, config, default);
        var urn = $"urn:pulumi:dev::test::{type}::{name}";
        var check = await provider.CheckAsync(new CheckRequest(urn, type, name, null, PropertyMap.Of(inputs)), default);
        Assert.True(check.Failures.IsEmpty, string.Join(", ", check.Failures));
        var made = await provider.CreateAsync(new CreateRequest(urn, type, name, check.Inputs, Preview: false), default);
        return made.Outputs.Bare().With("id", made.Id!);
    }

    /// <summary>Any cipher will do; this one cannot be mistaken for none.</summary>
    private sealed class Cipher : IValueCipher
    {
        private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

        public string Encrypt(string plaintext)
        {
            using var aes = Aes.Create();
            aes.Key = _key;
            var iv = RandomNumberGenerator.GetBytes(16);
            return Convert.ToBase64String([.. iv, .. aes.EncryptCbc(System.Text.Encoding.UTF8.GetBytes(plaintext), iv)]);
        }

        public string Decrypt(string ciphertext)
        {
            using var aes = Aes.Create();
            aes.Key = _key;
            var bytes = Convert.FromBase64String(ciphertext);
            return System.Text.Encoding.UTF8.GetString(aes.DecryptCbc(bytes[16..], bytes[..16]));
        }
    }
}
