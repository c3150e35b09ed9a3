using System.Diagnostics;
using Slipway.Checks.Compare;
using Slipway.Checks.Flux;
using Slipway.Checks.Kustomize;
using Slipway.Checks.Yaml;
using Slipway.Tests;

namespace Slipway.Checks.Tests.Compare;

public sealed class GitTreeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-git-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [FactWith("git")]
    public void A_fleet_is_compared_with_a_commit_without_touching_the_working_tree()
    {
        Write("clusters/dev/apps.yaml", SmallFleet.Layer);
        Write("clusters/dev/settings.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n  namespace: flux-system\ndata:\n  domain: dev.example\n");
        Write("apps/dev/web.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\ndata:\n  size: small\n");
        Commit();
        Write("apps/dev/web.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\ndata:\n  size: large\n");
        var folders = new FleetFolders(_folder);
        folders.Add(".");

        var (before, open) = folders.At("HEAD");
        var comparison = FleetComparison.Of(FleetReader.Read(before.Repositories, new FleetOptions()), FleetReader.Read(folders.Repositories, new FleetOptions()));
        foreach (var tree in open)
            tree.Dispose();

        Assert.Contains("-  size: small\n+  size: large\n", Assert.Single(comparison.Changes).Diff, StringComparison.Ordinal);
        Assert.Contains("large", File.ReadAllText(Path.Combine(_folder, "apps/dev/web.yaml")), StringComparison.Ordinal);
    }

    [FactWith("git")]
    public void Files_folders_and_links_of_a_commit_are_found()
    {
        Write("a/b/c.yaml", "x: y\n");
        File.CreateSymbolicLink(Path.Combine(_folder, "link"), "a/b");
        File.CreateSymbolicLink(Path.Combine(_folder, "out"), "../elsewhere");
        Commit();
        using var tree = GitTree.Open(_folder, "HEAD");

        Assert.Equal((FleetEntry.Folder, FleetEntry.File, FleetEntry.Missing), (tree.Find("a/b"), tree.Find("link/c.yaml"), tree.Find("a/x")));
        Assert.Equal(["a", "link", "out"], tree.List("").ToArray());
        Assert.Equal("x: y\n"u8, tree.Read("link/c.yaml", 100));
        Assert.Equal(SourceProblemKind.OutsideRepository, Assert.Throws<FleetAccessException>(() => tree.Find("out")).Kind);
        Assert.Equal(SourceProblemKind.TooLarge, Assert.Throws<FleetAccessException>(() => tree.Read("a/b/c.yaml", 2)).Kind);
        Assert.Equal("x: y\n"u8, tree.Read("a/b/c.yaml", 100));
    }

    [FactWith("git")]
    public void A_folder_of_a_repository_is_its_root()
    {
        Write("fleet/a.yaml", "x: y\n");
        Commit();
        using var tree = GitTree.Open(Path.Combine(_folder, "fleet"), "HEAD");

        Assert.Equal(["a.yaml"], tree.List("").ToArray());
    }

    [FactWith("git")]
    public void A_commit_that_is_not_there_is_refused_by_name()
    {
        Write("a.yaml", "x: y\n");
        Commit();

        Assert.Contains("--nothing", Assert.Throws<InvalidOperationException>(() => GitTree.Open(_folder, "--nothing")).Message, StringComparison.Ordinal);
    }

    private void Write(string path, string text)
    {
        var file = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    private void Commit()
    {
        Git("init", "-q");
        Git("add", "-A");
        Git("-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false", "commit", "-q", "-m", "test");
    }

    private void Git(params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = _folder, Environment = { ["GIT_CONFIG_GLOBAL"] = "/dev/null", ["GIT_CONFIG_NOSYSTEM"] = "1" } })!;
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
    }
}
