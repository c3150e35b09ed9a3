namespace Slipway.Workflows.Tests;

public sealed class RotationTests : IDisposable
{
    private const string Repository = "repos/acme/fleet-apps";
    private readonly Shell _shell = new();

    public RotationTests()
    {
        _shell.Variables["NOW"] = $"{new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds()}";
        _shell.Variables["READ_TOKEN"] = "reads";
        _shell.Variables["GH_TOKEN"] = "writes";
        _shell.Answers($"{Repository}/keys?per_page=100", """[{"title": "slipway/dev/slipway-dev/read", "created_at": "2026-11-01T00:00:00Z"}]""");
        _shell.Answers($"{Repository}/actions/secrets?per_page=100", """{"secrets": []}""");
        _shell.Answers($"{Repository}/environments?per_page=100", """{"environments": [{"name": "prod one"}]}""");
        _shell.Answers($"{Repository}/environments/prod%20one/secrets?per_page=100", """{"secrets": [{"name": "APP_KEY", "updated_at": "2026-11-01T00:00:00Z"}]}""");
    }

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task Where_all_is_young_there_is_no_issue()
    {
        await ConfiguredAsync("2026-11-01T00:00:00Z");

        Assert.Equal(new(0, "nothing to rotate\n", ""), await RunAsync());
        Assert.Empty(_shell.Writes);
    }

    [Fact]
    public async Task What_is_old_stands_in_one_issue_the_oldest_first_with_what_to_do()
    {
        await ConfiguredAsync("2026-05-20T00:00:00Z");
        _shell.Answers($"{Repository}/keys?per_page=100", """
            [{"title": "slipway/dev/slipway-dev/read", "created_at": "2026-01-01T00:00:00Z"}]
            [{"title": "a | b `c` <d>", "created_at": "2025-11-21T05:30:00.123+05:30"}]
            """);
        _shell.Answers($"{Repository}/environments/prod%20one/secrets?per_page=100", """{"secrets": [{"name": "APP_KEY", "updated_at": "2026-06-01T00:00:00Z"}]}""");

        Assert.Equal(0, (await RunAsync()).ExitCode);

        Assert.Equal("""
            <!-- slipway:rotation -->
            Older than 180 days, or soon to be:

            | what | where | days old | how to rotate |
            |---|---|---|---|
            | deploy key a   b  c   d  | acme/fleet-apps | 365 | docs/runbooks/deploy-keys.md |
            | deploy key slipway/dev/slipway-dev/read | acme/fleet-apps | 324 | docs/runbooks/deploy-keys.md |
            | data keys of sealed files | Pulumi.dev.yaml | 185 | docs/runbooks/secrets.md |
            | secret APP_KEY | acme/fleet-apps, environment prod one | 173 | docs/workflows.md |
            """, Assert.Single(_shell.Writes).Field("body")!.Trim());
    }

    [Fact]
    public async Task Data_keys_are_as_old_as_their_generation_not_as_their_file()
    {
        await ConfiguredAsync("2025-01-01T00:00:00Z");
        _shell.Write("Pulumi.dev.yaml", "config:\n  slipway:fleet:\n    keyGeneration: 9\n  slipway:secrets:\n    generation: 2\n");
        await _shell.CommitAsync("2026-11-01T00:00:00Z");

        Assert.Equal("nothing to rotate\n", (await RunAsync()).Out);
    }

    [Fact]
    public async Task Another_key_whose_name_ends_alike_rotates_no_data_key()
    {
        await ConfiguredAsync("2025-01-01T00:00:00Z");
        _shell.Write("Pulumi.dev.yaml", "config:\n  slipway:fleet:\n    keyGeneration: 9\n");
        await _shell.CommitAsync("2026-11-01T00:00:00Z");

        Assert.Contains("| data keys of sealed files | Pulumi.dev.yaml |", (await RunAsync()).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_all_is_rotated_the_issue_is_closed()
    {
        await ConfiguredAsync("2026-11-01T00:00:00Z");
        _shell.Answers("repos/acme/slipway/issues?state=open&per_page=100", """[{"number": 5, "body": "<!-- slipway:rotation -->\nold", "user": {"type": "Bot"}}]""");

        await RunAsync();

        Assert.Equal("repos/acme/slipway/issues/5", _shell.Writes[^1].Path);
    }

    [Fact]
    public async Task The_App_reads_and_the_job_writes()
    {
        await ConfiguredAsync("2025-01-01T00:00:00Z");

        await RunAsync();

        Assert.All(_shell.Calls, c => Assert.Equal(c.Path.StartsWith(Repository, StringComparison.Ordinal) ? "reads" : "writes", c.Token));
    }

    [Fact]
    public async Task What_cannot_be_read_fails_and_names_the_permission()
    {
        await ConfiguredAsync("2026-11-01T00:00:00Z");
        _shell.Refuses($"{Repository}/keys?per_page=100", "HTTP 404");

        var result = await RunAsync();

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"rotation: {Repository}/keys?per_page=100 cannot be read; the token needs Administration, Secrets and Environments: read", result.Error, StringComparison.Ordinal);
        Assert.Empty(_shell.Writes);
    }

    [Fact]
    public async Task A_repository_without_environments_has_none_to_read()
    {
        await ConfiguredAsync("2026-11-01T00:00:00Z");
        _shell.Answers($"{Repository}/environments?per_page=100", """{"environments": []}""");

        Assert.Equal("nothing to rotate\n", (await RunAsync()).Out);
        Assert.DoesNotContain(_shell.Calls, c => c.Path.StartsWith($"{Repository}/environments/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_number_of_days_that_is_none_is_refused()
    {
        _shell.Variables["ROTATE_AFTER_DAYS"] = "half a year";

        Assert.Equal(2, (await RunAsync()).ExitCode);
    }

    private Task<Shell.Result> RunAsync() => _shell.ScriptAsync("rotation.sh", "acme/fleet-apps");

    private Task ConfiguredAsync(string date)
    {
        _shell.Write("Pulumi.dev.yaml", "config:\n  slipway:secrets: { provider: age }\n");
        return _shell.CommitAsync(date);
    }
}
