using Slipway.Processes;

namespace Slipway.Cli.Tests;

public sealed class TemporaryFolderTests : IDisposable
{
    private readonly string _prefix = $"slipway-test-{Guid.NewGuid():N}-";
    private readonly TemporaryFolder _first;

    public TemporaryFolderTests() => _first = new TemporaryFolder(_prefix);

    public void Dispose() => _first.Dispose();

    [Fact]
    public void What_a_killed_run_left_is_gone_when_the_next_folder_is_made()
    {
        var left = Directory.CreateTempSubdirectory(_prefix);
        File.WriteAllText(Path.Combine(left.FullName, "content"), "");
        Age(left.FullName);

        using var next = new TemporaryFolder(_prefix);

        Assert.False(Path.Exists(left.FullName));
    }

    [Fact]
    public void A_folder_in_use_stays_however_old_it_is()
    {
        Age(_first.Path);

        using var next = new TemporaryFolder(_prefix);

        Assert.True(Path.Exists(_first.Path));
    }

    [Fact]
    public void A_folder_that_was_just_made_stays_until_its_run_holds_it()
    {
        var made = Directory.CreateTempSubdirectory(_prefix);

        using (new TemporaryFolder(_prefix))
            Assert.True(Path.Exists(made.FullName));

        made.Delete();
    }

    private static void Age(string folder) => Directory.SetLastWriteTimeUtc(folder, DateTime.UtcNow.AddMinutes(-2));
}
