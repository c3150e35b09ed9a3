using Slipway.Components.Promotion;

namespace Slipway.Components.Tests.Promotion;

public sealed class EnvironmentStatusTests
{
    [Fact]
    public void The_published_form_is_read()
    {
        var status = EnvironmentStatus.Parse($$"""
            { "environment": "dev", "layers": [
              { "name": "apps", "source": "fleet-apps", "revision": "refs/heads/main@sha1:{{PlanFixture.Commit('a')}}", "ready": true } ] }
            """);

        Assert.Equal("dev", status.Environment);
        Assert.Equal(new GitRevision("refs/heads/main", PlanFixture.Commit('a')), status.Running(FleetRole.Apps).Revision);
    }

    [Fact]
    public void What_a_status_tells_of_single_objects_is_passed_over() => Assert.Empty(EnvironmentStatus.Parse("""
        { "environment": "dev", "ready": true, "layers": [], "objects": [ { "kind": "HelmRelease", "name": "web", "ready": null } ] }
        """).Layers);

    [Theory]
    [InlineData("""{ "environment": "dev", "layers": [], "ready": "yes" }""")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{ "environment": "dev" }""")]
    [InlineData("""{ "environment": null, "layers": [] }""")]
    [InlineData("""{ "environment": "dev", "layers": [null] }""")]
    [InlineData("""{ "environment": "dev", "layers": [ { "name": "apps", "source": "fleet-apps", "revision": "x" } ] }""")]
    [InlineData("""{ "environment": "dev", "environment": "prod", "layers": [] }""")]
    [InlineData("""{ "environment": "dev", "layers": [], "more": 1 }""")]
    public void Anything_else_is_refused(string json) => Assert.Throws<FormatException>(() => EnvironmentStatus.Parse(json));
}
