using Slipway.Stacks.Settings;

namespace Slipway.EndToEnd.Documents;

public sealed class ConfigurationTests
{
    private const string Page = "docs/configuration.md";

    private static IEnumerable<string> Read => SettingsKeys.All.Sections.Concat(SettingsKeys.All.Sections.SelectMany(SettingsKeys.All.Of));

    /// <summary>To write the page anew, run this test with <c>SLIPWAY_ACCEPT</c> set.</summary>
    [Fact]
    public void The_reference_is_what_the_settings_say()
    {
        var page = ConfigurationPage.Render();
        if (Environment.GetEnvironmentVariable("SLIPWAY_ACCEPT") is { Length: > 0 })
            File.WriteAllText(Path.Combine(Repository.Root, Page), page);
        Assert.Equal(Repository.Text(Page), page);
    }

    [Fact]
    public void The_example_is_accepted() => Assert.Empty(SettingsExample.ProblemsOf(SettingsExample.Values(), asInFile: true));

    [Fact]
    public void Every_key_that_is_read_is_documented_or_consists_of_such_that_are() =>
        Assert.DoesNotContain(Read, k => !SettingDocs.All.ContainsKey(k) && !SettingsKeys.All.Of(k).Any());

    [Fact]
    public void Every_documented_key_is_read() =>
        Assert.Empty(SettingDocs.All.Keys.Except(Read));

    [Fact]
    public void The_example_has_every_key() =>
        Assert.DoesNotContain(Read, k => !SettingsKeys.All.IsShown(k));

    [Fact]
    public void An_unknown_key_is_told_with_those_that_there_are() => Assert.Contains(
        SettingsExample.ProblemsOf(new() { [$"{PlatformSettings.Project}:network"] = new System.Text.Json.Nodes.JsonObject { ["typo"] = 1 } }),
        p => p.Message.Contains("the keys are cidr, zones", StringComparison.Ordinal));
}
