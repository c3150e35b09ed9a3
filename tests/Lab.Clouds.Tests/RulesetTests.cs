using Slipway.Lab.Clouds.GitHub;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;
using static Slipway.Lab.Clouds.Tests.Provider;

namespace Slipway.Lab.Clouds.Tests;

public sealed class Rulesets : IDisposable
{
    private const string Repository = "github:index/repository:Repository";
    private const string File = "github:index/repositoryFile:RepositoryFile";
    private const string Branch = "github:index/branchDefault:BranchDefault";
    private const string Ruleset = "github:index/repositoryRuleset:RepositoryRuleset";
    private const int App = 4711;

    private readonly Lab _lab = new();

    public void Dispose() => _lab.Dispose();

    private Provider Owner => _lab.GitHub();

    private Provider Bot => _lab.Configure("github", null, ("owner", "acme"), ("appAuth", Map(("id", "4711"), ("installationId", "1"), ("pemFile", "pem"))));

    [Theory]
    [InlineData("pullRequest", "Changes must be made through a pull request.")]
    [InlineData("requiredStatusChecks", "Required status check \"test\" is expected.")]
    [InlineData("update", "Cannot update this protected ref.")]
    public async Task A_commit_that_the_rules_do_not_let_through_is_refused(string rule, string said)
    {
        await NewRepository();
        var file = await Owner.Create(File, Of("a.txt"));
        var made = await Owner.Create(Ruleset, Rules(rule));

        Assert.Contains($"409 Repository rule violations found. {said}", await Owner.Refusal(File, Of("b.txt")));
        Assert.Contains(said, (await Assert.ThrowsAsync<ProviderException>(() => Owner.Update(file, file.Inputs.With("content", "changed")))).Message);
        Assert.Contains(said, (await Assert.ThrowsAsync<ProviderException>(() => Owner.Delete(file))).Message);
        await Owner.Update(file, file.Inputs.With("commitMessage", "nothing changes, so nothing is committed"));
        await Owner.Delete(made);
        await Owner.Create(File, Of("b.txt"));
    }

    [Theory]
    [InlineData("disabled", "~DEFAULT_BRANCH", "")]
    [InlineData("evaluate", "~DEFAULT_BRANCH", "")]
    [InlineData("active", "refs/heads/release/*", "")]
    [InlineData("active", "~ALL", "refs/heads/main")]
    public async Task Rules_hold_where_they_are_about(string enforcement, string include, string exclude)
    {
        await NewRepository();
        await Owner.Create(Ruleset, Rules("pullRequest").Merge(Map(
            ("enforcement", enforcement), ("conditions", Map(("refName", Map(("includes", List(include)), ("excludes", exclude.Length > 0 ? List(exclude) : List()))))))));

        await Owner.Create(File, Of("a.txt"));
    }

    [Theory]
    [InlineData("Integration", App, "always", true)]
    [InlineData("Integration", App, "exempt", true)]
    [InlineData("Integration", App, "pull_request", false)]
    [InlineData("Integration", App + 1, "always", false)]
    [InlineData("OrganizationAdmin", 1, "always", false)]
    public async Task An_App_gets_by_when_it_is_let_by(string type, int id, string mode, bool passes)
    {
        await NewRepository();
        await Owner.Create(Ruleset, Rules("pullRequest").With("bypassActors", List(Map(("actorType", type), ("actorId", id), ("bypassMode", mode)))));

        if (passes)
            await Bot.Create(File, Of("a.txt"));
        else
            Assert.Contains("the App 4711 is not among its bypassActors", await Bot.Refusal(File, Of("a.txt")));
    }

    [Theory]
    [InlineData("OrganizationAdmin", 1, true)]
    [InlineData("RepositoryRole", 5, true)]
    [InlineData("RepositoryRole", 4, false)]
    [InlineData("Integration", App, false)]
    public async Task A_token_is_that_of_an_owner(string type, int id, bool passes)
    {
        await NewRepository();
        await Owner.Create(Ruleset, Rules("pullRequest").With("bypassActors", List(Map(("actorType", type), ("actorId", id), ("bypassMode", "always")))));

        if (passes)
            await Owner.Create(File, Of("a.txt"));
        else
            Assert.Contains("an organization owner is not among its bypassActors", await Owner.Refusal(File, Of("a.txt")));
    }

    [Fact]
    public async Task A_protected_branch_does_not_go_away()
    {
        await NewRepository();
        var made = await Owner.Create(Ruleset, Rules("deletion"));
        var rename = Map(("repository", "fleet"), ("branch", "trunk"), ("rename", true));

        Assert.Contains("422 Repository rule violations found. Cannot delete this protected ref.", await Owner.Refusal(Branch, rename));
        await Owner.Delete(made);
        await Owner.Create(Branch, rename);
    }

    [Theory]
    [InlineData("target", "Branch", "target: 'Branch' is not one of branch, tag, push")]
    [InlineData("enforcement", "Active", "enforcement: 'Active' is not one of active, disabled, evaluate")]
    public async Task Words_are_those_of_the_API(string property, string value, string expected) =>
        Assert.StartsWith(expected, await Owner.Problems(Ruleset, Rules("deletion").With(property, value)));

    [Theory]
    [InlineData("integration", "always", 1, "bypassActors[0].actorType: 'integration' is not one of")]
    [InlineData("Integration", "Always", 1, "bypassActors[0].bypassMode: 'Always' is not one of always, pull_request, exempt")]
    [InlineData("Integration", "always", null, "bypassActors[0].actorId: 422 Validation Failed: an actor of type Integration needs its id")]
    [InlineData("DeployKey", "pull_request", null, "bypassActors[0].bypassMode: 422 Validation Failed: pull_request goes with branches")]
    [InlineData("DeployKey", "always", null, "")]
    public async Task Whom_it_lets_by_is_well_said(string type, string mode, int? id, string expected)
    {
        var actor = Map(("actorType", type), ("bypassMode", mode));
        var problems = await Owner.Problems(Ruleset, Rules("deletion").With("bypassActors", List(id is { } number ? actor.With("actorId", number) : actor)));

        Assert.True(expected.Length == 0 ? problems.Length == 0 : problems.StartsWith(expected, StringComparison.Ordinal), problems);
    }

    [Fact]
    public async Task Patterns_are_full_references()
    {
        Assert.StartsWith("conditions.refName.includes[0]: 422 Validation Failed: Invalid target patterns: 'main'", await Owner.Problems(Ruleset, Including("main")));
        Assert.StartsWith("conditions.refName.includes[0]: ", await Owner.Problems(Ruleset, Including("~DEFAULT_BRANCH").With("target", "tag")));
        Assert.StartsWith("conditions.refName.includes: ", await Owner.Problems(Ruleset, Rules("deletion").With("conditions", Map(("refName", Map(("includes", List()), ("excludes", List())))))));
        Assert.StartsWith("conditions: 422", await Owner.Problems(Ruleset, Rules("deletion").Without("conditions")));
        Assert.Equal("", await Owner.Problems(Ruleset, Including("refs/tags/prod-v*").With("target", "tag")));
    }

    [Fact]
    public async Task Rules_go_with_their_target()
    {
        Assert.StartsWith("rules.pullRequest: 422 Validation Failed: Invalid rule 'pullRequest': it does not go with target tag",
            await Owner.Problems(Ruleset, Including("refs/tags/v*").Merge(Map(("target", "tag"), ("rules", Map(("pullRequest", Map())))))));
        Assert.StartsWith("rules.maxFileSize: 422", await Owner.Problems(Ruleset, Rules("deletion").With("rules", Map(("maxFileSize", Map(("maxFileSize", 1)))))));
        Assert.StartsWith("rules.pullRequest.allowedMergeMethods[0]: 'Squash' is not one of merge, squash, rebase",
            await Owner.Problems(Ruleset, Rules("deletion").With("rules", Map(("pullRequest", Map(("allowedMergeMethods", List("Squash"))))))));
    }

    [Fact]
    public async Task They_can_be_read_and_are_named_once()
    {
        await NewRepository();
        var tags = await Owner.Create(Ruleset, Including("refs/tags/prod-v*").Merge(Map(("name", "release tags"), ("target", "tag"), ("rules", Map(("creation", true), ("deletion", true))))));
        var kept = Assert.Single(_lab.Host.GitHub.Rulesets("acme", "fleet"));

        Assert.Equal((tags.Id, "release tags", "tag", "active"), (kept.Id, kept.Name, kept.Target, kept.Enforcement));
        Assert.True(kept.Covers("refs/tags/prod-v1.0.0", "main") && !kept.Covers("refs/tags/dev-v1.0.0", "main") && !kept.Covers("refs/heads/prod-v1", "main"));
        Assert.Contains("422 Validation Failed: Name must be unique: there is a ruleset 'release tags' already", await Owner.Refusal(Ruleset, Rules("deletion").With("name", "release tags")));
        Assert.Equal(tags.Outputs, (await Owner.Read(tags))!.Outputs);
        await Owner.Create(File, Of("a.txt"));
    }

    [Theory]
    [InlineData("refs/tags/prod-v1.0.0", App, true)]
    [InlineData("refs/tags/prod-v1.0.0", App + 1, false)]
    [InlineData("refs/tags/other-v1.0.0", App + 1, true)]
    public async Task A_release_tag_is_pushed_by_whom_the_rules_let_by(string reference, int app, bool passes)
    {
        await NewRepository();
        await Owner.Create(Ruleset, Including("refs/tags/prod-v*").Merge(Map(
            ("target", "tag"), ("rules", Map(("creation", true))), ("bypassActors", List(Map(("actorType", "Integration"), ("actorId", App), ("bypassMode", "always")))))));

        var refusal = Record.Exception(() => _lab.Host.GitHub.AdmitPush("acme", "fleet", new GitHubActor(app), reference))?.Message;

        Assert.Equal(passes ? null : "push to acme/fleet: GH013: Repository rule violations found. Cannot create, update or delete this protected ref. "
            + "(tag prod-v1.0.0 of acme/fleet, ruleset main; the App 4712 is not among its bypassActors)", refusal);
    }

    private Task<Made> NewRepository() => Owner.Create(Repository, Map(("name", "fleet"), ("autoInit", true)));

    private static PropertyMap Of(string file) => Map(("repository", "fleet"), ("file", file), ("content", "x"));

    private static PropertyMap Including(string pattern) =>
        Rules("deletion").With("conditions", Map(("refName", Map(("includes", List(pattern)), ("excludes", List())))));

    private static PropertyMap Rules(string rule) => Map(
        ("repository", "fleet"), ("name", "main"), ("target", "branch"), ("enforcement", "active"),
        ("conditions", Map(("refName", Map(("includes", List("~DEFAULT_BRANCH")), ("excludes", List()))))),
        ("rules", Map((rule, rule switch
        {
            "pullRequest" => Map(("requiredApprovingReviewCount", 1)),
            "requiredStatusChecks" => Map(("requiredChecks", List(Map(("context", "test"))))),
            _ => true,
        }))));
}
