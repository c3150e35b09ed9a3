using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using Slipway.Tests;

namespace Slipway.EndToEnd;

/// <summary>Nothing is lost: signals, kills, locks, full disks and damaged states, through the command as a process.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class RecoveryTests : IDisposable
{
    private const int Killed = 128 + 9;
    private readonly SlipwayProcess _slipway = new();

    public void Dispose() => _slipway.Dispose();

    private string StateFile => Path.Combine(_slipway.Home, "stacks", "slipway", "dev.json");

    private string Hold(string type)
    {
        var file = _slipway.Scratch("hold");
        File.WriteAllText(file, "");
        _slipway.Environment["SLIPWAY_LAB_FAULTS"] = $"{type}=create:once:hold:{file}";
        return file;
    }

    private async Task UpIsCompleteAsync()
    {
        _slipway.Environment.Remove("SLIPWAY_LAB_FAULTS");
        await _slipway.RunAsync(0, "preview", "dev", "--expect-no-changes");
        await _slipway.RunAsync(0, "refresh", "dev", "--expect-no-changes");
    }

    [FactWith("sh")]
    public async Task Ctrl_c_finishes_what_is_in_flight_and_says_what_remains()
    {
        var hold = Hold("aws:ec2/vpc:Vpc");
        using var up = _slipway.Start("up", "dev", "--yes", "--no-reconcile");
        await up.SaysAsync("the lab holds the create of aws:ec2/vpc:Vpc");

        up.Signal("TERM");
        await up.SaysAsync("interrupted; what is in flight is finished and recorded");
        File.Delete(hold);

        Assert.Equal(1, await up.EndAsync());
        Assert.Contains("network-vpc created", up.Error, StringComparison.Ordinal);
        Assert.Matches(@"up dev was interrupted; what was done is recorded\. \d+ remain: .+ Run it again to go on\.", up.Error);
        var recorded = (await _slipway.RunAsync(0, "state", "export", "dev")).Out;
        Assert.Contains("::network-vpc\"", recorded, StringComparison.Ordinal);
        Assert.Empty(JsonNode.Parse(recorded)!["deployment"]!["pending_operations"]!.AsArray());
    }

    [FactWith("sh")]
    public async Task The_second_run_hears_who_holds_the_lock_and_a_second_ctrl_c_stops_at_once_and_loses_nothing()
    {
        var hold = Hold("aws:ec2/vpc:Vpc");
        using var up = _slipway.Start("up", "dev", "--yes", "--no-reconcile");
        await up.SaysAsync("the lab holds the create of aws:ec2/vpc:Vpc");

        var second = await _slipway.RunAsync(1, "destroy", "dev", "--yes");
        Assert.Contains($"The stack is locked: 'up dev' by {Environment.UserName} on {Environment.MachineName} (process {up.Id}) since 2", second.Error, StringComparison.Ordinal);
        Assert.Contains($"Wait for it to end, or end it: kill {up.Id}.", second.Error, StringComparison.Ordinal);
        up.Signal("INT");
        await up.SaysAsync("interrupted;");
        up.Signal("INT");
        Assert.Equal(130, await up.EndAsync());
        Assert.Contains("stopped at once", up.Error, StringComparison.Ordinal);
        File.Delete(hold);

        _slipway.Environment.Remove("SLIPWAY_LAB_FAULTS");
        var next = await _slipway.RunAsync(0, "up", "dev", "--yes", "--no-reconcile");
        Assert.Contains($"took the lock over from 'up dev' by {Environment.UserName}", next.Error, StringComparison.Ordinal);
        Assert.Single(next.Error.Split('\n'), line => line.Contains("network-vpc: An earlier run was ended while creating network-vpc: it was not made.", StringComparison.Ordinal));
        await UpIsCompleteAsync();
    }

    [Theory]
    [InlineData(5)]
    [InlineData(120)]
    [InlineData(330)]
    public async Task After_a_kill_the_next_up_ends_where_an_undisturbed_one_does(int boundary)
    {
        using var undisturbed = new SlipwayProcess();
        await undisturbed.UpDevAsync();
        _slipway.Environment["SLIPWAY_LAB_KILL"] = $"{boundary}";
        var killed = await _slipway.RunAsync("up", "dev", "--yes");
        Assert.Equal(Killed, killed.ExitCode);
        _slipway.Environment.Remove("SLIPWAY_LAB_KILL");

        await _slipway.RunAsync(0, "up", "dev", "--yes");

        Assert.Equal(await UrnsAsync(undisturbed), await UrnsAsync(_slipway));
        Assert.Equal(Objects(undisturbed.Home), Objects(_slipway.Home));
        Assert.Equal(await HistoryAsync(undisturbed), await HistoryAsync(_slipway));
        await UpIsCompleteAsync();
    }

    [FactWith("sh")]
    public async Task A_full_disk_is_named_and_once_there_is_room_the_job_is_finished()
    {
        await _slipway.UpDevAsync();
        // Executable memory of the runtime counts as a file otherwise.
        _slipway.Environment["DOTNET_EnableWriteXorExecute"] = "0";

        var full = await _slipway.RunLimitedAsync("trap '' XFSZ; ulimit -f 60", "destroy", "dev", "--yes");
        Assert.Equal(1, full.ExitCode);
        Assert.Contains($"error: {StateFile}.journal cannot be written: ", full.Error, StringComparison.Ordinal);
        Assert.Contains("Make room or give write access there, and run the command again", full.Error, StringComparison.Ordinal);

        await _slipway.RunAsync(0, "destroy", "dev", "--yes");
        Assert.Empty(await UrnsAsync(_slipway));
    }

    [Fact]
    public async Task A_damaged_state_is_named_left_alone_and_recovered_whole()
    {
        await _slipway.UpDevAsync();
        var whole = await UrnsAsync(_slipway);
        await using (var state = new FileStream(StateFile, FileMode.Open))
            state.SetLength(state.Length / 2);
        var damaged = await File.ReadAllBytesAsync(StateFile);

        var refused = await _slipway.RunAsync(2, "up", "dev", "--yes");
        Assert.StartsWith($"slipway: {StateFile}", refused.Error, StringComparison.Ordinal);
        Assert.Contains("slipway state recover <env>", refused.Error, StringComparison.Ordinal);
        Assert.Equal(damaged, await File.ReadAllBytesAsync(StateFile));

        var recovered = await _slipway.RunAsync(0, "state", "recover", "dev");
        Assert.Contains($"{whole.Length} resources recovered for dev; what was damaged is {StateFile}.damaged", recovered.Error, StringComparison.Ordinal);
        Assert.Contains("Nothing is lost.", recovered.Error, StringComparison.Ordinal);
        Assert.Equal(whole, await UrnsAsync(_slipway));
        await UpIsCompleteAsync();
    }

    [Fact]
    public async Task A_boundary_that_is_no_number_is_refused()
    {
        _slipway.Environment["SLIPWAY_LAB_KILL"] = "soon";

        Assert.Contains("SLIPWAY_LAB_KILL is 'soon'", (await _slipway.RunAsync(2, "preview", "dev")).Error, StringComparison.Ordinal);
    }

    private static async Task<string[]> UrnsAsync(SlipwayProcess slipway) =>
        [.. JsonNode.Parse((await slipway.RunAsync(0, "state", "export", "dev")).Out)!["deployment"]!["resources"]?.AsArray().Select(r => (string)r!["urn"]!).Order(StringComparer.Ordinal) ?? Enumerable.Empty<string>()];

    // How many objects there are of each kind; names of many are made up.
    private static string[] Objects(string home)
    {
        var clouds = Path.Combine(home, "clouds");
        return [.. Directory.EnumerateFiles(clouds, "*.json", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(clouds, Path.GetDirectoryName(f)!))
            .Where(f => !f.Contains(".git", StringComparison.Ordinal))
            .Select(f => f.Contains(".used-by", StringComparison.Ordinal) ? "used-by" : f)
            .CountBy(f => f).Select(c => $"{c.Key}: {c.Value}").Order(StringComparer.Ordinal)];
    }

    private static async Task<string[]> HistoryAsync(SlipwayProcess slipway)
    {
        var found = new List<string>();
        foreach (var repository in Directory.EnumerateDirectories(Path.Combine(slipway.Home, "clouds", "github"), "*.git", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            found.Add(Path.GetFileName(repository) + "\n" + (await slipway.GitAsync(repository, "log", "--format=%an %s", "--name-status", "main")).Out);
        // Files that do not depend on each other may be committed in either order.
        return [.. found.SelectMany(f => f.Split("\n\n")).Order(StringComparer.Ordinal)];
    }
}
