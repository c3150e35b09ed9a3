using System.Text.Json;

namespace Slipway.Workflows.Tests;

public sealed class CommentTests : IDisposable
{
    private const string Comments = "repos/acme/slipway/issues/7/comments";
    private readonly Shell _shell = new();

    public CommentTests() => _shell.Answers($"{Comments}?per_page=100", "[]");

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task The_first_comment_is_made()
    {
        _shell.Write("a.md", "### dev: nothing changes\n");

        Assert.Equal(0, (await _shell.ScriptAsync("comment.sh", "7", "preview", "a.md")).ExitCode);

        var made = Assert.Single(_shell.Writes);
        Assert.Equal(("POST", Comments), (made.Method, made.Path));
        Assert.Equal("<!-- slipway:preview -->\n### dev: nothing changes\n", made.Field("body"));
    }

    [Fact]
    public async Task From_then_on_it_is_edited_in_place()
    {
        _shell.Write("a.md", "first");
        await _shell.ScriptAsync("comment.sh", "7", "preview", "a.md");
        _shell.Answers($"{Comments}?per_page=100", $$$"""
            [{"id": 1, "body": "a remark", "user": {"type": "User"}}]
            [{"id": 2, "body": {{{JsonSerializer.Serialize(_shell.Writes[0].Field("body"))}}}, "user": {"type": "Bot"}}]
            """);
        _shell.Write("a.md", "second");

        await _shell.ScriptAsync("comment.sh", "7", "preview", "a.md");

        Assert.Equal(("PATCH", "repos/acme/slipway/issues/comments/2"), (_shell.Writes[1].Method, _shell.Writes[1].Path));
        Assert.Equal("<!-- slipway:preview -->\nsecond\n", _shell.Writes[1].Field("body"));
    }

    [Fact]
    public async Task What_people_wrote_is_never_edited_nor_another_of_ours()
    {
        _shell.Answers($"{Comments}?per_page=100", """
            [{"id": 1, "body": "<!-- slipway:preview -->", "user": {"type": "User"}}, {"id": 2, "body": "<!-- slipway:check -->", "user": {"type": "Bot"}},
             {"id": 3, "body": "as <!-- slipway:preview --> said", "user": {"type": "Bot"}}]
            """);
        _shell.Write("a.md", "text");

        await _shell.ScriptAsync("comment.sh", "7", "preview", "a.md");

        Assert.Equal("POST", Assert.Single(_shell.Writes).Method);
    }

    [Fact]
    public async Task Several_files_make_one_comment()
    {
        _shell.Write("dev.md", "dev\n");
        _shell.Write("prod.md", "prod\n");

        await _shell.ScriptAsync("comment.sh", "7", "preview", "dev.md", "prod.md");

        Assert.Equal("<!-- slipway:preview -->\ndev\nprod\n", Assert.Single(_shell.Writes).Field("body"));
    }

    [Fact]
    public async Task A_preview_that_left_nothing_is_told_to_have_failed()
    {
        _shell.Write("previews/preview-dev.md", "### dev: nothing changes\n\n");

        await _shell.ScriptAsync("preview-comment.sh", "7", """["dev","prod"]""", "previews");

        Assert.Equal(
            "<!-- slipway:preview -->\n### dev: nothing changes\n\n### prod: the preview failed\n\nIt ended before it could tell anything; see its job.\n\n",
            Assert.Single(_shell.Writes).Field("body"));
    }

    [Fact]
    public async Task A_change_of_no_environment_says_so()
    {
        await _shell.ScriptAsync("preview-comment.sh", "7", "[]", "previews");

        Assert.Equal("<!-- slipway:preview -->\nThis changes no environment.\n", Assert.Single(_shell.Writes).Field("body"));
    }

    [Fact]
    public async Task Where_nothing_changes_it_says_so()
    {
        await _shell.ScriptAsync("comment.sh", "7", "preview");

        Assert.Equal("<!-- slipway:preview -->\nThis changes no environment.\n", Assert.Single(_shell.Writes).Field("body"));
    }

    [Fact]
    public async Task What_is_too_long_is_cut_and_says_so()
    {
        _shell.Write("a.md", new string('x', 200_000));

        await _shell.ScriptAsync("comment.sh", "7", "preview", "a.md");

        var body = Assert.Single(_shell.Writes).Field("body")!;
        Assert.InRange(body.Length, 64_000, 65_536);
        Assert.EndsWith("The rest does not fit into a comment; the summary of the job has it.\n", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_is_text_and_no_command()
    {
        const string Text = "$(touch made) `touch made` \"; touch made; \" \\n %s ' $HOME\n";
        _shell.Write("a.md", Text);

        await _shell.ScriptAsync("comment.sh", "7", "preview", "a.md");

        Assert.Equal("<!-- slipway:preview -->\n" + Text, Assert.Single(_shell.Writes).Field("body"));
        Assert.False(File.Exists(Path.Combine(_shell.Work, "made")));
    }

    [Theory]
    [InlineData("7/../8", "preview")]
    [InlineData("", "preview")]
    [InlineData("7", "--> <script>")]
    public async Task What_is_no_number_and_no_name_is_refused(string number, string name)
    {
        var result = await _shell.ScriptAsync("comment.sh", number, name);

        Assert.Equal(2, result.ExitCode);
        Assert.Empty(_shell.Calls);
    }

    [Fact]
    public async Task A_refusal_of_GitHub_fails_the_job()
    {
        _shell.Refuses(Comments, "HTTP 403: Resource not accessible by integration", "POST");
        _shell.Write("a.md", "text");

        var result = await _shell.ScriptAsync("comment.sh", "7", "preview", "a.md");

        Assert.Equal((1, "HTTP 403: Resource not accessible by integration"), (result.ExitCode, result.Error));
    }
}
