namespace Slipway.Workflows.Tests;

public sealed class PreviewTests : IDisposable
{
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task The_summary_comes_first_what_is_lost_next_and_the_rest_is_folded()
    {
        _shell.Prints("pulumi", """
            {"steps": [
              {"op": "same", "urn": "urn:pulumi:dev::slipway::pulumi:pulumi:Stack::slipway-dev"},
              {"op": "create", "urn": "urn:pulumi:dev::slipway::slipway:infra:Network$aws:ec2/vpc:Vpc::network-vpc", "newState": {"inputs": {}}, "detailedDiff": null},
              {"op": "update", "urn": "urn:pulumi:dev::slipway::aws:s3/bucket:Bucket::logs",
               "oldState": {"inputs": {"tags": {"team": "a"}, "rules": [{"days": 7}]}}, "newState": {"inputs": {"tags": {"team": "b"}, "rules": [{"days": 14}]}},
               "detailedDiff": {"tags.team": {"kind": "update"}, "rules[0].days": {"kind": "update"}, "tags[\"a.b\"]": {"kind": "delete"}}},
              {"op": "create-replacement", "urn": "urn:pulumi:dev::slipway::aws:eks/cluster:Cluster::cluster"},
              {"op": "replace", "urn": "urn:pulumi:dev::slipway::aws:eks/cluster:Cluster::cluster", "diffReasons": ["version"],
               "oldState": {"inputs": {"version": "1.34"}}, "newState": {"inputs": {"version": "1.35"}}},
              {"op": "delete-replaced", "urn": "urn:pulumi:dev::slipway::aws:eks/cluster:Cluster::cluster"},
              {"op": "delete", "urn": "urn:pulumi:dev::slipway::aws:s3/bucket:Bucket::old"}],
             "diagnostics": [{"severity": "info", "message": "hm"}, {"severity": "warning", "message": "version 1.34 ends soon"}]}
            """);

        var result = await PreviewAsync();

        Assert.Equal(new(0, "changes=4\n", ""), result);
        Assert.Equal("""
            ### dev: 1 to create, 1 to update, 1 to replace, 1 to delete

            <pre>
            warning: version 1.34 ends soon
            </pre>

            Replaced or deleted:

            <pre>
            ± replace  aws:eks/cluster:Cluster  cluster
            - delete  aws:s3/bucket:Bucket  old
            </pre>

            <details><summary>4 resources</summary>

            <pre>
            + create  aws:ec2/vpc:Vpc  network-vpc
            ~ update  aws:s3/bucket:Bucket  logs
                  tags.team: a → b
                  rules[0].days: 7 → 14
                  tags[&quot;a.b&quot;]: delete
            ± replace  aws:eks/cluster:Cluster  cluster
                  version: 1.34 → 1.35
            - delete  aws:s3/bucket:Bucket  old
            </pre>

            </details>
            """, _shell.Read("out.md").Trim());
    }

    [Fact]
    public async Task Where_nothing_changes_it_says_so()
    {
        _shell.Prints("pulumi", """{"steps": [{"op": "same", "urn": "urn:pulumi:dev::slipway::pulumi:pulumi:Stack::slipway-dev"}, {"op": "read", "urn": "urn:pulumi:dev::slipway::a:b:C::d"}]}""");

        Assert.Equal(new(0, "changes=0\n", ""), await PreviewAsync());
        Assert.Equal("### dev: nothing changes", _shell.Read("out.md").Trim());
    }

    [Fact]
    public async Task No_secret_is_shown()
    {
        _shell.Variables["GITHUB_TOKEN"] = "token-of-the-app";
        _shell.Prints("pulumi", """
            {"steps": [{"op": "update", "urn": "urn:pulumi:dev::slipway::kubernetes:core/v1:Secret::git",
              "oldState": {"inputs": {"data": {"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", "ciphertext": "v1:cipher"}, "note": "x"}},
              "newState": {"inputs": {"data": {"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", "plaintext": "\"hunter22\""}, "note": "made with token-of-the-app"}},
              "detailedDiff": {"data": {"kind": "update"}, "data.password": {"kind": "update"}, "note": {"kind": "update"}}}],
             "diagnostics": [{"severity": "error", "message": "refused ghp_0123456789abcdefghijABCDEFGHIJ012345"}]}
            """, 0, "warning: token-of-the-app is about to expire");

        var result = await PreviewAsync();

        var printed = result.Out + result.Error + _shell.Read("out.md");
        Assert.DoesNotContain("hunter22", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("cipher", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("token-of-the-app", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("ghp_", printed, StringComparison.Ordinal);
        Assert.Contains("      data.password: update\n      note: x → made with ***\n", printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_does_not_fit_is_left_out_and_counted()
    {
        _shell.Variables["LIMIT"] = "5000";
        var steps = Enumerable.Range(0, 2000).Select(i => $$"""{"op": "delete", "urn": "urn:pulumi:dev::slipway::aws:s3/bucket:Bucket::bucket-number-{{i}}"}""");
        _shell.Prints("pulumi", $$"""{"steps": [{{string.Join(',', steps)}}]}""");

        Assert.Equal("changes=2000\n", (await PreviewAsync()).Out);

        var report = _shell.Read("out.md");
        Assert.InRange(report.Length, 3000, 5000);
        Assert.StartsWith("### dev: 2000 to delete\n", report, StringComparison.Ordinal);
        Assert.Equal(2, report.Split(" more, which do not fit here\n</pre>").Length - 1);
        Assert.EndsWith("</details>\n\n", report.TrimEnd() + "\n\n", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_cannot_break_out_of_their_place()
    {
        _shell.Prints("pulumi", """{"steps": [{"op": "delete", "urn": "urn:pulumi:dev::slipway::a:b:C::</pre></details><img src=x> @everyone `x`"}]}""");

        await PreviewAsync();

        Assert.Equal(2, _shell.Read("out.md").Split("- delete  a:b:C  &lt;/pre&gt;&lt;/details&gt;&lt;img src=x&gt; @everyone `x`").Length - 1);
    }

    [Fact]
    public async Task A_failure_says_why_and_fails_the_job()
    {
        _shell.Prints("pulumi", """{"steps": [], "diagnostics": [{"severity": "error", "message": "slipway:network.cidr: no room <here>"}]}""", 255, "error: the program failed\n");

        var result = await PreviewAsync();

        Assert.Equal((255, ""), (result.ExitCode, result.Out));
        Assert.Contains("### dev: the preview failed\n\n<pre>\nslipway:network.cidr: no room &lt;here&gt;\nerror: the program failed\n", _shell.Read("out.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_before_the_preview_begins_says_why_too()
    {
        _shell.Prints("pulumi", "", 255, "error: no stack of that name\n");

        Assert.Equal(255, (await PreviewAsync()).ExitCode);
        Assert.Contains("error: no stack of that name\n", _shell.Read("out.md"), StringComparison.Ordinal);
    }

    private Task<Shell.Result> PreviewAsync() => _shell.ScriptAsync("preview.sh", "dev", "out.md");
}
