using Slipway.Infra.Repositories;
using Slipway.Stacks.Settings;

namespace Slipway.Stacks.Tests;

public sealed class ProjectFleetTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-fleet-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_owner_comes_first_and_then_the_environments_that_it_lists()
    {
        Write("staging", StackYaml.Sound.Replace("owner: true", "owner: false", StringComparison.Ordinal));
        var fleet = Read("environments: [{ name: staging }, { name: prod }]");

        Assert.Equal(["dev", "staging", "prod"], fleet.Order.AsEnumerable());
        Assert.Equal(("acme", "fleet-infrastructure", "fleet-apps"), (fleet.GitHubOwner, fleet.Infrastructure, fleet.Apps));
        Assert.Equal(AutomationIdentity.OfApp(4711), fleet.Automation);
    }

    [Fact]
    public void Problems_elsewhere_in_the_configuration_do_not_matter() =>
        Assert.Equal(["dev"], Read("reviews: 1", yaml => yaml.Replace("10.10.0.0/16", "nonsense", StringComparison.Ordinal)).Order.AsEnumerable());

    [Fact]
    public void An_owner_that_lists_itself_is_refused() => Assert.Contains(
        "names dev, which owns the fleet and follows main",
        Assert.Throws<SettingsException>(() => Read("environments: [{ name: dev }]")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_project_has_one_owner()
    {
        Assert.Contains("no environment", Assert.Throws<FormatException>(() => ProjectFleet.OwnerIn(_folder)).Message, StringComparison.Ordinal);
        Write("dev", StackYaml.Sound);
        Write("other", StackYaml.Sound);
        Assert.Contains("dev and other have", Assert.Throws<FormatException>(() => ProjectFleet.OwnerIn(_folder)).Message, StringComparison.Ordinal);
    }

    private ProjectFleet Read(string governance, Func<string, string>? change = null)
    {
        var yaml = StackYaml.Sound.Replace("owner: true\n", $"owner: true\n    {governance}\n", StringComparison.Ordinal);
        yaml = change is null ? yaml : change(yaml);
        Write("dev", yaml);
        return ProjectFleet.ReadIn(_folder, ProjectFleet.OwnerIn(_folder), StackYaml.Values(yaml).GetValueOrDefault);
    }

    private void Write(string environment, string yaml) => File.WriteAllText(Path.Combine(_folder, $"Pulumi.{environment}.yaml"), yaml);
}
