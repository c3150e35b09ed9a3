namespace Slipway.Workflows.Tests;

public sealed class DriftTests : IDisposable
{
    private const string Issues = "repos/acme/slipway/issues";
    private const string Open = """[{"number": 5, "body": "<!-- slipway:drift-dev -->\nold", "user": {"type": "Bot"}}]""";
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task It_refreshes_in_preview_alone()
    {
        _shell.Prints("pulumi", """{"steps": []}""");

        Assert.Equal(new(0, "dev: no drift\n", ""), await _shell.ScriptAsync("drift.sh", "dev"));
        Assert.Equal("preview --stack dev --json --non-interactive --color never --refresh\n", _shell.CallsOf("pulumi"));
        Assert.Empty(_shell.Writes);
    }

    [Fact]
    public async Task What_differs_opens_an_issue_that_lists_it()
    {
        _shell.Variables["RUN_URL"] = "https://github.com/acme/slipway/actions/runs/1";
        _shell.Prints("pulumi", """{"steps": [{"op": "update", "urn": "urn:pulumi:dev::slipway::aws:s3/bucket:Bucket::logs", "detailedDiff": {"tags.by": {"kind": "delete"}}}]}""");

        Assert.Equal(0, (await _shell.ScriptAsync("drift.sh", "dev")).ExitCode);

        var opened = Assert.Single(_shell.Writes);
        Assert.Equal(("POST", Issues, "dev differs from what it should be"), (opened.Method, opened.Path, opened.Field("title")));
        Assert.StartsWith("<!-- slipway:drift-dev -->\n### dev: 1 to update\n", opened.Field("body"), StringComparison.Ordinal);
        Assert.Contains("tags.by: delete", opened.Field("body"), StringComparison.Ordinal);
        Assert.Contains("actions/runs/1", opened.Field("body"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drift_that_lasts_edits_the_same_issue_and_drift_that_ends_closes_it()
    {
        _shell.Answers($"{Issues}?state=open&per_page=100", Open);
        _shell.Prints("pulumi", """{"steps": [{"op": "create", "urn": "urn:pulumi:dev::slipway::aws:s3/bucket:Bucket::logs"}]}""");
        await _shell.ScriptAsync("drift.sh", "dev");
        _shell.Prints("pulumi", """{"steps": []}""");
        await _shell.ScriptAsync("drift.sh", "dev");

        Assert.Equal([("PATCH", $"{Issues}/5"), ("POST", $"{Issues}/5/comments"), ("PATCH", $"{Issues}/5")], _shell.Writes.Select(w => (w.Method, w.Path)));
    }

    [Fact]
    public async Task What_cannot_be_compared_opens_the_issue_too_and_fails_the_job()
    {
        _shell.Prints("pulumi", "", 255, "error: AccessDenied\n");

        Assert.Equal(255, (await _shell.ScriptAsync("drift.sh", "dev")).ExitCode);

        var opened = Assert.Single(_shell.Writes);
        Assert.Equal("dev could not be compared with what it should be", opened.Field("title"));
        Assert.Contains("error: AccessDenied", opened.Field("body"), StringComparison.Ordinal);
    }
}
