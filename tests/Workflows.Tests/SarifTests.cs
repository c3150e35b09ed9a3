using System.IO.Compression;
using System.Text.Json;

namespace Slipway.Workflows.Tests;

public sealed class SarifTests : IDisposable
{
    private readonly Shell _shell = new();

    public SarifTests()
    {
        _shell.Variables["GITHUB_SHA"] = new string('a', 40);
        _shell.Variables["GITHUB_REF"] = "refs/heads/main";
        _shell.Variables["GH_TOKEN"] = "uploads";
        // What is checked out is the whole platform: its command, and its fleet.
        File.Copy(_shell.Slipway(), Path.Combine(_shell.Work, "slipway"));
        _shell.Copy("fleet", "fleet");
    }

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task The_findings_on_the_fleet_reach_code_scanning()
    {
        var result = await _shell.ScriptAsync("check-fleet.sh");

        Assert.True(result.ExitCode == 0, result.Out + result.Error);
        var uploaded = Assert.Single(_shell.Writes);
        Assert.Equal(("POST", "repos/acme/slipway/code-scanning/sarifs", "refs/heads/main"), (uploaded.Method, uploaded.Path, uploaded.Field("ref")));
        using var packed = new GZipStream(new MemoryStream(Convert.FromBase64String(uploaded.Field("sarif")!)), CompressionMode.Decompress);
        using var sarif = await JsonDocument.ParseAsync(packed);
        Assert.Equal("2.1.0", sarif.RootElement.GetProperty("version").GetString());
    }

    [Fact]
    public async Task Where_code_scanning_is_off_the_check_still_counts_and_says_so()
    {
        _shell.Refuses("repos/acme/slipway/code-scanning/sarifs", "HTTP 403", "POST");

        var result = await _shell.ScriptAsync("check-fleet.sh");

        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("::warning::The findings could not be uploaded", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fork_uploads_nothing()
    {
        _shell.Variables["GH_TOKEN"] = "";

        Assert.Equal(0, (await _shell.ScriptAsync("check-fleet.sh")).ExitCode);
        Assert.Empty(_shell.Calls);
    }
}
