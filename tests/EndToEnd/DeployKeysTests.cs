using System.Text.Json;

namespace Slipway.EndToEnd;

public sealed class DeployKeysTests : IDisposable
{
    private const string Registration = "github:index/repositoryDeployKey:RepositoryDeployKey";
    private const string Secret = "kubernetes:core/v1:Secret";

    private readonly SlipwayProcess _slipway = new();

    public void Dispose() => _slipway.Dispose();

    [Fact]
    public async Task A_rotated_key_is_registered_then_in_the_cluster_and_the_old_one_goes_last()
    {
        await _slipway.UpDevAsync();
        Rotate();

        var steps = Steps((await _slipway.RunAsync(0, "up", "dev", "--yes")).Error);

        foreach (var (key, secret) in ((string, string)[])
        [
            ("fleet-infrastructure-keys-read", "flux-flux-system-key"), ("fleet-apps-keys-read", "flux-fleet-apps-key"), ("fleet-apps-keys-write", "flux-fleet-apps-write-key"),
        ])
        {
            int[] order = [steps.IndexOf($"{key}-2 created"), steps.IndexOf($"{secret} updated"), steps.IndexOf($"{key}-1 deleted"), steps.IndexOf($"{key}-1-pair deleted")];
            Assert.True(order[0] >= 0 && order.SequenceEqual(order.Order()), $"{key}: {string.Join(", ", order)} in\n{string.Join('\n', steps)}");
        }
        await _slipway.RunAsync(0, "preview", "dev", "--expect-no-changes");
        Assert.Matches(@"flux-system\s+refs/heads/main@sha1:[0-9a-f]{8}\s+False\s+True", (await _slipway.RunAsync(0, "reconcile", "dev")).Out);
    }

    [Fact]
    public async Task A_rotation_that_breaks_in_the_middle_keeps_the_key_that_the_cluster_has()
    {
        await _slipway.UpDevAsync();
        Rotate();
        _slipway.Environment["SLIPWAY_LAB_FAULTS"] = $"{Secret}=update:always";

        await _slipway.RunAsync(1, "up", "dev", "--yes");

        Assert.Contains("slipway/dev/slipway-dev/read", await TitlesAsync("dev"));
        Assert.Contains("slipway/dev/slipway-dev/read/2", await TitlesAsync("dev"));
        Assert.Matches(@"flux-system\s+refs/heads/main@sha1:[0-9a-f]{8}\s+False\s+True", (await _slipway.RunAsync(0, "reconcile", "dev")).Out);

        _slipway.Environment.Remove("SLIPWAY_LAB_FAULTS");
        await _slipway.UpDevAsync();
        Assert.Equal(
            ["slipway/dev/slipway-dev/read/2", "slipway/dev/slipway-dev/read/2", "slipway/dev/slipway-dev/write/2"],
            (await TitlesAsync("dev")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Over_all_environments_one_key_may_write_and_titles_tell_keys_apart()
    {
        var keys = new List<(string Repository, string Title, bool ReadOnly)>();
        foreach (var environment in (string[])["dev", "staging", "prod"])
        {
            await _slipway.RunAsync(0, "up", environment, "--yes");
            keys.AddRange(await KeysAsync(environment));
        }

        Assert.Equal(7, keys.Count);
        Assert.Equal(("fleet-apps", "slipway/dev/slipway-dev/write", false), Assert.Single(keys, k => !k.ReadOnly));
        Assert.Equal(keys.Count, keys.Select(k => (k.Repository, k.Title)).Distinct().Count());
    }

    private void Rotate() => _slipway.Edit("Pulumi.dev.yaml", "    imageAutomation: true\n", "    imageAutomation: true\n    keyGeneration: 2\n");

    // Lines like " + github:index:RepositoryDeployKey fleet-apps-keys-read-2 created (0.0s)", in the order in which the steps ended.
    private static List<string> Steps(string printed) => [.. printed.Split('\n')
        .Select(l => l.Trim().Split(' '))
        .Where(w => w.Length >= 4 && w[0] is "+" or "~" or "-")
        .Select(w => $"{w[2]} {w[3]}")];

    private async Task<IEnumerable<string>> TitlesAsync(string environment) => (await KeysAsync(environment)).Select(k => k.Title);

    private async Task<List<(string Repository, string Title, bool ReadOnly)>> KeysAsync(string environment)
    {
        using var state = JsonDocument.Parse((await _slipway.RunAsync(0, "state", "export", environment)).Out);
        return [.. state.RootElement.GetProperty("deployment").GetProperty("resources").EnumerateArray()
            .Where(r => r.GetProperty("type").GetString() == Registration)
            .Select(r => r.GetProperty("inputs"))
            .Select(i => (i.GetProperty("repository").GetString()!, i.GetProperty("title").GetString()!, i.GetProperty("readOnly").GetBoolean()))];
    }
}
