using Slipway.Lab.Engine.State;
using Slipway.Lab.Engine.Tests.Fakes;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Engine.Tests;

public sealed class Secrets : IDisposable
{
    private const string Plain = "hunter2-is-a-secret";

    private readonly Fakes.Lab _lab = new();

    public void Dispose() => _lab.Dispose();

    private static Func<Program, Task> With(PropertyValue password) => async p =>
    {
        await p.ThingAsync("a", PropertyMap.Of(("password", password), ("nested", PropertyMap.Of(("key", PropertyValue.Secret(Plain))))));
        await p.Monitor.RegisterResourceOutputsAsync(p.Root, PropertyMap.Of(("password", PropertyValue.Secret(Plain))), default);
    };

    [Fact]
    public async Task No_secret_is_in_any_file_in_plain_text()
    {
        await _lab.UpAsync(With(PropertyValue.Secret(Plain)));

        var files = Directory.GetFiles(Path.GetDirectoryName(_lab.StatePath)!);
        Assert.All(files, f => Assert.DoesNotContain(Plain, File.ReadAllText(f), StringComparison.Ordinal));
        Assert.All(files, f => Assert.DoesNotContain("tok-", File.ReadAllText(f), StringComparison.Ordinal));
        Assert.Contains("\"ciphertext\": \"v1:", _lab.StateText, StringComparison.Ordinal);
        Assert.Equal(PropertyValue.Secret(Plain), _lab.State.StackOutputs.Find("password"));
    }

    [Fact]
    public async Task Outputs_with_the_place_of_a_secret_input_are_secret()
    {
        await _lab.UpAsync(With(PropertyValue.Secret(Plain)));

        Assert.IsType<SecretValue>(_lab["a"].Outputs.Find("password"));
        Assert.IsType<SecretValue>(_lab["a"].Outputs.Find("nested")?.AsMap is { } ? ((MapValue)_lab["a"].Outputs.Find("nested")!).Map.Find("key") : null);
        Assert.IsType<SecretValue>(_lab["a"].Outputs.Find("token"));
        Assert.IsType<StringValue>(_lab["a"].Outputs.Find("arn"));
    }

    [Fact]
    public async Task Named_outputs_are_secret()
    {
        RegisterResult? given = null;

        await _lab.UpAsync(async p => given = await p.ThingAsync("a", null, r => r with { AdditionalSecretOutputs = ["arn"] }));

        Assert.IsType<SecretValue>(given?.Outputs.Find("arn"));
        Assert.IsType<SecretValue>(_lab["a"].Outputs.Find("arn"));
        Assert.DoesNotContain("arn:fake", _lab.StateText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_making_a_value_secret_changes_the_state_but_not_the_resource()
    {
        await _lab.UpAsync(With(Plain));
        Assert.Contains(Plain, _lab.StateText, StringComparison.Ordinal);
        _lab.Cloud.Calls.Clear();

        var result = await _lab.UpAsync(With(PropertyValue.Secret(Plain)));

        Assert.False(result.HasChanges);
        Assert.Empty(_lab.Cloud.Calls);
        Assert.DoesNotContain(Plain, _lab.StateText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_and_steps_show_that_there_is_a_secret_and_nothing_of_it()
    {
        _lab.Options = _lab.Options with { Diff = true };
        await _lab.UpAsync(With(PropertyValue.Secret(Plain)));
        await _lab.UpAsync(With(PropertyValue.Secret(Plain + "-2")));
        await _lab.UpAsync(With(Plain + "-3"));
        var result = await _lab.DestroyAsync();

        var shown = string.Join('\n', _lab.Events.Select(e => e switch
        {
            StepFinished f => f.Step + string.Join(',', f.Step.Changes),
            StepStarted s => s.Step + string.Join(',', s.Step.Changes),
            _ => e.ToString(),
        }).Concat(result.Steps.Select(s => string.Join(',', s.Changes))));
        Assert.Contains("Old = \"[secret]\", New = \"[secret]\"", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(Plain, shown.Replace($"\"{Plain}-3\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unchanged_secret_keeps_its_ciphertext_beside_one_that_changed()
    {
        static Func<Program, Task> Two(string other) => p => p.ThingAsync("a", PropertyMap.Of(("keep", PropertyValue.Secret(Plain)), ("other", PropertyValue.Secret(other))));
        await _lab.UpAsync(Two("one"));
        var before = Ciphertexts();

        await _lab.UpAsync(Two("two"));

        Assert.Equal(2, before.Intersect(Ciphertexts()).Count());

        // keep and the provider's own token stay; both stand in inputs or outputs with one ciphertext each.
        string[] Ciphertexts() => [.. _lab.StateText.Split('\n').Where(l => l.Contains("\"ciphertext\"", StringComparison.Ordinal)).Select(l => l.Trim()).Distinct()];
    }

    [Fact]
    public async Task An_interrupted_operation_holds_no_secret_in_plain_text()
    {
        var begun = new TaskCompletionSource();
        var never = new TaskCompletionSource();
        _lab.Cloud.Before = _ =>
        {
            begun.SetResult();
            return never.Task;
        };

        var abandoned = _lab.UpAsync(With(PropertyValue.Secret(Plain)));
        await begun.Task;

        Assert.DoesNotContain(Plain, File.ReadAllText(_lab.StatePath + ".journal"), StringComparison.Ordinal);
        Assert.Equal("a", Urn.Name(Assert.Single(_lab.State.PendingOperations).Resource.Urn));
        never.SetResult();
        await abandoned;
    }

    [Fact]
    public async Task A_state_cannot_be_opened_under_another_key()
    {
        await _lab.UpAsync(With(PropertyValue.Secret(Plain)));

        var error = Assert.Throws<StateFormatException>(() => StackStateFile.Open(_lab.StatePath, Engine.Secrets.PassphraseCipher.New("other")));

        Assert.Contains(_lab.StatePath, error.Message, StringComparison.Ordinal);
        Assert.Contains("passphrase", error.Message, StringComparison.Ordinal);
    }
}
