using System.Security.Cryptography;
using System.Text.Json;
using Slipway.Lab.Clouds;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Flux.Tests;

public sealed class SourceControllerTests : IDisposable
{
    private const string Repository = "github:index/repository:Repository";
    private const string DeployKey = "github:index/repositoryDeployKey:RepositoryDeployKey";
    private const string PrivateKey = "tls:index/privateKey:PrivateKey";

    private const string Ssh = "ssh://git@github.com/acme/fleet";
    private const string Https = "https://github.com/acme/fleet";

    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-flux-").FullName;
    private readonly LabProviderHost _clouds;

    public SourceControllerTests() => _clouds = new LabProviderHost(_folder, _folder, new Cipher(), FaultPlan.None);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_registered_key_fetches_the_commit_of_the_full_reference()
    {
        var cluster = await ClusterAsync(await KeyOfAsync("fleet"), "refs/heads/main");

        var source = await FetchAsync(cluster);

        Assert.True(source.Ready, source.Message);
        Assert.Matches("^refs/heads/main@sha1:[0-9a-f]{40}$", source.Revision);
        Assert.Equal($"stored artifact for revision '{source.Revision}'", source.Message);
    }

    [Fact]
    public async Task A_key_that_is_not_registered_is_refused_as_ssh_refuses_it()
    {
        await KeyOfAsync("fleet");

        var source = await FetchAsync(await ClusterAsync(await GenerateAsync(), "refs/heads/main"));

        Assert.False(source.Ready);
        Assert.Contains("ssh: unable to authenticate, attempted methods [none publickey], no supported methods remain", source.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_of_another_repository_is_refused()
    {
        await KeyOfAsync("fleet");
        var other = await KeyOfAsync("other");

        Assert.False((await FetchAsync(await ClusterAsync(other, "refs/heads/main"))).Ready);
    }

    [Fact]
    public async Task A_reference_that_does_not_exist_is_named()
    {
        var source = await FetchAsync(await ClusterAsync(await KeyOfAsync("fleet"), "refs/tags/prod-v1.0.0"));

        Assert.EndsWith("couldn't find remote ref \"refs/tags/prod-v1.0.0\"", source.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_secret_is_named()
    {
        await KeyOfAsync("fleet");

        var source = await FetchAsync(await ClusterAsync(null, "refs/heads/main"));

        Assert.Equal("failed to get secret 'flux-system/flux-system': secrets \"flux-system\" not found", source.Message);
    }

    [Fact]
    public async Task What_is_no_key_is_refused()
    {
        await KeyOfAsync("fleet");

        Assert.Contains("'identity' is no private key", (await FetchAsync(await ClusterAsync("not a key", "refs/heads/main"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_github_app_that_is_installed_where_the_repository_is_fetches_over_https()
    {
        await KeyOfAsync("fleet");

        var source = await FetchAsync(await ClusterAsync(App(), "refs/heads/main", Https, "github"));

        Assert.True(source.Ready, source.Message);
        Assert.Matches("^refs/heads/main@sha1:[0-9a-f]{40}$", source.Revision);
    }

    [Theory]
    [InlineData("githubAppID", "", "required field 'githubAppID' not found")]
    [InlineData("githubAppID", "slipway", "'githubAppID' is no number")]
    [InlineData("githubAppPrivateKey", "not a key", "'githubAppPrivateKey' is no RSA private key in PEM form")]
    [InlineData("githubAppInstallationOwner", "other", "the GitHub App is installed for 'other', and the repository belongs to 'acme'")]
    public async Task A_github_app_that_is_not_whole_says_what_is_wrong(string key, string value, string problem)
    {
        await KeyOfAsync("fleet");

        var source = await FetchAsync(await ClusterAsync(App().With(key, value), "refs/heads/main", Https, "github"));

        Assert.Equal($"failed to configure authentication options: invalid 'flux-system' secret data: {problem}", source.Message);
    }

    [Theory]
    [InlineData(Ssh, "github", "https://github.com/<owner>/<repository> with provider github")]
    [InlineData(Https, "generic", "ssh://git@github.com/<owner>/<repository>")]
    public async Task An_address_that_does_not_go_with_the_provider_is_refused(string url, string provider, string form)
    {
        await KeyOfAsync("fleet");

        Assert.EndsWith($"the lab reaches {form} alone", (await FetchAsync(await ClusterAsync(App(), "refs/heads/main", url, provider))).Message, StringComparison.Ordinal);
    }

    private static PropertyMap App()
    {
        using var rsa = RSA.Create(2048);
        return PropertyMap.Of(("githubAppID", "4711"), ("githubAppInstallationOwner", "acme"), ("githubAppPrivateKey", rsa.ExportRSAPrivateKeyPem()));
    }

    private async Task<SourceStatus> FetchAsync(string cluster) =>
        Assert.IsType<SourceStatus>(await new SourceController(_clouds.Kubernetes, _clouds.GitHub).FetchAsync(cluster, default));

    /// <summary>A repository with one commit and a deploy key; gives the private key.</summary>
    private async Task<string> KeyOfAsync(string repository)
    {
        await CreateAsync("github", Repository, repository, ("name", repository), ("autoInit", true));
        var key = await CreateAsync("tls", PrivateKey, repository, ("algorithm", "ED25519"));
        await CreateAsync("github", DeployKey, repository,
            ("repository", repository), ("title", "flux"), ("key", key["publicKeyOpenssh"].AsString!.Trim()), ("readOnly", true));
        return key["privateKeyOpenssh"].AsString!;
    }

    private async Task<string> GenerateAsync() => (await CreateAsync("tls", PrivateKey, "loose", ("algorithm", "ED25519")))["privateKeyOpenssh"].AsString!;

    /// <summary>A cluster that holds a key, unless there is none, and a FluxInstance; gives its name.</summary>
    private Task<string> ClusterAsync(string? identity, string reference) =>
        ClusterAsync(identity is null ? null : PropertyMap.Of(("identity", identity)), reference, Ssh, "generic");

    /// <summary>A cluster that holds a credential, unless there is none, and a FluxInstance; gives its name.</summary>
    private async Task<string> ClusterAsync(PropertyMap? credential, string reference, string url, string provider)
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
            ("values", PropertyMap.Of(("instance", PropertyMap.Of(("sync", PropertyMap.Of(
                ("url", url), ("provider", provider), ("ref", reference), ("pullSecret", "flux-system"))))))));
        return _clouds.Kubernetes.ClusterAt(server)!;
    }

    private Task<PropertyMap> CreateAsync(string package, string type, string name, params (string, PropertyValue)[] inputs) =>
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
        var provider = await _clouds.ConfigureAsync(package, config, default);
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
