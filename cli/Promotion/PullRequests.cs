using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Slipway.Cli.Promotion;

/// <summary>Pull requests of a repository, over GitHub's REST API (version 2022-11-28).</summary>
internal sealed class PullRequests
{
    private readonly HttpClient _client;
    private readonly Uri _pulls;
    private readonly string _owner;
    private readonly string _token;

    /// <summary>The pull requests of a repository.</summary>
    /// <param name="client">Calls the API.</param>
    /// <param name="api">Address of the API, e.g. <c>https://api.github.com</c>.</param>
    /// <param name="repository">Owner and repository.</param>
    /// <param name="token">A token that may open pull requests.</param>
    public PullRequests(HttpClient client, Uri api, (string Owner, string Repository) repository, string token)
    {
        _client = client;
        _owner = repository.Owner;
        _token = token;
        _pulls = new Uri($"{api.AbsoluteUri.TrimEnd('/')}/repos/{repository.Owner}/{repository.Repository}/pulls");
    }

    /// <summary>
    /// Where the token of the environment opens pull requests for a repository: at <c>GITHUB_API_URL</c>, as GitHub's runners set it, or at github.com's API.
    /// </summary>
    /// <returns>The address; null when the repository is on another host, which must not see the token.</returns>
    public static Uri? ApiOf(GitAddress address, string? configured)
    {
        var api = Uri.TryCreate(configured, UriKind.Absolute, out var named) ? named : new Uri("https://api.github.com");
        return api.Scheme == Uri.UriSchemeHttps && address.OnHost is not null && (api.Host == address.Host || api.Host == $"api.{address.Host}") ? api : null;
    }

    /// <summary>Opens a pull request into <c>main</c>, unless one is open for the branch.</summary>
    /// <param name="branch">The branch.</param>
    /// <param name="message">Its title, and below an empty line what it is about.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>Its address.</returns>
    /// <exception cref="GitException">GitHub refused or cannot be reached.</exception>
    public async Task<string> OpenAsync(string branch, string message, CancellationToken cancellation)
    {
        var open = await CallAsync(HttpMethod.Get, $"?state=open&base=main&head={Uri.EscapeDataString($"{_owner}:{branch}")}", null, cancellation).ConfigureAwait(false);
        if (open.ValueKind == JsonValueKind.Array && open.GetArrayLength() > 0)
            return AddressOf(open[0]);
        var parts = message.Split("\n\n", 2);
        var body = JsonSerializer.Serialize(new { title = parts[0], head = branch, @base = "main", body = parts.ElementAtOrDefault(1) ?? "" });
        return AddressOf(await CallAsync(HttpMethod.Post, "", body, cancellation).ConfigureAwait(false));
    }

    private async Task<JsonElement> CallAsync(HttpMethod method, string query, string? body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, new Uri(_pulls + query));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        request.Headers.UserAgent.ParseAdd("slipway");
        request.Headers.Accept.ParseAdd("application/vnd.github+json");
        request.Headers.Add("X-GitHub-Api-Version", "2022-11-28");
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        try
        {
            using var response = await _client.SendAsync(request, cancellation).ConfigureAwait(false);
            var text = await response.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
            if (response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created)
                return JsonDocument.Parse(text).RootElement;
            throw new GitException($"{method} {_pulls}: {(int)response.StatusCode} {Reason(text)}. {Remedy(response.StatusCode)}");
        }
        catch (Exception problem) when (problem is HttpRequestException or JsonException or TaskCanceledException { InnerException: TimeoutException })
        {
            throw new GitException($"{method} {_pulls} failed: {problem.Message} The branch is pushed; run this again, or open the pull request by hand.");
        }
    }

    private static string AddressOf(JsonElement pull) =>
        pull.TryGetProperty("html_url", out var address) && address.GetString() is { } text ? text : throw new GitException("GitHub's answer has no html_url.");

    private static string Reason(string text)
    {
        try
        {
            return JsonDocument.Parse(text).RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("message", out var message)
                ? message.ToString()
                : "";
        }
        catch (JsonException)
        {
            return "";
        }
    }

    private static string Remedy(HttpStatusCode status) => status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound
        ? "The token in GITHUB_TOKEN needs 'Pull requests: write' on this repository. The branch is pushed; run this again, or open the pull request by hand."
        : "The branch is pushed; run this again, or open the pull request by hand.";
}
