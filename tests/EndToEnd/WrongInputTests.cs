namespace Slipway.EndToEnd;

public sealed class WrongInputTests : IDisposable
{
    private readonly SlipwayProcess _slipway = new();

    public void Dispose() => _slipway.Dispose();

    [Theory]
    [InlineData("    nat: single", "    natt: single", "slipway:network.natt: is no key here; the keys are cidr, zones, nat, endpoints, flowLogs, peers (Pulumi.dev.yaml:10:11)")]
    [InlineData("      max: 4", "      max: many", "slipway:cluster.pools.general.max: is the text 'many'; it is a whole number (Pulumi.dev.yaml:30:14)")]
    [InlineData("[10.20.0.0/16, 10.30.0.0/16]", "[10.10.4.0/22]", "slipway:network.peers[0]: 10.10.4.0/22 overlaps the network's own 10.10.0.0/16")]
    [InlineData("      min: 1", "      min: 3", "slipway:cluster.pools.general.min: is 3, more than the 2 desired; min ≤ desired ≤ max (Pulumi.dev.yaml:28:14)")]
    [InlineData("config:", "konfig:", "Pulumi.dev.yaml:1:1: 'konfig' is no key of a stack's file")]
    [InlineData("    nat: single", "    nat: [single", "not valid YAML")]
    [InlineData("    nat: single", "    nat: single\n    nat: none", "not valid YAML")]
    public async Task A_wrong_configuration_is_refused_with_its_place(string part, string instead, string problem)
    {
        _slipway.Edit("Pulumi.dev.yaml", part, instead);

        var result = await _slipway.RunAsync(2, "up", "dev", "--yes");

        Assert.Contains(problem, result.Error, StringComparison.Ordinal);
        Assert.Matches(@"Pulumi\.dev\.yaml:\d+:\d+", result.Error);
        AssertNothingChanged();
    }

    [Fact]
    public async Task A_second_owner_of_the_repositories_is_refused_before_anything_happens()
    {
        _slipway.Edit("Pulumi.staging.yaml", "owner: false", "owner: true");

        var result = await _slipway.RunAsync(2, "up", "dev", "--yes");

        Assert.Contains("slipway:fleet.owner", result.Error, StringComparison.Ordinal);
        Assert.Contains("staging", result.Error, StringComparison.Ordinal);
        AssertNothingChanged();
    }

    [Fact]
    public async Task An_unknown_environment_is_refused_with_the_known_ones()
    {
        var result = await _slipway.RunAsync(2, "up", "test", "--yes");

        Assert.Contains("There is no environment 'test': Pulumi.test.yaml is not in", result.Error, StringComparison.Ordinal);
        Assert.Contains("The environments are dev, prod, staging.", result.Error, StringComparison.Ordinal);
        AssertNothingChanged();
    }

    [Theory]
    [InlineData("")]
    [InlineData("config: {}\n")]
    [InlineData("# nothing\n")]
    public async Task An_environment_without_configuration_is_refused(string content)
    {
        File.WriteAllText(Path.Combine(_slipway.Project, "Pulumi.empty.yaml"), content);

        var result = await _slipway.RunAsync(2, "preview", "empty");

        Assert.Contains("Pulumi.empty.yaml sets no configuration; see docs/configuration.md", result.Error, StringComparison.Ordinal);
        AssertNothingChanged();
    }

    [Fact]
    public async Task Outside_a_project_there_is_nothing_to_run()
    {
        Directory.CreateDirectory(_slipway.Scratch("elsewhere"));

        var result = await _slipway.RunAsync(2, "preview", "dev", "--cwd", _slipway.Scratch("elsewhere"));

        Assert.Contains("There is no Pulumi.yaml in", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../etc")]
    [InlineData("DEV")]
    public async Task A_name_that_is_none_is_refused(string environment) =>
        Assert.Contains($"'{environment}' is no name for an environment", (await _slipway.RunAsync(2, "preview", environment)).Error, StringComparison.Ordinal);

    [Theory]
    [InlineData("upp", "dev")]
    [InlineData("up")]
    [InlineData("up", "dev", "--force")]
    [InlineData("preview", "dev", "--parallel", "0")]
    [InlineData("preview", "dev", "--parallel", "many")]
    [InlineData("graph", "dev", "--format", "gif")]
    public async Task A_command_line_that_is_none_ends_with_2(params string[] arguments)
    {
        var result = await _slipway.RunAsync(2, arguments);

        Assert.Contains("--help", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Out);
    }

    [Fact]
    public async Task Nothing_is_changed_unasked()
    {
        var result = await _slipway.RunAsync(2, "up", "dev");

        Assert.Contains("add --yes", result.Error, StringComparison.Ordinal);
        AssertNothingChanged();
    }

    [Theory]
    [InlineData("aws:eks/cluster:Cluster")]
    [InlineData("aws:eks/cluster:Cluster=explode:once")]
    public async Task Faults_that_are_none_are_refused_with_their_grammar(string faults)
    {
        _slipway.Environment["SLIPWAY_LAB_FAULTS"] = faults;

        Assert.Contains("type=operation:when", (await _slipway.RunAsync(2, "up", "dev", "--yes")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_that_is_damaged_is_named_and_left_as_it_was()
    {
        await _slipway.UpDevAsync();
        var state = Path.Combine(_slipway.Home, "stacks/slipway/dev.json");
        File.WriteAllText(state, File.ReadAllText(state)[..500]);

        var result = await _slipway.RunAsync(2, "up", "dev", "--yes");

        Assert.Contains(state, result.Error, StringComparison.Ordinal);
        Assert.Equal(500, new FileInfo(state).Length);
    }

    [Theory]
    [InlineData("", "slipway [command] [options]")]
    [InlineData("app add", "slipway app add <name> [options]")]
    [InlineData("test", "slipway test [options]")]
    public async Task A_command_says_how_it_is_called(string command, string usage) =>
        Assert.Contains($"Usage:\n  {usage}\n", (await _slipway.RunAsync(0, [.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"])).Out, StringComparison.Ordinal);

    private void AssertNothingChanged()
    {
        Assert.False(Directory.Exists(Path.Combine(_slipway.Home, "clouds")));
        Assert.False(File.Exists(Path.Combine(_slipway.Home, "stacks/slipway/dev.json")));
    }
}
