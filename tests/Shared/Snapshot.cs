namespace Slipway.Tests;

/// <summary>Compares text with a file that stands beside the tests, in <c>Snapshots/</c>.</summary>
internal static class Snapshot
{
    /// <summary>Holds the text against the file; to accept a change, run the tests with <c>SLIPWAY_ACCEPT</c> set to the test project's folder.</summary>
    public static void Matches(string file, string actual)
    {
        if (Environment.GetEnvironmentVariable("SLIPWAY_ACCEPT") is { Length: > 0 } project)
        {
            File.WriteAllText(Path.Combine(project, "Snapshots", file), actual);
            return;
        }
        Xunit.Assert.Equal(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Snapshots", file)), actual);
    }
}
