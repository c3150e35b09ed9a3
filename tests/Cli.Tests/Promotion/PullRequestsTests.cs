using System.Net;
using System.Text.Json;
using Slipway.Cli.Promotion;

namespace Slipway.Cli.Tests.Promotion;

public sealed class PullRequestsTests
{
    private const string Token = "a-secret-token";
    private readonly List<(HttpMethod Method, Uri? Address, string? Authorization, string Body)> _calls = [];

    [Fact]
    public async Task A_pull_request_into_main_is_opened_with_title_and_text()
    {
        var pulls = Pulls((HttpStatusCode.OK, "[]"), (HttpStatusCode.Created, """{ "html_url": "https://github.com/acme/fleet/pull/7" }"""));

        Assert.Equal("https://github.com/acme/fleet/pull/7", await pulls.OpenAsync("promote/staging-v1.1.0", "Title\n\nLine 1\n\nLine 2\n", default));

        Assert.Equal("https://api.github.com/repos/acme/fleet/pulls?state=open&base=main&head=acme%3Apromote%2Fstaging-v1.1.0", _calls[0].Address?.AbsoluteUri);
        var body = JsonDocument.Parse(_calls[1].Body).RootElement;
        Assert.Equal(
            (HttpMethod.Post, "Bearer " + Token, "Title", "promote/staging-v1.1.0", "main", "Line 1\n\nLine 2\n"),
            (_calls[1].Method, _calls[1].Authorization, body.GetProperty("title").GetString(), body.GetProperty("head").GetString(),
                body.GetProperty("base").GetString(), body.GetProperty("body").GetString()));
    }

    [Fact]
    public async Task One_that_is_open_is_found_and_no_second_opened()
    {
        var pulls = Pulls((HttpStatusCode.OK, """[{ "html_url": "https://github.com/acme/fleet/pull/6" }]"""));

        Assert.Equal("https://github.com/acme/fleet/pull/6", await pulls.OpenAsync("b", "Title", default));

        Assert.Single(_calls);
    }

    [Fact]
    public async Task A_refusal_says_what_the_token_needs_and_never_the_token()
    {
        var pulls = Pulls((HttpStatusCode.OK, "[]"), (HttpStatusCode.Forbidden, """{ "message": "Resource not accessible by integration" }"""));

        var problem = await Assert.ThrowsAsync<GitException>(() => pulls.OpenAsync("b", "Title", default));

        Assert.Contains("403 Resource not accessible by integration. The token in GITHUB_TOKEN needs 'Pull requests: write'", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_json_is_refused()
    {
        var pulls = Pulls((HttpStatusCode.OK, "<html>"));

        Assert.Contains("The branch is pushed", (await Assert.ThrowsAsync<GitException>(() => pulls.OpenAsync("b", "Title", default))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://github.com/acme/fleet", null, "https://api.github.com/")]
    [InlineData("git@github.com:acme/fleet.git", "https://api.github.com", "https://api.github.com/")]
    [InlineData("https://git.example.com/acme/fleet", "https://git.example.com/api/v3", "https://git.example.com/api/v3")]
    [InlineData("https://git.example.com/acme/fleet", null, null)]
    [InlineData("https://github.com/acme/fleet", "https://evil.example.com", null)]
    [InlineData("https://github.com/acme/fleet", "http://api.github.com", null)]
    [InlineData("https://git.example.com/group/acme/fleet", "https://git.example.com/api/v3", "https://git.example.com/api/v3")]
    [InlineData("/srv/git/fleet.git", null, null)]
    public void The_token_goes_to_the_repositorys_own_host_alone(string repository, string? configured, string? api) =>
        Assert.Equal(api, PullRequests.ApiOf(GitAddress.OfRemote(repository), configured)?.AbsoluteUri);

    private PullRequests Pulls(params (HttpStatusCode, string)[] answers) =>
        new(new HttpClient(new Answers(this, answers)), new Uri("https://api.github.com"), ("acme", "fleet"), Token);

    private sealed class Answers(PullRequestsTests test, (HttpStatusCode Status, string Body)[] answers) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var (status, body) = answers[test._calls.Count];
            test._calls.Add((request.Method, request.RequestUri, request.Headers.Authorization?.ToString(),
                request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken)));
            return new HttpResponseMessage(status) { Content = new StringContent(body) };
        }
    }
}
