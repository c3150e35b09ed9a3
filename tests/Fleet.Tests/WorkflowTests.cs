using System.Text.RegularExpressions;
using Slipway.Components.Fleet;
using YamlDotNet.RepresentationModel;

namespace Slipway.Fleet.Tests;

public sealed partial class WorkflowTests
{
    public static TheoryData<string, string> Workflows => new()
    {
        { "fleet-infrastructure", "check.yml" },
        { "fleet-infrastructure", "promote.yml" },
        { "fleet-apps", "check.yml" },
        { "fleet-apps", "promote.yml" },
    };

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Every_action_is_pinned_to_a_commit_and_names_its_version(string repository, string workflow) => Assert.All(
        File.ReadLines(Path(repository, workflow)).Where(l => l.Contains("uses:", StringComparison.Ordinal)),
        l => Assert.Matches(Pinned(), l));

    [Theory]
    [MemberData(nameof(Workflows))]
    public void No_workflow_has_more_than_leave_to_read(string repository, string workflow) =>
        Assert.DoesNotContain(((YamlMappingNode)Read(repository, workflow).Child("permissions")!).Children.Values, v => v.ToString() != "read");

    // Whoever starts a workflow writes its inputs: in the text of a script they would be commands.
    [Theory]
    [MemberData(nameof(Workflows))]
    public void No_script_is_put_together_from_inputs(string repository, string workflow) => Assert.DoesNotContain(
        Read(repository, workflow).AllNodes.OfType<YamlMappingNode>().Select(s => s.Text("run")).OfType<string>(),
        run => run.Contains("${{", StringComparison.Ordinal));

    [Fact]
    public void A_promotion_waits_for_the_environment_that_it_is_for() =>
        Assert.Equal("${{ inputs.environment }}", Read("fleet-infrastructure", "promote.yml").Child("jobs").Child("promote").Text("environment"));

    [Fact]
    public void Both_repositories_are_checked_alike() => Assert.Equal(
        File.ReadAllText(FleetFolder.In("fleet-infrastructure", ".github/scripts/check.sh")),
        File.ReadAllText(FleetFolder.In("fleet-apps", ".github/scripts/check.sh")));

    private static YamlNode Read(string repository, string workflow)
    {
        using var text = new StreamReader(Path(repository, workflow));
        return YamlDocuments.Load(text).Single().RootNode;
    }

    private static string Path(string repository, string workflow) => FleetFolder.In(repository, $".github/workflows/{workflow}");

    [GeneratedRegex(@"uses: [\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")]
    private static partial Regex Pinned();
}
