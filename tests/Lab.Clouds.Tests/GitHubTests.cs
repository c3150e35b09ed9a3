using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;
using static Slipway.Lab.Clouds.Tests.Provider;

namespace Slipway.Lab.Clouds.Tests;

public sealed class Repositories : IDisposable
{
    private const string Repository = "github:index/repository:Repository";
    private const string File = "github:index/repositoryFile:RepositoryFile";
    private const string Key = "github:index/repositoryDeployKey:RepositoryDeployKey";
    private const string Branch = "github:index/branchDefault:BranchDefault";

    private readonly Lab _lab = new();

    public void Dispose() => _lab.Dispose();

    private Provider GitHub => _lab.GitHub();

    [Fact]
    public async Task A_repository_from_a_template_starts_with_its_content_as_one_commit()
    {
        var made = await GitHub.Create(Repository, FromTemplate("fleet"));
        var clone = Clone("fleet");

        Assert.Equal("1", Tools.Run("git", "-C", clone, "rev-list", "--count", "HEAD"));
        Assert.Equal("Initial commit", Tools.Run("git", "-C", clone, "log", "-1", "--format=%s"));
        Assert.Equal("README.md\nclusters/base.yaml", Tools.Run("git", "-C", clone, "ls-files"));
        Assert.Equal("main", Tools.Run("git", "-C", clone, "branch", "--show-current"));
        Assert.Equal("acme/fleet", made.Text("fullName"));
        Assert.Equal("git@github.com:acme/fleet.git", made.Text("sshCloneUrl"));
        Assert.Equal("main", made.Text("defaultBranch"));
        Assert.IsType<NumberValue>(made.Outputs["repoId"]);
    }

    [Fact]
    public async Task A_template_follows_its_source()
    {
        await GitHub.Create(Repository, FromTemplate("first"));
        System.IO.File.WriteAllText(Path.Combine(_lab.Templates, "fleet-infrastructure", "NEW.md"), "new\n");
        System.IO.File.Delete(Path.Combine(_lab.Templates, "fleet-infrastructure", "README.md"));
        await GitHub.Create(Repository, FromTemplate("second"));

        Assert.Equal("NEW.md\nclusters/base.yaml", Tools.Run("git", "-C", Clone("second"), "ls-files"));
        Assert.Equal("README.md\nclusters/base.yaml", Tools.Run("git", "-C", Clone("first"), "ls-files"));
    }

    [Fact]
    public async Task A_template_that_is_not_hosted_is_refused_with_those_that_are()
    {
        var refusal = await GitHub.Refusal(Repository, Map(("name", "x"), ("template", Map(("owner", "acme"), ("repository", "fleet-infra")))));

        Assert.Contains("404 Not Found: there is no template repository acme/fleet-infra", refusal);
        Assert.Contains("hosts fleet-infrastructure", refusal);
    }

    [Fact]
    public async Task A_name_is_taken_once_whatever_its_case()
    {
        await GitHub.Create(Repository, Map(("name", "fleet")));

        Assert.Contains("name already exists on this account", await GitHub.Refusal(Repository, Map(("name", "Fleet"))));
    }

    [Fact]
    public async Task A_file_is_a_commit_and_unchanged_content_is_none()
    {
        await GitHub.Create(Repository, Map(("name", "fleet"), ("autoInit", true)));
        var file = await GitHub.Create(File, Of("fleet", "a/b.yaml", "x: 1\n"));
        var changed = await GitHub.Update(file, Of("fleet", "a/b.yaml", "x: 2\n"));
        var again = await GitHub.Update(changed, Of("fleet", "a/b.yaml", "x: 2\n").With("overwriteOnCreate", true));
        var clone = Clone("fleet");

        Assert.Equal("Update a/b.yaml\nAdd a/b.yaml\nInitial commit", Tools.Run("git", "-C", clone, "log", "--format=%s"));
        Assert.Equal("x: 2\n", System.IO.File.ReadAllText(Path.Combine(clone, "a", "b.yaml")));
        Assert.Equal(Tools.Run("git", "-C", clone, "rev-parse", "HEAD"), again.Text("commitSha"));
        Assert.Equal(Tools.Run("git", "-C", clone, "rev-parse", "HEAD:a/b.yaml"), again.Text("sha"));
        Assert.Equal("fleet/a/b.yaml", file.Id);
    }

    [Fact]
    public async Task A_commit_carries_the_given_author_and_message()
    {
        await GitHub.Create(Repository, Map(("name", "fleet"), ("autoInit", true)));
        await GitHub.Create(File, Of("fleet", "a.txt", "a").Merge(Map(("commitMessage", "Say a"), ("commitAuthor", "Ada"), ("commitEmail", "ada@example.com"))));

        Assert.Equal("Ada <ada@example.com> Say a", Tools.Run("git", "-C", Clone("fleet"), "log", "-1", "--format=%an <%ae> %s"));
    }

    [Fact]
    public async Task A_file_that_is_there_is_overwritten_only_when_told()
    {
        await GitHub.Create(Repository, Map(("name", "fleet"), ("autoInit", true)));

        Assert.StartsWith("refusing to overwrite existing file", await GitHub.Refusal(File, Of("fleet", "README.md", "mine")));
        await GitHub.Create(File, Of("fleet", "README.md", "mine").With("overwriteOnCreate", true));
        Assert.Equal("mine", System.IO.File.ReadAllText(Path.Combine(Clone("fleet"), "README.md")));
    }

    [Fact]
    public async Task Deleting_a_file_is_a_commit()
    {
        await GitHub.Create(Repository, Map(("name", "fleet"), ("autoInit", true)));
        var file = await GitHub.Create(File, Of("fleet", "a.txt", "a"));
        await GitHub.Delete(file);
        await GitHub.Delete(file);

        Assert.Equal("Delete a.txt\nAdd a.txt\nInitial commit", Tools.Run("git", "-C", Clone("fleet"), "log", "--format=%s"));
        Assert.Null(await GitHub.Read(file));
    }

    [Fact]
    public async Task An_empty_repository_takes_no_file()
    {
        await GitHub.Create(Repository, Map(("name", "fleet")));

        Assert.Contains("409 Git Repository is empty.", await GitHub.Refusal(File, Of("fleet", "a.txt", "a")));
    }

    [Fact]
    public async Task Commits_from_two_processes_at_once_all_arrive()
    {
        await GitHub.Create(Repository, Map(("name", "fleet"), ("autoInit", true)));
        var hosts = new[] { _lab.NewHost(), _lab.NewHost() };
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => _lab.GitHub(hosts[i % 2]).Create(File, Of("fleet", $"f{i}.txt", $"{i}"))));
        var clone = Clone("fleet");

        Assert.Equal("13", Tools.Run("git", "-C", clone, "rev-list", "--count", "HEAD"));
        Assert.Equal(12, Directory.GetFiles(clone, "f*.txt").Length);
    }

    [Fact]
    public async Task What_a_person_pushed_shows_as_drift()
    {
        await GitHub.Create(Repository, Map(("name", "fleet"), ("autoInit", true)));
        var file = await GitHub.Create(File, Of("fleet", "a.txt", "a\n"));
        var clone = Clone("fleet");
        System.IO.File.WriteAllText(Path.Combine(clone, "a.txt"), "b\n");
        Tools.Run("git", "-C", clone, "-c", "user.name=p", "-c", "user.email=p@example.com", "commit", "-qam", "By hand");
        Tools.Run("git", "-C", clone, "push", "-q");
        var read = await GitHub.Read(file);

        Assert.Equal("b\n", read!.Inputs["content"].AsString);
        Assert.Equal("b\n", read.Outputs["content"].AsString);
    }

    [Fact]
    public async Task A_repository_whose_folder_is_gone_is_gone()
    {
        var made = await GitHub.Create(Repository, Map(("name", "fleet"), ("autoInit", true)));
        var file = await GitHub.Create(File, Of("fleet", "a.txt", "a"));
        foreach (var locked in new DirectoryInfo(_lab.Host.GitHub.RepositoryPath("acme", "fleet")).EnumerateFiles("*", SearchOption.AllDirectories))
            locked.IsReadOnly = false;
        Directory.Delete(_lab.Host.GitHub.RepositoryPath("acme", "fleet"), recursive: true);

        Assert.Null(await GitHub.Read(made));
        Assert.Null(await GitHub.Read(file));
        await GitHub.Create(Repository, Map(("name", "fleet")));
    }

    [Fact]
    public async Task Destroying_archives_where_it_should()
    {
        var made = await GitHub.Create(Repository, Map(("name", "fleet"), ("autoInit", true), ("archiveOnDestroy", true)));
        await GitHub.Delete(made);

        Assert.True(_lab.Host.GitHub.Exists("acme", "fleet"));
        Assert.Contains("403 Repository was archived so is read-only.", await GitHub.Refusal(File, Of("fleet", "a.txt", "a")));
    }

    [Fact]
    public async Task Destroying_takes_repository_and_keys()
    {
        var made = await GitHub.Create(Repository, Map(("name", "fleet"), ("autoInit", true)));
        var key = await PublicKey();
        await GitHub.Create(Key, Map(("repository", "fleet"), ("title", "flux"), ("key", key)));
        await GitHub.Delete(made);

        Assert.False(Directory.Exists(_lab.Host.GitHub.RepositoryPath("acme", "fleet")));
        Assert.Null(_lab.Host.GitHub.FindKey(key));
    }

    [Fact]
    public async Task A_key_can_be_registered_once_on_all_of_GitHub()
    {
        await GitHub.Create(Repository, Map(("name", "one")));
        await GitHub.Create(Repository, Map(("name", "two")));
        var key = await PublicKey();
        var first = await GitHub.Create(Key, Map(("repository", "one"), ("title", "flux"), ("key", key), ("readOnly", true)));

        Assert.Contains("key is already in use", await GitHub.Refusal(Key, Map(("repository", "two"), ("title", "flux"), ("key", key.Trim() + " with a comment"))));
        Assert.Equal("acme/one", _lab.Host.GitHub.FindKey(key)!.Repository);
        await GitHub.Delete(first);
        await GitHub.Create(Key, Map(("repository", "two"), ("title", "flux"), ("key", key)));
        Assert.Equal("acme/two", _lab.Host.GitHub.FindKey(key)!.Repository);
        Assert.Single(_lab.Host.GitHub.Keys("acme", "two"));
    }

    [Fact]
    public async Task Every_input_of_a_key_replaces_it_and_the_old_one_goes_first()
    {
        await GitHub.Create(Repository, Map(("name", "one")));
        var inputs = Map(("repository", "one"), ("title", "flux"), ("key", await PublicKey()), ("readOnly", true));
        var key = await GitHub.Create(Key, inputs);
        var diff = await GitHub.Diff(key, inputs.Merge(Map(("title", "other"), ("readOnly", false))));

        Assert.Equal([DiffKind.UpdateReplace, DiffKind.UpdateReplace], diff.Changes.Values);
        Assert.True(diff.DeleteBeforeReplace);
    }

    [Fact]
    public async Task What_is_no_key_is_refused() =>
        Assert.StartsWith("key: key is invalid", await GitHub.Problems(Key, Map(("repository", "one"), ("title", "flux"), ("key", "ssh-ed25519 AAAA"))));

    [Fact]
    public async Task The_default_branch_must_be_there()
    {
        await GitHub.Create(Repository, Map(("name", "fleet"), ("autoInit", true)));

        Assert.Contains("The branch release was not found", await GitHub.Refusal(Branch, Map(("repository", "fleet"), ("branch", "release"))));
        var renamed = await GitHub.Create(Branch, Map(("repository", "fleet"), ("branch", "trunk"), ("rename", true)));
        Assert.Equal("fleet", renamed.Id);
        Assert.Equal("trunk", Tools.Run("git", "-C", Clone("fleet"), "branch", "--show-current"));
        Assert.Equal("trunk", (await GitHub.Read(renamed))!.Outputs["branch"].AsString);
    }

    [Fact]
    public async Task A_repository_that_is_missing_is_an_empty_answer()
    {
        var missing = await GitHub.Inner.InvokeAsync("github:index/getRepository:getRepository", Map(("name", "fleet")), default);
        await GitHub.Create(Repository, Map(("name", "fleet"), ("autoInit", true)));
        var found = await GitHub.Inner.InvokeAsync("github:index/getRepository:getRepository", Map(("fullName", "acme/fleet")), default);

        Assert.Equal("", missing["nodeId"].AsString);
        Assert.Equal("", missing["id"].AsString);
        Assert.StartsWith("R_kgDO", found["nodeId"].AsString);
        Assert.Equal("https://github.com/acme/fleet", found["htmlUrl"].AsString);
        Assert.Equal("main", found["defaultBranch"].AsString);
    }

    [Fact]
    public async Task A_repository_can_be_imported()
    {
        await GitHub.Create(Repository, Map(("name", "fleet"), ("visibility", "private"), ("topics", List("gitops"))));
        var read = await GitHub.Import(Repository, "fleet");

        Assert.Equal("private", read!.Inputs["visibility"].AsString);
        Assert.Equal("fleet", read.Inputs["name"].AsString);
        Assert.Null(await GitHub.Import(Repository, "other"));
    }

    [Fact]
    public async Task Settings_change_in_place_and_renames_are_refused()
    {
        var made = await GitHub.Create(Repository, Map(("name", "fleet")));
        var changed = await GitHub.Update(made, Map(("name", "fleet"), ("visibility", "private"), ("hasIssues", true)));
        var refusal = await Assert.ThrowsAsync<ProviderException>(() => GitHub.Update(made, Map(("name", "other")), preview: true));

        Assert.Equal("private", changed.Text("visibility"));
        Assert.Equal(made.Text("nodeId"), changed.Text("nodeId"));
        Assert.Contains("does not rename repositories (fleet to other)", refusal.Message);
    }

    [Fact]
    public async Task What_the_lab_does_not_offer_is_refused() =>
        Assert.Equal("licenseTemplate: the lab's GitHub does not offer this; leave it out, or run against the real one",
            await GitHub.Problems(Repository, Map(("name", "x"), ("licenseTemplate", "mit"))));

    [Fact]
    public async Task Paths_out_of_the_repository_are_refused() =>
        Assert.StartsWith("file: '../x' is not a path in a repository", await GitHub.Problems(File, Of("fleet", "../x", "")));

    [Fact]
    public async Task The_owner_must_be_said()
    {
        var check = await _lab.Host.CheckConfigAsync("github", new CheckRequest("", "", "", null, PropertyMap.Empty), default);

        Assert.Equal("owner", Assert.Single(check.Failures).Property);
    }

    [Fact]
    public async Task A_refresh_of_what_nobody_changed_changes_nothing()
    {
        var made = await GitHub.Create(Repository, FromTemplate("fleet"));
        var key = await GitHub.Create(Key, Map(("repository", "fleet"), ("title", "flux"), ("key", await PublicKey())));
        var file = await GitHub.Create(File, Of("fleet", "a.txt", "a"));
        var branch = await GitHub.Create(Branch, Map(("repository", "fleet"), ("branch", "main")));

        foreach (var resource in new[] { made, key, file, branch })
        {
            var read = await GitHub.Read(resource);
            Assert.Equal(resource.Inputs, read!.Inputs);
            Assert.Equal(resource.Outputs, read.Outputs);
        }
    }

    private static PropertyMap FromTemplate(string name) =>
        Map(("name", name), ("template", Map(("owner", "acme-templates"), ("repository", "fleet-infrastructure"))));

    private static PropertyMap Of(string repository, string file, string content) =>
        Map(("repository", repository), ("file", file), ("content", content));

    private async Task<string> PublicKey() =>
        (await _lab.Configure("tls", null).Create("tls:index/privateKey:PrivateKey", Map(("algorithm", "ED25519")))).Text("publicKeyOpenssh");

    private string Clone(string name)
    {
        var target = Path.Combine(_lab.Home, $"clone-{name}");
        Tools.Run("git", "clone", "-q", _lab.Host.GitHub.RepositoryPath("acme", name), target);
        return target;
    }
}
