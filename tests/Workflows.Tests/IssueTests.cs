namespace Slipway.Workflows.Tests;

public sealed class IssueTests : IDisposable
{
    private const string Issues = "repos/acme/slipway/issues";
    private readonly Shell _shell = new();

    public IssueTests() => _shell.Write("text.md", "what is wrong\n");

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task The_first_issue_is_opened()
    {
        Assert.Equal(0, (await OpenAsync()).ExitCode);

        var opened = Assert.Single(_shell.Writes);
        Assert.Equal(("POST", Issues, "dev differs", "<!-- slipway:drift-dev -->\nwhat is wrong\n"), (opened.Method, opened.Path, opened.Field("title"), opened.Field("body")));
    }

    [Fact]
    public async Task One_that_is_open_is_edited_and_no_other_is_touched()
    {
        Opened();

        await OpenAsync();

        var edited = Assert.Single(_shell.Writes);
        Assert.Equal(("PATCH", $"{Issues}/5", "dev differs"), (edited.Method, edited.Path, edited.Field("title")));
    }

    [Fact]
    public async Task When_there_is_nothing_more_to_say_it_is_closed()
    {
        Opened();

        await _shell.ScriptAsync("issue.sh", "close", "drift-dev", "all is well");

        Assert.Equal([("POST", $"{Issues}/5/comments"), ("PATCH", $"{Issues}/5")], _shell.Writes.Select(w => (w.Method, w.Path)));
        Assert.Equal("all is well", _shell.Writes[0].Field("body"));
        Assert.Equal("state=closed\nstate_reason=completed", _shell.Writes[1].Body);
    }

    [Fact]
    public async Task What_is_not_open_is_not_closed()
    {
        Assert.Equal(0, (await _shell.ScriptAsync("issue.sh", "close", "drift-dev", "all is well")).ExitCode);
        Assert.Empty(_shell.Writes);
    }

    [Theory]
    [InlineData("open", "drift-dev")]
    [InlineData("delete", "drift-dev")]
    [InlineData("close", "drift dev", "text")]
    public async Task Wrong_use_is_refused(params string[] arguments)
    {
        Assert.Equal(2, (await _shell.ScriptAsync("issue.sh", arguments)).ExitCode);
        Assert.Empty(_shell.Calls);
    }

    private Task<Shell.Result> OpenAsync() => _shell.ScriptAsync("issue.sh", "open", "drift-dev", "dev differs", "text.md");

    private void Opened() => _shell.Answers($"{Issues}?state=open&per_page=100", """
        [{"number": 2, "body": "<!-- slipway:drift-dev -->", "user": {"type": "User"}}, {"number": 3, "body": null, "user": {"type": "Bot"}},
         {"number": 4, "body": "<!-- slipway:drift-dev -->", "user": {"type": "Bot"}, "pull_request": {}}]
        [{"number": 5, "body": "<!-- slipway:drift-dev -->\nold", "user": {"type": "Bot"}}, {"number": 6, "body": "<!-- slipway:drift-prod -->", "user": {"type": "Bot"}}]
        """);
}
