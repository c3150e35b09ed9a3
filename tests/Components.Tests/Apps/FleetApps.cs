using System.Text;
using Slipway.Components.Apps;
using Slipway.Components.Fleet;

namespace Slipway.Components.Tests.Apps;

/// <summary>The apps repository that fleets start with, in memory.</summary>
internal static class FleetApps
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "fleet-apps");

    public static RepositoryFiles Files { get; } = RepositoryFiles.Of(Directory
        .EnumerateFiles(Folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
        .Select(f => KeyValuePair.Create(Path.GetRelativePath(Folder, f).Replace('\\', '/'), File.ReadAllBytes(f))));

    public static AppRequest Shop(string image = "ghcr.io/acme/shop:1.2.0") => AppRequest.Parse("shop", image, null, null, null, "@acme/shop");

    public static string Text(this RepositoryFiles files, string path) => Encoding.UTF8.GetString(files.Find(path) ?? throw new FileNotFoundException(path));

    public static RepositoryFiles Edited(this RepositoryFiles files, string path, Func<string, string> edit) =>
        files.With([new FileChange(path, files.Find(path), Encoding.UTF8.GetBytes(edit(files.Text(path))))]);

    public static RepositoryFiles WithNew(this RepositoryFiles files, string path, string text) => files.With([new FileChange(path, null, Encoding.UTF8.GetBytes(text))]);

    /// <summary>Every file in another form that means the same.</summary>
    public static RepositoryFiles Everywhere(this RepositoryFiles files, Func<string, string> edit) =>
        files.Paths.Aggregate(files, (all, path) => all.Edited(path, edit));

    public static RepositoryFiles After(this RepositoryFiles files, AppPlan plan)
    {
        Assert.Empty(plan.Refusals);
        return files.With(plan.Changes);
    }

    public static void AssertSame(RepositoryFiles expected, RepositoryFiles actual)
    {
        Assert.Equal(expected.Paths, actual.Paths);
        Assert.All(expected.Paths, path => Assert.Equal(expected.Find(path), actual.Find(path)));
    }
}
