using System.Text;
using Slipway.Checks.Compare;

namespace Slipway.Checks.Tests.Compare;

public sealed class ComparisonTests
{
    private const string Web = "apps/dev/web.yaml";
    private const string Secret = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: web\nstringData:\n  key: {0}\n  other: same\n";

    [Fact]
    public void The_same_files_change_nothing() => Assert.Empty(Compare(new SmallFleet(), new SmallFleet()).Changes);

    [Fact]
    public void A_setting_changes_every_object_that_takes_it()
    {
        var after = new SmallFleet(("clusters/dev/settings.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n  namespace: flux-system\ndata:\n  domain: new.example\n"));

        var changes = Compare(new SmallFleet(), after).Changes;

        Assert.Equal(["ConfigMap web", "ConfigMap zone", "ConfigMap flux-system/settings"], changes.Select(c => c.Object));
        Assert.Contains("-  host: app.dev.example\n+  host: app.new.example\n", changes[0].Diff, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_new_and_what_is_gone_is_told()
    {
        var after = new SmallFleet((Web, "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: other\n"));

        Assert.Equal([("ConfigMap other", ChangeKind.Added), ("ConfigMap web", ChangeKind.Removed)], Compare(new SmallFleet(), after).Changes.Select(c => (c.Object, c.Kind)));
    }

    [Fact]
    public void Secrets_are_masked_and_that_one_changed_is_told()
    {
        var change = Assert.Single(Compare(WithSecret("first"), WithSecret("second")).Changes);

        Assert.Contains("+  key: (hidden, changed)", change.Diff, StringComparison.Ordinal);
        Assert.DoesNotContain("first", change.Diff, StringComparison.Ordinal);
        Assert.DoesNotContain("second", change.Diff, StringComparison.Ordinal);
        Assert.DoesNotContain("same", change.Diff, StringComparison.Ordinal);
    }

    [Fact]
    public void A_comment_stays_below_what_github_takes_and_says_what_is_left_out()
    {
        var after = new SmallFleet();
        var list = new StringBuilder("resources:\n");
        for (var i = 0; i < 200; i++)
        {
            after[$"apps/dev/c{i}.yaml"] = $"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: c{i}\ndata:\n  text: {new string('x', 1000)}\n";
            list.Append($"  - c{i}.yaml\n");
        }
        after["apps/dev/kustomization.yaml"] = list.ToString();

        var comment = ComparisonMarkdown.Render(Compare(new SmallFleet(), after));

        Assert.InRange(comment.Length, 40_000, ComparisonMarkdown.Most);
        Assert.Contains("more differences do not fit", comment, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_of_objects_cannot_break_out_of_a_comment()
    {
        var after = new SmallFleet((Web, "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\ndata:\n  text: |\n    ```\n    </details><img src=x>\n"));

        var comment = ComparisonMarkdown.Render(Compare(new SmallFleet(), after));

        Assert.Contains("````diff\n", comment, StringComparison.Ordinal);
        Assert.Equal(1, comment.Split("\n````\n").Length - 1);
    }

    [Theory]
    [InlineData("![x](https://evil.example/x.png)")]
    [InlineData("@acme/everyone")]
    [InlineData("a|b <img src=x onerror=alert(1)> `c`")]
    [InlineData("https://evil.example")]
    public void A_name_is_no_link_image_mention_or_html_in_a_comment(string name)
    {
        var comment = ComparisonMarkdown.Render(new FleetComparison([new ObjectChange(name, name, $"ConfigMap {name}", ChangeKind.Added, "+a: b\n")]));

        Assert.DoesNotContain(name, comment, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", comment, StringComparison.Ordinal);
        Assert.Contains($"| <code>{Entities(name)}</code> | <code>{Entities(name)}</code> | 1 | 0 | 0 |\n", comment, StringComparison.Ordinal);
        Assert.Equal(name, System.Net.WebUtility.HtmlDecode(Entities(name)));
    }

    [Fact]
    public void A_difference_of_one_endless_line_is_cut()
    {
        var comment = ComparisonMarkdown.Render(new FleetComparison([new ObjectChange("dev", "apps", "ConfigMap web", ChangeKind.Added, $"+a: {new string('x', 20_000)}\n")]));

        Assert.InRange(comment.Length, 1, 1_000);
        Assert.Contains("more characters\n```\n", comment, StringComparison.Ordinal);
    }

    [Fact]
    public void A_difference_shows_the_lines_around_it()
    {
        var before = string.Join('\n', Enumerable.Range(1, 20));

        Assert.Equal("@@\n 8\n 9\n 10\n-11\n+eleven\n 12\n 13\n 14\n", LineDiff.Of(before, before.Replace("11", "eleven", StringComparison.Ordinal)));
    }

    private static string Entities(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '/' or '-' or '.' or ',' ? c.ToString() : $"&#{(int)c};"));

    private static SmallFleet WithSecret(string value) => new((Web, Secret.Replace("{0}", value, StringComparison.Ordinal)));

    private static FleetComparison Compare(SmallFleet before, SmallFleet after) => FleetComparison.Of(before.Read(), after.Read());
}
