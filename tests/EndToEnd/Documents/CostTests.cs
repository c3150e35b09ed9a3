using Slipway.EndToEnd.Graphs;

namespace Slipway.EndToEnd.Documents;

public sealed class CostTests(PlatformGraphs graphs) : IClassFixture<PlatformGraphs>
{
    private const string Page = "docs/costs.md";

    /// <summary>To write the page anew, run this test with <c>SLIPWAY_ACCEPT</c> set.</summary>
    [Fact]
    public void The_page_counts_what_the_environments_register()
    {
        var page = CostPage.Render(graphs);
        if (Environment.GetEnvironmentVariable("SLIPWAY_ACCEPT") is { Length: > 0 })
            File.WriteAllText(Path.Combine(Repository.Root, Page), page);
        Assert.Equal(Repository.Text(Page), page);
    }
}
