using System.Collections.Immutable;
using Slipway.Components.Promotion;

namespace Slipway.Components.Tests.Promotion;

/// <summary>A fleet of which dev runs the newest commits, staging is at 1.0.0, and prod at nothing yet.</summary>
internal static class PlanFixture
{
    public const string By = "Ada <ada@example.com>";

    public static string Commit(char digit) => new(digit, 40);

    public static string File(string environment, string reference) => string.Concat(((string[])["fleet-infrastructure", "fleet-apps"]).Select(name =>
        $"---\n# {environment}\nkind: GitRepository\nmetadata:\n  name: {name}\nspec:\n  ref:\n    name: {reference}\n"));

    public static PromotionRequest Request(string environment = "staging", string version = "1.1.0") =>
        PromotionRequest.For(environment, version, ["dev", "staging", "prod"], By);

    public static PromotionFacts Facts() => new()
    {
        Repositories = new(Repository("acme/fleet-infrastructure", Commit('1'), Commit('2')), Repository("acme/fleet-apps", Commit('a'), Commit('b'))),
        MainTip = Commit('2'),
        ReleaseFile = File("staging", "refs/tags/staging-v1.0.0"),
        History = [new(Commit('1'), File("staging", "refs/tags/staging-v1.0.0"), Release.OfVersion("staging", "1.0.0"))],
        PreviousRelease = Release.OfBranch("dev"),
        PreviousStatus = Status("dev", "refs/heads/main", Commit('2'), Commit('b')),
    };

    /// <summary>What an environment runs.</summary>
    public static EnvironmentStatus Status(string environment, string reference, string infrastructure, string apps) => new(environment,
    [
        new("infrastructure", "fleet-infrastructure", $"{reference}@sha1:{infrastructure}", true),
        new("core", "fleet-infrastructure", $"{reference}@sha1:{infrastructure}", true),
        new("apps", "fleet-apps", $"{reference}@sha1:{apps}", true),
    ]);

    /// <summary>The facts with a tag in a repository.</summary>
    public static PromotionFacts WithTag(this PromotionFacts facts, FleetRole role, string tag, string commit, string message = "") => facts with
    {
        Repositories = facts.Repositories.Select((r, repository) => r != role ? repository : repository with
        {
            Tags = repository.Tags.SetItem(tag, new TagFacts(message.Length > 0 ? Commit('e') : commit, commit, message)),
        }),
    };

    /// <summary>The message of a tag that this command makes.</summary>
    public static string Record(string version, string infrastructure, string apps, string from = "dev") =>
        new PromotionRecord(Release.OfVersion("staging", version), from, By, new(infrastructure, apps)).Message;

    private static RepositoryFacts Repository(string name, string first, string second) => new()
    {
        Name = name,
        MainCommits = [first, second],
        Tags = ImmutableDictionary<string, TagFacts>.Empty.Add("staging-v1.0.0", new(first, first, "")),
    };
}
