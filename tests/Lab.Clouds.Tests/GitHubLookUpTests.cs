using Slipway.Lab.Wire;
using static Slipway.Lab.Clouds.Tests.Provider;

namespace Slipway.Lab.Clouds.Tests;

public sealed class GitHubLookUpTests : IDisposable
{
    private const string Repository = "github:index/repository:Repository";
    private const string Alerts = "github:index/repositoryVulnerabilityAlerts:RepositoryVulnerabilityAlerts";

    private readonly Lab _lab = new();

    public void Dispose() => _lab.Dispose();

    [Fact]
    public async Task A_hosted_template_is_found_before_anything_is_made_from_it()
    {
        var found = await LookUp(("fullName", "templates/fleet-infrastructure"));

        Assert.NotEqual("", found["nodeId"].AsString);
        Assert.Equal(true, found["isTemplate"]);
        Assert.Equal("", (await LookUp(("fullName", "templates/other")))["nodeId"].AsString);
    }

    [Fact]
    public async Task A_template_is_never_taken_for_the_owners_own_repository_of_that_name()
    {
        Assert.Equal("", (await LookUp(("name", "fleet-infrastructure")))["nodeId"].AsString);

        var made = await _lab.GitHub().Create(Repository, Map(("name", "fleet-infrastructure"), ("visibility", "private")));
        Assert.Equal("acme/fleet-infrastructure", made.Text("fullName"));
    }

    [Fact]
    public async Task Alerts_that_were_kept_can_be_set_again()
    {
        await _lab.GitHub().Create(Repository, Map(("name", "fleet")));
        await _lab.GitHub().Create(Alerts, Map(("repository", "fleet"), ("enabled", true)));

        Assert.Equal("fleet", (await _lab.GitHub().Create(Alerts, Map(("repository", "fleet"), ("enabled", true)))).Id);
    }

    private Task<PropertyMap> LookUp(params (string, PropertyValue)[] args) =>
        _lab.GitHub().Inner.InvokeAsync("github:index/getRepository:getRepository", Map(args), default);
}
