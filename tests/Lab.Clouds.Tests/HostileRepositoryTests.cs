using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Slipway.Lab.Engine.Providers;
using static Slipway.Lab.Clouds.Tests.Provider;

namespace Slipway.Lab.Clouds.Tests;

/// <summary>A repository at the lab's GitHub to which somebody pushed what Git takes and nobody should act on.</summary>
public sealed class HostileRepositories : IDisposable
{
    private const string Repository = "github:index/repository:Repository";
    private const string RepositoryFile = "github:index/repositoryFile:RepositoryFile";

    private readonly Lab _lab = new();

    public void Dispose() => _lab.Dispose();

    private string Bare => _lab.Host.GitHub.RepositoryPath("acme", "fleet");

    [Fact]
    public async Task Attributes_of_a_commit_neither_hide_nor_rewrite_its_files()
    {
        await CreateAsync();
        var commit = Commit(
            ("100644", ".gitattributes", "hidden.yaml export-ignore\n*.yaml export-subst ident text eol=crlf filter=evil\n"u8.ToArray()),
            ("100644", "hidden.yaml", "x: $Format:%an$ $Id$\n"u8.ToArray()));

        var files = (await _lab.Host.GitHub.TreeAsync("acme", "fleet", commit, default))!;

        Assert.Equal([".gitattributes", "hidden.yaml"], files.Keys);
        Assert.Equal("x: $Format:%an$ $Id$\n", Encoding.UTF8.GetString(files["hidden.yaml"]!.Value.Span));
    }

    [Fact]
    public async Task Links_have_no_content_and_submodules_are_left_out()
    {
        await CreateAsync();
        var commit = Commit(("120000", "link", "/etc/hostname"u8.ToArray()), ("160000", "sub", Encoding.ASCII.GetBytes(new string('1', 40))));

        var files = (await _lab.Host.GitHub.TreeAsync("acme", "fleet", commit, default))!;

        Assert.Null(Assert.Single(files, f => f.Key == "link").Value);
        Assert.DoesNotContain("sub", files.Keys);
    }

    [Fact]
    public async Task A_file_above_what_GitHub_takes_is_refused_before_it_is_read()
    {
        await CreateAsync();
        var file = Path.Combine(_lab.Home, "large");
        using (var sparse = System.IO.File.Create(file))
            sparse.SetLength((100 << 20) + 1);
        var blob = Git("", "-c", "core.bigFileThreshold=1m", "-c", "core.compression=0", "hash-object", "-w", file);
        var tree = Git($"100644 blob {blob}\tlarge.bin\n", "mktree");
        var before = GC.GetTotalAllocatedBytes();

        var refusal = await Assert.ThrowsAsync<ProviderException>(() => _lab.Host.GitHub.TreeAsync("acme", "fleet", CommitTree(tree), default));

        Assert.Contains("large.bin has 104,857,601 bytes; GitHub takes no file above 104,857,600", refusal.Message);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 50 << 20);
    }

    [Fact]
    public async Task References_that_look_like_options_are_names()
    {
        await CreateAsync();
        var head = Git("", "rev-parse", "HEAD");
        foreach (var name in (string[])["refs/heads/--upload-pack=touch", "refs/heads/-c", "refs/tags/--exec=x", "refs/tags/$(touch-x);`y`"])
            Git("", "update-ref", name, head);

        var references = await _lab.Host.GitHub.ReferencesAsync("acme", "fleet", default);

        Assert.Equal(head, references["refs/heads/--upload-pack=touch"]);
        Assert.Equal(5, references.Count);
        Assert.Equal(head, await _lab.Host.GitHub.ResolveAsync("acme", "fleet", "refs/heads/-c", default));
        Assert.Null(await _lab.Host.GitHub.ResolveAsync("acme", "fleet", "--upload-pack=touch", default));
    }

    [Theory]
    [InlineData("main\nM 100644 inline evil")]
    [InlineData("main\0")]
    public async Task A_branch_with_a_line_end_is_no_command_to_git(string branch)
    {
        await CreateAsync();

        var refusal = await Assert.ThrowsAsync<ProviderException>(() => _lab.GitHub().Create(
            RepositoryFile, Map(("repository", "fleet"), ("file", "a.txt"), ("content", "x"), ("branch", branch))));

        Assert.Contains("control character", refusal.Message);
    }

    [Theory]
    [InlineData("Eve\n\ncommit refs/heads/evil", "eve@example.com")]
    [InlineData("Eve <root@example.com>", "eve@example.com")]
    public async Task An_author_is_a_name_and_an_address_and_no_more(string author, string email)
    {
        await CreateAsync();

        await Assert.ThrowsAsync<ProviderException>(() => _lab.GitHub().Create(
            RepositoryFile, Map(("repository", "fleet"), ("file", "a.txt"), ("content", "x"), ("branch", "main"), ("commitMessage", "m"), ("commitAuthor", author), ("commitEmail", email))));

        Assert.DoesNotContain("evil", Git("", "for-each-ref"));
    }

    [Fact]
    public async Task Hooks_of_a_hosted_repository_are_not_run()
    {
        await CreateAsync();
        var marker = Path.Combine(_lab.Home, "was-run");
        var hooks = Directory.CreateDirectory(Path.Combine(Bare, "hooks")).FullName;
        foreach (var name in (string[])["reference-transaction", "update", "post-update", "pre-receive", "post-commit"])
        {
            var hook = Path.Combine(hooks, name);
            System.IO.File.WriteAllText(hook, $"#!/bin/sh\ntouch '{marker}'\n");
            if (!OperatingSystem.IsWindows())
                System.IO.File.SetUnixFileMode(hook, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        await _lab.GitHub().Create(RepositoryFile, Map(("repository", "fleet"), ("file", "a.txt"), ("content", "x"), ("branch", "main")));

        Assert.False(System.IO.File.Exists(marker));
    }

    [UnixFact]
    public async Task What_a_killed_run_left_is_swept_by_the_next()
    {
        await CreateAsync();
        var temporary = Path.Combine(_lab.Root, ".temporary");
        Assert.Empty(Directory.EnumerateFileSystemEntries(temporary));
        Assert.Equal("700", Tools.ModeOf(temporary));
        var (old, fresh) = (Path.Combine(temporary, "old.tmp"), Path.Combine(temporary, "fresh.tmp"));
        System.IO.File.WriteAllText(old, "{}");
        System.IO.File.WriteAllText(fresh, "{}");
        System.IO.File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddHours(-2));

        await _lab.GitHub(_lab.NewHost()).Create(Repository, Map(("name", "other")));

        // What is being written just now, by another run, stays.
        Assert.Equal([fresh], Directory.EnumerateFileSystemEntries(temporary));
    }

    private Task<Made> CreateAsync() => _lab.GitHub().Create(Repository, Map(("name", "fleet"), ("autoInit", true)));

    private string Commit(params (string Mode, string Path, byte[] Content)[] files)
    {
        var tree = Git(string.Concat(files.OrderBy(f => f.Path, StringComparer.Ordinal).Select(f => f.Mode == "160000"
            ? $"{f.Mode} commit {Encoding.ASCII.GetString(f.Content)}\t{f.Path}\n"
            : $"{f.Mode} blob {Git(Encoding.UTF8.GetString(f.Content), "hash-object", "-w", "--stdin")}\t{f.Path}\n")), "mktree", "--missing");
        return CommitTree(tree);
    }

    private string CommitTree(string tree) => Git("", "-c", "user.name=Eve", "-c", "user.email=eve@example.com", "commit-tree", tree, "-m", "evil");

    private string Git(string input, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", ["--git-dir=" + Bare, "-c", "core.hooksPath=" + (RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? "NUL" : "/dev/null"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output.Trim();
    }
}
