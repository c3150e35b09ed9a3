using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text;
using Slipway.Checks.Compare;
using Slipway.Checks.Kustomize;
using Slipway.Checks.Yaml;
using Slipway.Tests;

namespace Slipway.Checks.Tests.Compare;

/// <summary>A clone that somebody else made, with all that Git lets a folder say about how to treat it.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class HostileCloneTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-hostile-").FullName;

    public HostileCloneTests()
    {
        File.WriteAllText(Path.Combine(_folder, ".gitattributes"), "*.yaml filter=evil diff=evil text eol=crlf ident export-ignore\nsub.yaml export-subst\n");
        File.WriteAllText(Path.Combine(_folder, "a.yaml"), "x: $Id$ $Format:%H$\n");
        Git("", "init", "-q", "-b", "main");
        Git("", "add", "-A");
        Git("", "-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false", "commit", "-q", "-m", "test");
    }

    private string Marker => Path.Combine(_folder, "was-run");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [FactWith("git")]
    public void Nothing_that_a_clone_configures_is_run()
    {
        var evil = Path.Combine(_folder, "evil");
        File.WriteAllText(evil, $"#!/bin/sh\ntouch '{Marker}'\nexit 1\n");
        File.SetUnixFileMode(evil, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var hook in (string[])["post-index-change", "post-checkout", "reference-transaction", "fsmonitor-watchman", "query-watchman"])
            File.Copy(evil, Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, ".git/hooks")).FullName, hook));
        File.WriteAllText(Path.Combine(_folder, "included"), $"[core]\n\tsshCommand = {evil}\n\taskPass = {evil}\n");
        File.AppendAllText(Path.Combine(_folder, ".git/config"), $"""
            [core]
                fsmonitor = {evil}
                hooksPath = {_folder}/.git/hooks
                pager = {evil}
                editor = {evil}
                alternateRefsCommand = {evil}
                gitProxy = {evil}
            [filter "evil"]
                clean = {evil}
                smudge = {evil}
                process = {evil}
                required = true
            [diff "evil"]
                textconv = {evil}
                command = {evil}
            [diff]
                external = {evil}
            [alias]
                rev-parse = !{evil}
                ls-tree = !{evil}
                cat-file = !{evil}
            [uploadpack]
                packObjectsHook = {evil}
            [remote "origin"]
                url = ext::{evil}
                uploadpack = {evil}
                promisor = true
            [extensions]
                partialClone = origin
            [includeIf "gitdir:{_folder}/"]
                path = {_folder}/included

            """);

        using var tree = GitTree.Open(_folder, "main");

        Assert.Equal("x: $Id$ $Format:%H$\n"u8, tree.Read("a.yaml", 100));
        // An object that is not there would be fetched by a partial clone, from an address that is a command.
        var missing = new string('1', 40);
        Git($"100644 blob {missing}\tgone.yaml\n", "mktree", "--missing");
        Assert.False(File.Exists(Marker));
    }

    [FactWith("git")]
    public void Objects_that_a_partial_clone_lacks_are_not_fetched()
    {
        File.AppendAllText(Path.Combine(_folder, ".git/config"), $"[remote \"origin\"]\n\turl = ext::touch {Marker}\n\tpromisor = true\n[extensions]\n\tpartialClone = origin\n");
        var tree = Git($"100644 blob {new string('1', 40)}\tgone.yaml\n", "mktree", "--missing").Trim();
        var commit = Git("", "-c", "user.name=test", "-c", "user.email=test@example.com", "commit-tree", tree, "-m", "x").Trim();
        using var files = GitTree.Open(_folder, commit);

        Assert.Equal(SourceProblemKind.Unreadable, Assert.Throws<FleetAccessException>(() => files.Read("gone.yaml", 100)).Kind);
        Assert.False(File.Exists(Marker));
    }

    [FactWith("git")]
    public void A_submodule_is_an_empty_folder_and_its_address_is_never_called()
    {
        var modules = Git($"[submodule \"x\"]\n\tpath = sub\n\turl = ext::touch {Marker}\n", "hash-object", "-w", "--stdin").Trim();
        var tree = Git($"160000 commit {new string('1', 40)}\tsub\n100644 blob {modules}\t.gitmodules\n", "mktree", "--missing").Trim();
        var commit = Git("", "-c", "user.name=test", "-c", "user.email=test@example.com", "commit-tree", tree, "-m", "x").Trim();
        using var files = GitTree.Open(_folder, commit);

        Assert.Equal([".gitmodules", "sub"], files.List("").ToArray());
        Assert.Equal(FleetEntry.Folder, files.Find("sub"));
        Assert.Empty(files.List("sub"));
        Assert.False(File.Exists(Marker));
    }

    [FactWith("git")]
    public void A_tree_whose_names_lead_out_of_it_is_only_names()
    {
        var blob = Git("x: y\n", "hash-object", "-w", "--stdin").Trim();
        var up = Git($"100644 blob {blob}\tescaped.yaml\n", "mktree").Trim();
        var tree = RawTree($"40000 ..\0", up);
        var commit = Git("", "-c", "user.name=test", "-c", "user.email=test@example.com", "commit-tree", tree, "-m", "x").Trim();
        using var files = GitTree.Open(_folder, commit);

        Assert.Equal(SourceProblemKind.OutsideRepository, Assert.Throws<FleetAccessException>(() => new FleetTree(files).Find(FleetTree.Combine("", "../escaped.yaml"))).Kind);
        Assert.False(File.Exists(Path.Combine(_folder, "..", "escaped.yaml")));
    }

    [FactWith("git")]
    public void References_that_look_like_options_are_names()
    {
        Git("", "update-ref", "refs/heads/--upload-pack=touch", "HEAD");

        using var tree = GitTree.Open(_folder, "refs/heads/--upload-pack=touch");
        Assert.Equal(FleetEntry.File, tree.Find("a.yaml"));
        foreach (var reference in (string[])["--upload-pack=other", "-c", "--exec-path=/", "HEAD\nHEAD", "$(touch x)", ""])
            Assert.Contains("has a commit", Assert.Throws<InvalidOperationException>(() => GitTree.Open(_folder, reference)).Message, StringComparison.Ordinal);
    }

    private string RawTree(string head, string tree)
    {
        byte[] raw = [.. Encoding.Latin1.GetBytes(head), .. Convert.FromHexString(tree)];
        var file = Path.Combine(_folder, "raw");
        File.WriteAllBytes(file, raw);
        return Git("", "hash-object", "-t", "tree", "-w", "--literally", file).Trim();
    }

    private string Git(string input, params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "protocol.allow=never", .. arguments])
        {
            WorkingDirectory = _folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["GIT_CONFIG_GLOBAL"] = "/dev/null", ["GIT_CONFIG_NOSYSTEM"] = "1" },
        })!;
        git.StandardInput.Write(input);
        git.StandardInput.Close();
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
        return output;
    }
}
