using Slipway.Components.Promotion;

namespace Slipway.Workflows.Tests;

public sealed class DeploymentTests : IDisposable
{
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task Outputs_are_suppressed_and_secrets_masked()
    {
        _shell.Prints("pulumi", "updated with ghs_0123456789abcdefghijABCDEFGHIJ012345\n");

        Assert.Equal(new(0, "updated with ***\n", ""), await _shell.ScriptAsync("deploy.sh", "prod"));
        Assert.Equal("up --stack prod --yes --skip-preview --suppress-outputs --non-interactive --color never\n", _shell.CallsOf("pulumi"));
    }

    [Fact]
    public async Task An_update_that_fails_fails_the_job()
    {
        _shell.Prints("pulumi", "", 255, "error: update failed\n");

        Assert.Equal(new(255, "error: update failed\n", ""), await _shell.ScriptAsync("deploy.sh", "prod"));
    }

    [Fact]
    public async Task What_the_cluster_runs_is_published_in_the_form_that_promotion_reads()
    {
        var (infrastructure, apps) = (new string('a', 40), new string('b', 40));
        _shell.Prints("kubectl", FleetRepositories.ClusterRuns("refs/tags/staging-v1.2.0", infrastructure, apps));

        var status = await _shell.ScriptAsync("status.sh", "staging", "slipway-staging");

        var read = EnvironmentStatus.Parse(status.Out);
        Assert.Equal("staging", read.Environment);
        Assert.Equal([$"refs/tags/staging-v1.2.0@sha1:{infrastructure}", $"refs/tags/staging-v1.2.0@sha1:{apps}"], read.Layers.Select(l => l.Revision));
        Assert.All(read.Layers, l => Assert.True(l.Ready));
    }

    [Theory]
    [InlineData("""{"metadata": {"name": "apps", "generation": 4}, "spec": {"sourceRef": {"name": "fleet-apps"}}, "status": {"observedGeneration": 3, "lastAppliedRevision": "r", "conditions": [{"type": "Ready", "status": "True"}]}}""")]
    [InlineData("""{"metadata": {"name": "apps", "generation": 3}, "spec": {"sourceRef": {"name": "fleet-apps"}}, "status": {"observedGeneration": 3, "lastAppliedRevision": "r", "conditions": [{"type": "Ready", "status": "False"}]}}""")]
    [InlineData("""{"metadata": {"name": "apps", "generation": 1}, "spec": {"sourceRef": {"name": "fleet-apps"}}}""")]
    public async Task What_is_not_ready_at_its_last_change_is_not_ready(string layer)
    {
        _shell.Prints("kubectl", $$"""{"items": [{{layer}}]}""");

        Assert.Contains("\"ready\": false", (await _shell.ScriptAsync("status.sh", "staging", "slipway-staging")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_summary_tells_what_is_not_ready()
    {
        _shell.Write("status.json", """{"environment": "dev", "layers": [{"name": "core", "source": "s", "revision": "main@sha1:1", "ready": true, "message": "Applied"}, {"name": "apps", "source": "a", "revision": "", "ready": false, "message": "a | b\n<x>"}]}""");

        Assert.Equal(
            "### dev\n\n| layer | revision | ready | |\n|---|---|---|---|\n| core | main sha1:1 | yes | Applied |\n| apps |  | **no** | a   b  x  |\n",
            (await _shell.ScriptAsync("status-table.sh", "status.json")).Out);
    }
}
