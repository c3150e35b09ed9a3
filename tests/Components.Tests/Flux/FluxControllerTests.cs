using System.Collections.Immutable;
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

        var secrets = _mocks.OfType("kubernetes:core/v1:Secret").ToList();
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
        var instance = Map(FluxInstanceValues.For("prod", "2.9.4", "0.58.1", "ssh://git@github.com/acme/fleet", TimeSpan.FromMinutes(5), GitProvider.Generic, imageAutomation: false)["instance"]);

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
        var instance = Map(FluxInstanceValues.For(
            "dev", "2.9.4", "0.58.1", "https://github.com/acme/fleet", TimeSpan.FromMinutes(1), GitProvider.GitHub, imageAutomation: true)["instance"]);

        Assert.Equal("github", Map(instance["sync"])["provider"]);
        Assert.Equal(
            ["source-controller", "kustomize-controller", "helm-controller", "notification-controller", "image-reflector-controller", "image-automation-controller"],
            ((ImmutableArray<object>)instance["components"]).Cast<string>());
    }

    [Fact]
    public async Task A_github_app_is_a_secret_of_its_id_owner_and_key()
    {
        await Make(() => [GitCredential.GitHubApp("flux-system", "4711", "acme", Output.CreateSecret("pem"))]);

        var data = (ImmutableDictionary<string, object>)_mocks.Single("kubernetes:core/v1:Secret").Inputs["stringData"];
        Assert.Equal(["githubAppID", "githubAppInstallationOwner", "githubAppPrivateKey"], data.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("4711", "acme"), ((string)data["githubAppID"], (string)data["githubAppInstallationOwner"]));
    }

    private Task<FluxController> Make() => Make(() => [Credential("flux-system"), Credential("fleet-apps")]);

    private async Task<FluxController> Make(Func<ImmutableArray<GitCredential>> credentials)
    {
        FluxController? flux = null;
        await _mocks.RunAsync(() => flux = new FluxController("flux", new FluxControllerArgs
        {
            Environment = "dev",
            FluxVersion = "2.9.4",
            OperatorVersion = "0.58.1",
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
