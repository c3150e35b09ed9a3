using Slipway.Tests;

namespace Slipway.Workflows.Tests;

public sealed class ScriptLintTests
{
    private static IEnumerable<string> Scripts => ((string[])[".github", "fleet/fleet-infrastructure/.github", "fleet/fleet-apps/.github", ".ci"])
        .SelectMany(folder => Directory.EnumerateFiles(RepositoryFiles.At(folder), "*", SearchOption.AllDirectories))
        .Where(f => f.EndsWith(".sh", StringComparison.Ordinal) || Path.GetDirectoryName(f) == RepositoryFiles.At(".ci"));

    [FactWith("shellcheck")]
    public async Task No_script_has_a_finding_of_shellcheck()
    {
        using var shell = new Shell();

        Assert.Equal(new(0, "", ""), await shell.RunAsync("shellcheck", Scripts));
    }

    [Fact]
    public void Every_script_stops_at_its_first_failure() =>
        Assert.All(Scripts, s => Assert.Contains("\nset -euo pipefail\n", File.ReadAllText(s), StringComparison.Ordinal));
}
