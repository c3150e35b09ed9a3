using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Engine.State;
using Slipway.Lab.Engine.Tests.Fakes;
using Slipway.Lab.Wire;
using static Slipway.Lab.Engine.Tests.Fakes.Program;

namespace Slipway.Lab.Engine.Tests;

public sealed class StateFile : IDisposable
{
    private readonly Fakes.Lab _lab = new();

    public void Dispose() => _lab.Dispose();

    private JsonObject Deployment => JsonNode.Parse(_lab.StateText)!["deployment"]!.AsObject();

    private static async Task Three(Program p)
    {
        var a = await p.ThingAsync("a", PropertyMap.Of(("password", PropertyValue.Secret("hunter2"))));
        var b = await p.ThingAsync("b", null, After(a.Urn));
        await p.ThingAsync("c", null, After(b.Urn));
    }

    private Snapshot Read(string json) => StateJson.Read(json, "dev.json", Fakes.Lab.Cipher);

    [Fact]
    public async Task Has_the_shape_of_a_deployment_of_version_3()
    {
        await _lab.UpAsync(Three);

        Assert.Equal(3, (int?)JsonNode.Parse(_lab.StateText)!["version"]);
        Assert.Equal(["manifest", "secrets_providers", "resources", "pending_operations", "metadata"], Deployment.Select(p => p.Key));
        Assert.Equal("passphrase", (string?)Deployment["secrets_providers"]!["type"]);
        Assert.Equal(Fakes.Lab.Cipher.EncryptionSalt, (string?)Deployment["secrets_providers"]!["state"]!["salt"]);
        Assert.Matches("^[0-9a-f]{64}$", (string?)Deployment["manifest"]!["magic"]);
        Assert.Equal("fake", (string?)Deployment["manifest"]!["plugins"]![0]!["name"]);
        var provider = Deployment["resources"]!.AsArray().Single(r => (string?)r!["type"] == "pulumi:providers:fake")!;
        var b = Deployment["resources"]!.AsArray().Single(r => (string?)r!["urn"] == Fakes.Lab.UrnOf("b"))!;
        Assert.Equal("urn:pulumi:dev::proj::pulumi:providers:fake::default_1_2_3", (string?)provider["urn"]);
        Assert.Equal($"{provider["urn"]}::{provider["id"]}", (string?)b["provider"]);
        Assert.Equal(
            ["urn", "custom", "id", "type", "inputs", "outputs", "parent", "dependencies", "provider", "created", "modified"],
            b.AsObject().Select(p => p.Key));
    }

    [Fact]
    public async Task Is_for_its_owner_only()
    {
        await _lab.UpAsync(Three);
        await _lab.DestroyAsync();

        if (OperatingSystem.IsWindows())
            return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_lab.StatePath));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_lab.StatePath + ".bak"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(_lab.StatePath)!));
    }

    [Fact]
    public async Task Keeps_one_predecessor_with_the_journal_that_led_on_from_it()
    {
        await _lab.UpAsync(Three);
        var first = _lab.StateText;
        await _lab.DestroyAsync();

        Assert.Equal(first, File.ReadAllText(_lab.StatePath + ".bak"));
        Assert.Equal(["dev.json", "dev.json.bak", "dev.json.bak.journal", "dev.json.sha256"], Directory.GetFiles(Path.GetDirectoryName(_lab.StatePath)!).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Reads_back_what_was_written()
    {
        await _lab.UpAsync(p => p.ThingAsync("a", PropertyMap.Of(("n", 1.5), ("b", true), ("s", PropertyValue.Secret("x"))), r => r with
        {
            Protect = true,
            RetainOnDelete = true,
            IgnoreChanges = ["x"],
            ReplaceOnChanges = ["y"],
            AdditionalSecretOutputs = ["arn"],
            Aliases = [new AliasSpec { Name = "was" }],
            CustomTimeouts = new Timeouts(TimeSpan.FromMinutes(1), null, null),
            SourcePosition = "project:///Program.cs#3,5",
        }));
        var snapshot = _lab.State;

        var again = Read(StateJson.Write(snapshot, Fakes.Lab.Cipher));

        Assert.Equal(snapshot.Resources.Length, again.Resources.Length);
        Assert.All(snapshot.Resources.Zip(again.Resources), p => Assert.True(p.First.SameAs(p.Second)));
    }

    [Fact]
    public async Task A_run_that_was_abandoned_is_replayed_and_says_what_was_in_flight()
    {
        await _lab.UpAsync(p => p.ThingAsync("a"));
        var stuck = new TaskCompletionSource();
        var reached = new TaskCompletionSource();
        _lab.Cloud.Before = c =>
        {
            if (c != "create c")
                return Task.CompletedTask;
            reached.SetResult();
            return stuck.Task;
        };
        var abandoned = _lab.UpAsync(Three);
        await reached.Task;

        // The disk as a killed process leaves it.
        var left = _lab.State;
        Assert.Equal(["a", "b"], left.Resources.Where(r => r.Type == Thing).Select(r => Urn.Name(r.Urn)));
        Assert.Equal(PropertyValue.Secret("hunter2"), left.Resources.Single(r => Urn.Name(r.Urn) == "a").Inputs.Find("password"));
        var pending = Assert.Single(left.PendingOperations);
        Assert.Equal(("c", OperationType.Creating), (Urn.Name(pending.Resource.Urn), pending.Type));
        Assert.Empty(left.Verify());
        stuck.SetResult();
        await abandoned;
    }

    [Fact]
    public async Task The_next_run_after_an_abandoned_one_goes_on_from_there()
    {
        using var copy = new Fakes.Lab();
        var stuck = new TaskCompletionSource();
        var reached = new TaskCompletionSource();
        _lab.Cloud.Before = c =>
        {
            if (c != "create b")
                return Task.CompletedTask;
            reached.SetResult();
            return stuck.Task;
        };
        var abandoned = _lab.UpAsync(Three);
        await reached.Task;
        Directory.CreateDirectory(Path.GetDirectoryName(copy.StatePath)!);
        File.Copy(_lab.StatePath + ".journal", copy.StatePath + ".journal");
        File.AppendAllText(copy.StatePath + ".journal", "{\"ends\":[0],\"ren");

        var result = await copy.UpAsync(Three);

        Assert.Contains(result.Diagnostics, d => d.Severity == LogSeverity.Warning && d.Message.Contains("ended while creating b: it was not made", StringComparison.Ordinal));
        Assert.Equal(["b", "c"], copy.Cloud.CallsOf("create"));
        Assert.Empty(copy.State.PendingOperations);
        Assert.Empty(copy.State.Verify());
        Assert.False(File.Exists(copy.StatePath + ".journal"));
        stuck.SetResult();
        await abandoned;
    }

    [Fact]
    public async Task A_journal_that_outlived_the_writing_of_its_result_does_not_count_twice()
    {
        string? journal = null;
        _lab.Cloud.Before = c =>
        {
            if (c == "create b")
                journal = File.ReadAllText(_lab.StatePath + ".journal");
            return Task.CompletedTask;
        };
        await _lab.UpAsync(Three);
        File.WriteAllText(_lab.StatePath + ".journal", journal);

        Assert.Empty(_lab.State.PendingOperations);
        Assert.Equal(3, _lab.State.Resources.Count(r => r.Type == Thing));
    }

    [Fact]
    public async Task A_failing_run_has_recorded_each_step_before_it_ends()
    {
        var recorded = 0;
        _lab.Cloud.Before = c =>
        {
            if (c == "create c")
            {
                recorded = _lab.State.Resources.Count(r => r.Type == Thing);
                throw new ProviderException("no");
            }
            return Task.CompletedTask;
        };

        await _lab.UpAsync(Three);

        Assert.Equal(2, recorded);
    }

    [Theory]
    [InlineData("{\"version\":4,\"deployment\":{}}", "format version 4")]
    [InlineData("{}", "no format version")]
    [InlineData("[1,", "not a readable state")]
    [InlineData("{\"version\":3,\"deployment\":{\"surprise\":{}}}", "'surprise'")]
    [InlineData("{\"version\":3,\"deployment\":{\"resources\":[{\"urn\":\"urn:pulumi:s::p::t:i:T::n\",\"custom\":false,\"type\":\"t:i:T\",\"surprise\":1}]}}", "'surprise'")]
    [InlineData("{\"version\":3,\"deployment\":{\"resources\":[{\"urn\":\"nonsense\",\"custom\":false,\"type\":\"t:i:T\"}]}}", "'nonsense' is not a URN")]
    [InlineData("{\"version\":3,\"deployment\":{\"manifest\":{\"magic\":\"00\",\"version\":\"v1\"}}}", "magic")]
    public void What_cannot_be_kept_is_refused_with_the_file_and_the_reason(string json, string reason)
    {
        var error = Assert.Throws<StateFormatException>(() => Read(json));

        Assert.StartsWith("dev.json: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Secrets_of_a_cloud_key_service_are_refused() =>
        Assert.Contains("'cloud'", Assert.Throws<StateFormatException>(() => StateJson.EncryptionSalt(
            "{\"version\":3,\"deployment\":{\"secrets_providers\":{\"type\":\"cloud\",\"state\":{}}}}", "dev.json")).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Can_be_exported_and_imported_elsewhere()
    {
        using var other = new Fakes.Lab();
        await _lab.UpAsync(Three);
        var exported = StackStateFile.Open(_lab.StatePath, Fakes.Lab.Cipher).Export();

        StackStateFile.Open(other.StatePath, Fakes.Lab.Cipher).Import(StateJson.Read(exported, "export", Fakes.Lab.Cipher));

        Assert.Equal(_lab.State.Resources.Select(r => r.Urn), other.State.Resources.Select(r => r.Urn));
        Assert.False((await other.PreviewAsync(Three)).HasChanges);
    }

    [Fact]
    public async Task An_import_that_breaks_the_order_is_refused()
    {
        await _lab.UpAsync(Three);
        var file = StackStateFile.Open(_lab.StatePath, Fakes.Lab.Cipher);
        var turned = file.Snapshot with { Resources = [.. file.Snapshot.Resources.Reverse()] };

        var error = Assert.Throws<StateFormatException>(() => file.Import(turned));

        Assert.Contains("which does not stand before it", error.Message, StringComparison.Ordinal);
        Assert.Equal(_lab.State.Resources.Length, turned.Resources.Length);
    }

    [Fact]
    public async Task Can_be_taken_over_under_another_passphrase()
    {
        await _lab.UpAsync(Three);
        var other = Engine.Secrets.PassphraseCipher.New("another");

        var file = StackStateFile.Open(_lab.StatePath, other, Fakes.Lab.Cipher);
        file.Import(file.Snapshot);

        Assert.Equal(other.EncryptionSalt, StackStateFile.EncryptionSaltOf(_lab.StatePath));
        Assert.Equal(
            PropertyValue.Secret("hunter2"), StackStateFile.Open(_lab.StatePath, other).Snapshot.Resources.Single(r => Urn.Name(r.Urn) == "a").Inputs.Find("password"));
    }

    [Fact]
    public void A_resource_that_is_there_twice_breaks_the_rules()
    {
        var group = new StateResource { Urn = "urn:pulumi:s::p::t:i:T::n", Type = "t:i:T" };

        Assert.Single(new Snapshot { Resources = [group, group] }.Verify());
        Assert.Empty(new Snapshot { Resources = [group, group with { Delete = true }] }.Verify());
    }

    [Fact]
    public async Task Is_plain_json()
    {
        await _lab.UpAsync(Three);

        using var document = JsonDocument.Parse(_lab.StateText);
        Assert.EndsWith("}\n", _lab.StateText, StringComparison.Ordinal);
    }
}
