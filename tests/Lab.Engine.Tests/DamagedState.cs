using Slipway.Lab.Engine.State;
using Slipway.Lab.Engine.Tests.Fakes;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Engine.Tests;

public sealed class DamagedState : IDisposable
{
    private readonly Fakes.Lab _lab = new();

    public void Dispose() => _lab.Dispose();

    private static Func<Program, Task> Things(params string[] names) => async p =>
    {
        foreach (var name in names)
            await p.ThingAsync(name, PropertyMap.Of(("password", PropertyValue.Secret("hunter2"))));
    };

    private async Task TwiceUpAsync()
    {
        await _lab.UpAsync(Things("a"));
        await _lab.UpAsync(Things("a", "b"));
    }

    private StateRecovery Recover() => StateRecovery.Run(_lab.StatePath, Fakes.Lab.Cipher, DateTimeOffset.UnixEpoch);

    private string[] Names => [.. _lab.State.Resources.Where(r => r.Type == Program.Thing).Select(r => Urn.Name(r.Urn))];

    public static TheoryData<string> Damages => ["cut", "emptied", "flipped", "gone"];

    private void Damage(string how)
    {
        var content = File.ReadAllBytes(_lab.StatePath);
        switch (how)
        {
            case "cut":
                File.WriteAllBytes(_lab.StatePath, content[..(content.Length / 2)]);
                break;
            case "emptied":
                File.WriteAllBytes(_lab.StatePath, []);
                break;
            case "flipped":
                File.WriteAllText(_lab.StatePath, _lab.StateText.Replace("::a\"", "::x\"", StringComparison.Ordinal));
                break;
            default:
                File.Delete(_lab.StatePath);
                break;
        }
    }

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task Is_refused_with_the_file_and_the_way_out_and_left_as_it_is(string how)
    {
        await TwiceUpAsync();
        Damage(how);
        var before = _lab.Disk();

        var error = Assert.Throws<StateFormatException>(() => _lab.State);

        Assert.StartsWith(_lab.StatePath, error.Message, StringComparison.Ordinal);
        Assert.Contains("It is left as it is. Its predecessor of 2", error.Message, StringComparison.Ordinal);
        Assert.Contains("slipway state recover <env>", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, _lab.Disk());
    }

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task Is_put_back_whole_from_the_predecessor_and_its_journal(string how)
    {
        await TwiceUpAsync();
        var sound = _lab.State;
        Damage(how);

        var recovery = Recover();

        Assert.True(recovery.IsComplete);
        Assert.Equal(sound.Resources.Length, recovery.Resources);
        Assert.All(sound.Resources.Zip(_lab.State.Resources), p => Assert.True(p.First.SameAs(p.Second)));
        Assert.False((await _lab.PreviewAsync(Things("a", "b"))).HasChanges);
        Assert.Equal(how != "gone", File.Exists(_lab.StatePath + ".damaged"));
    }

    [Fact]
    public async Task Of_a_first_run_is_put_back_from_its_journal_alone()
    {
        await _lab.UpAsync(Things("a"));
        Damage("cut");

        Assert.True(Recover().IsComplete);
        Assert.Equal(["a"], Names);
    }

    [Fact]
    public async Task With_a_run_that_was_ended_too_is_put_back_with_what_that_had_done()
    {
        await TwiceUpAsync();
        using var killed = await _lab.AbandonAsync(Things("a", "b", "c", "d"), "create d", afterwards: false);
        File.WriteAllText(killed.StatePath, "{");

        StateRecovery.Run(killed.StatePath, Fakes.Lab.Cipher, DateTimeOffset.UnixEpoch);

        Assert.Equal(["a", "b", "c"], killed.State.Resources.Where(r => r.Type == Program.Thing).Select(r => Urn.Name(r.Urn)));
        Assert.Equal("d", Urn.Name(Assert.Single(killed.State.PendingOperations).Resource.Urn));
    }

    [Fact]
    public async Task Without_its_journal_is_put_back_as_far_as_it_goes_and_says_so()
    {
        await TwiceUpAsync();
        File.Delete(_lab.StatePath + ".bak.journal");
        Damage("cut");

        Assert.False(Recover().IsComplete);
        Assert.Equal(["a"], Names);
    }

    [Fact]
    public async Task Without_anything_beside_it_says_what_else_there_is_to_do()
    {
        await TwiceUpAsync();
        File.Delete(_lab.StatePath + ".bak");
        File.Delete(_lab.StatePath + ".bak.journal");
        Damage("cut");

        Assert.Contains("slipway state import", Assert.Throws<StateFormatException>(Recover).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sound_state_is_not_touched()
    {
        await TwiceUpAsync();

        Assert.Contains("nothing to recover", Assert.Throws<StateFormatException>(Recover).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_predecessor_may_be_put_back_by_hand()
    {
        await TwiceUpAsync();
        File.Copy(_lab.StatePath + ".bak", _lab.StatePath, overwrite: true);

        Assert.Equal(["a"], Names);
    }

    [Fact]
    public async Task A_newer_version_is_refused_with_what_wrote_it()
    {
        await TwiceUpAsync();
        File.Delete(_lab.StatePath + ".sha256");
        File.WriteAllText(_lab.StatePath, _lab.StateText.Replace("\"version\": 3", "\"version\": 4", StringComparison.Ordinal));

        Assert.Contains("format version 4 is newer than what is known here, 3. It is left as it is.", Assert.Throws<StateFormatException>(() => _lab.State).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_in_the_middle_of_a_journal_that_is_not_what_was_written_is_refused()
    {
        using var killed = await _lab.AbandonAsync(Things("a", "b", "c"), "create c", afterwards: false);
        var lines = File.ReadAllLines(killed.StatePath + ".journal");
        lines[4] = lines[4].Replace("urn", "arn", StringComparison.Ordinal);
        File.WriteAllLines(killed.StatePath + ".journal", lines);

        var error = Assert.Throws<StateFormatException>(() => killed.State);
        Assert.Contains(".journal: line 5 is not what was written. It is left as it is.", error.Message, StringComparison.Ordinal);

        var recovery = StateRecovery.Run(killed.StatePath, Fakes.Lab.Cipher, DateTimeOffset.UnixEpoch);
        Assert.False(recovery.IsComplete);
        Assert.Equal(lines, File.ReadAllLines(recovery.Kept));
        Assert.Empty(killed.State.Verify());
    }

    [Fact]
    public async Task A_journal_of_another_state_is_refused()
    {
        await TwiceUpAsync();
        using var other = new Fakes.Lab();
        await other.UpAsync(Things("x"));
        await other.UpAsync(Things("x", "y"));
        File.Copy(other.StatePath + ".bak.journal", _lab.StatePath + ".journal");

        Assert.Contains("does not continue", Assert.Throws<StateFormatException>(() => _lab.State).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_journal_of_another_version_is_refused()
    {
        using var killed = await _lab.AbandonAsync(Things("a"), "create a", afterwards: false);
        var line = "{\"version\":2,\"continues\":\"\"}"u8.ToArray();
        File.WriteAllText(killed.StatePath + ".journal", $"{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(line))[..16]} {System.Text.Encoding.UTF8.GetString(line)}\n");

        Assert.Contains("written by another version", Assert.Throws<StateFormatException>(() => killed.State).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Checksums_are_in_the_form_of_sha256sum()
    {
        await TwiceUpAsync();

        var lines = File.ReadAllLines(_lab.StatePath + ".sha256");

        Assert.Equal(2, lines.Length);
        Assert.Equal($"{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(_lab.StatePath)))}  dev.json", lines[0]);
        Assert.EndsWith("  dev.json.bak", lines[1], StringComparison.Ordinal);
    }
}
