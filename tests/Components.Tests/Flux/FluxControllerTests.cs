using System.Collections.Immutable;
using Pulumi.Testing;
using Pulumi.Utilities;
using Slipway.Components.Flux;
using Slipway.Tests;

namespace Slipway.Components.Tests.Flux;

public sealed class FluxControllerTests
{
    private readonly RecordingMocks _mocks = new();

    [Fact]
    public async Task Operator_and_instance_are_pinned_charts_in_flux_system()
    {
        await Make();

        var releases = _mocks.OfType("kubernetes:helm.sh/v3:Release").ToList();
        Assert.Equal(["flux-instance", "flux-operator"], releases.Select(r => r.Inputs["name"]));
        Assert.All(releases, r => Assert.Equal("0.58.1", r.Inputs["version"]));
        Assert.All(releases, r => Assert.Equal("flux-system", r.Inputs["namespace"]));
    }

    [Fact]
    public async Task Each_credential_is_a_secret_of_key_and_pinned_host_keys()
    {
        await Make();

        var secrets = _mocks.OfType("kubernetes:core/v1:Secret").Where(s => Name(s) is "flux-system" or "fleet-apps").ToList();
        Assert.Equal(2, secrets.Count);
        Assert.All(secrets, s =>
        {
            var data = (ImmutableDictionary<string, object>)s.Inputs["stringData"];
            Assert.Equal(["identity", "identity.pub", "known_hosts"], data.Keys.Order(StringComparer.Ordinal));
            Assert.StartsWith("github.com ecdsa-sha2-nistp256 ", (string)data["known_hosts"], StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Facts_about_the_cluster_stand_in_cluster_info()
    {
        await Make();

        var map = _mocks.Single("kubernetes:core/v1:ConfigMap").Inputs;
        Assert.Equal("cluster-info", ((ImmutableDictionary<string, object>)map["metadata"])["name"]);
        Assert.Equal("dev", ((ImmutableDictionary<string, object>)map["data"])["environment"]);
    }

    [Fact]
    public async Task The_flux_version_is_known_once_the_instance_is_installed()
    {
        var flux = await Make();

        Assert.Equal("2.9.4", await OutputUtilities.GetValueAsync(flux.Version));
    }

    [Fact]
    public void The_instance_syncs_the_environments_folder_through_a_full_reference()
    {
        var instance = Instance(Options with { Interval = TimeSpan.FromMinutes(5) }, new FluxSync("prod", "ssh://git@github.com/acme/fleet", GitProvider.Generic));

        var sync = Map(instance["sync"]);
        Assert.Equal("refs/heads/main", sync["ref"]);
        Assert.Equal("clusters/prod", sync["path"]);
        Assert.Equal("5m", sync["interval"]);
        Assert.Equal("generic", sync["provider"]);
        Assert.Equal("2.9.4", Map(instance["distribution"])["version"]);
    }

    [Fact]
    public void An_app_is_the_github_provider_and_image_automation_has_its_controllers()
    {
        var instance = Instance(Options, new FluxSync("dev", "https://github.com/acme/fleet", GitProvider.GitHub), imageAutomation: true);

        Assert.Equal("github", Map(instance["sync"])["provider"]);
        Assert.Equal(
            ["source-controller", "kustomize-controller", "helm-controller", "notification-controller", "image-reflector-controller", "image-automation-controller"],
            ((ImmutableArray<object>)instance["components"]).Cast<string>());
    }

    [Fact]
    public async Task A_github_app_is_a_secret_of_its_id_owner_and_key()
    {
        await Make(() => [GitCredential.GitHubApp("flux-system", "4711", "acme", Output.CreateSecret("pem"))]);

        var data = (ImmutableDictionary<string, object>)Secret("flux-system").Inputs["stringData"];
        Assert.Equal(["githubAppID", "githubAppInstallationOwner", "githubAppPrivateKey"], data.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("4711", "acme"), ((string)data["githubAppID"], (string)data["githubAppInstallationOwner"]));
    }

    [Fact]
    public async Task Whoever_uses_cluster_info_follows_its_changes()
    {
        await Make();

        var metadata = Map(_mocks.Single("kubernetes:core/v1:ConfigMap").Inputs["metadata"]);
        Assert.Equal("Enabled", Map(metadata["labels"])["reconcile.fluxcd.io/watch"]);
    }

    [Fact]
    public async Task An_age_identity_stands_in_a_secret_under_a_name_that_flux_takes()
    {
        await Make(() => [Credential("flux-system")], age: true);

        var secret = Assert.Single(_mocks.OfType("kubernetes:core/v1:Secret"), s => Name(s) == "sops-age");
        Assert.Equal("identity.agekey", Assert.Single(Map(secret.Inputs["stringData"])).Key);
    }

    [Fact]
    public async Task Where_aws_opens_the_files_there_is_no_identity_in_the_cluster()
    {
        await Make();

        Assert.DoesNotContain(_mocks.OfType("kubernetes:core/v1:Secret"), s => Name(s) == "sops-age");
    }

    [Fact]
    public void Broken_revisions_are_left_for_new_ones_and_changed_values_count_at_once()
    {
        var patches = Patches(Instance(Options, Sync));

        Assert.Equal(
            """
            - op: add
              path: /spec/template/spec/containers/0/args/-
              value: "--feature-gates=CancelHealthCheckOnNewRevision=true"
            - op: add
              path: /spec/template/spec/containers/0/args/-
              value: "--watch-configs-label-selector=owner!=helm"

            """,
            patches["kustomize-controller"]);
        Assert.Contains("CancelHealthCheckOnNewRevision=true,DefaultToRetryOnFailure=true", patches["helm-controller"], StringComparison.Ordinal);
    }

    [Fact]
    public void With_age_the_controller_decrypts_by_the_identity_in_the_cluster() =>
        Assert.Contains("--sops-age-secret=sops-age", Patches(Instance(Options, Sync, ageDecryption: true))["kustomize-controller"], StringComparison.Ordinal);

    [Fact]
    public void Size_shards_and_limits_are_those_of_the_options()
    {
        var instance = Instance(
            Options with
            {
                Size = FluxSize.Medium,
                SourceWatcher = true,
                Shards = ["shard1"],
                Limits = ImmutableDictionary<string, ControllerLimits>.Empty.Add("source-controller", new ControllerLimits("2", null)),
            },
            Sync);

        Assert.Equal("medium", Map(instance["cluster"])["size"]);
        Assert.Contains("source-watcher", ((ImmutableArray<object>)instance["components"]).Cast<string>());
        Assert.Equal("shard1", Assert.Single((ImmutableArray<object>)Map(instance["sharding"])["shards"]));
        Assert.Equal(
            """
            - op: replace
              path: /spec/template/spec/containers/0/resources/limits/cpu
              value: "2"

            """,
            Patches(instance)["source-controller"]);
    }

    [Fact]
    public void Without_shards_nothing_is_said_of_them() => Assert.DoesNotContain("sharding", Instance(Options, Sync).Keys);

    private static FluxOptions Options { get; } = new() { Version = "2.9.4", OperatorVersion = "0.58.1" };

    private static FluxSync Sync { get; } = new("dev", "ssh://git@github.com/acme/fleet", GitProvider.Generic);

    private static ImmutableDictionary<string, object> Instance(FluxOptions options, FluxSync sync, bool imageAutomation = false, bool ageDecryption = false) =>
        Map(FluxInstanceValues.For(options, sync, imageAutomation, ageDecryption)["instance"]);

    private static Dictionary<string, string> Patches(ImmutableDictionary<string, object> instance) =>
        ((ImmutableArray<object>)Map(instance["kustomize"])["patches"]).Select(Map).ToDictionary(p => (string)Map(p["target"])["name"], p => (string)p["patch"]);

    private MockResourceArgs Secret(string name) => Assert.Single(_mocks.OfType("kubernetes:core/v1:Secret"), s => Name(s) == name);

    private static string Name(MockResourceArgs resource) => (string)Map(resource.Inputs["metadata"])["name"];

    private Task<FluxController> Make() => Make(() => [Credential("flux-system"), Credential("fleet-apps")]);

    private async Task<FluxController> Make(Func<ImmutableArray<GitCredential>> credentials, bool age = false)
    {
        FluxController? flux = null;
        await _mocks.RunAsync(() => flux = new FluxController("flux", new FluxControllerArgs
        {
            Environment = "dev",
            Options = Options,
            WebhookToken = Output.CreateSecret("token"),
            AgeIdentity = age ? Output.CreateSecret("AGE-SECRET-KEY-1") : null,
            InfrastructureUrl = "ssh://git@github.com/acme/fleet-infrastructure",
            Credentials = credentials(),
            ClusterInfo = new InputMap<string> { ["environment"] = "dev" },
        }));
        return Assert.IsType<FluxController>(flux);
    }

    private static GitCredential Credential(string name) =>
        GitCredential.SshKey(name, Output.CreateSecret("private"), Output.Create("public"), new ComponentResource("test:index:Key", $"key-{name}"));

    private static ImmutableDictionary<string, object> Map(object value) => (ImmutableDictionary<string, object>)value;
}
