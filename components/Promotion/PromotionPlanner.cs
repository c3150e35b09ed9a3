using System.Collections.Immutable;

namespace Slipway.Components.Promotion;

/// <summary>Holds a promotion against every rule, and plans what is still to be done of it.</summary>
internal sealed class PromotionPlanner(PromotionRequest request, PromotionFacts facts)
{
    private readonly List<PromotionRefusal> _refusals = [];

    private Release Target => request.Target;

    private string Environment => request.Target.Environment;

    private string Tag => request.Target.Tag!;

    /// <summary>The plan.</summary>
    public PromotionPlan Plan()
    {
        var current = ReleaseFileReading.Current(Environment, facts, _refusals);
        var tags = facts.Repositories.Select((_, repository) => repository.Tags.GetValueOrDefault(Tag));
        if (current == Target && tags is { Infrastructure: { } there, Apps: { } too })
            return Result(current, new(there.Commit, too.Commit), []);
        CheckVersion(current);
        var commits = Commits(tags);
        if (commits is not null)
            CheckCommits(commits);
        CheckOtherTags(current, commits);
        if (request.RequireSigned)
            CheckSignatures(tags);
        var proposal = current is null ? [] : Proposal(commits);
        if (_refusals.Count > 0)
            return Result(current, commits, Undo(current, tags));
        var message = new PromotionRecord(Target, request.Previous, request.By, commits!).Message;
        var tagging = FleetPair<string>.Roles.Where(r => tags[r] is null).Select(r => new PromotionStep.TagCommit(r, Tag, commits![r], message));
        return Result(current, commits, [.. tagging, .. proposal]);
    }

    private PromotionPlan Result(Release? current, FleetPair<string>? commits, ImmutableArray<PromotionStep> steps) => new()
    {
        Target = Target,
        Current = current,
        Commits = commits,
        Branch = request.Branch,
        Steps = steps,
        Refusals = [.. _refusals],
    };

    private void CheckVersion(Release? current)
    {
        if (current != Target && facts.History.Any(h => h.Release == Target))
        {
            Refuse("released-before", $"{Environment} ran {Tag} before, and a release is made once.",
                $"Go back to it with: slipway rollback {Environment} --to {Target.Version}. Or release a higher version.");
        }
        else if (Others().Append(current).OfType<Release>().Where(r => r.Version > Target.Version).MaxBy(r => r.Version) is { } last)
            Refuse("version-not-higher", $"{Target.Version} is not higher than {last.Version}, the last version of {Environment}.", "Choose a higher one.");
    }

    // A tag's own record counts before what runs now: it was written when the previous environment ran these commits, which may have moved on since.
    private FleetPair<string>? Commits(FleetPair<TagFacts?> tags)
    {
        var records = FleetPair<string>.Roles.Select(r => Record(r, tags[r])).OfType<PromotionRecord>().ToList();
        if (records.Count == 2 && !records[0].Agrees(records[1]))
        {
            Refuse("tags-differ", $"The two tags {Tag} record different commits, so they were not made together.", $"Remove both tags {Tag}, then run this again.");
            return null;
        }
        var commits = records.Count > 0 ? records[0].Commits : Running();
        if (records.Count == 0 && tags is { Infrastructure: null, Apps: not null } or { Infrastructure: not null, Apps: null })
            RefuseSingle(Tag, tags.Apps is null ? FleetRole.Infrastructure : FleetRole.Apps);
        foreach (var role in FleetPair<string>.Roles.Where(r => commits is not null && tags[r] is { } tag && tag.Commit != commits[r]))
        {
            Refuse("tag-elsewhere", $"The tag {Tag} of {Name(role)} is at {Short(tags[role]!.Commit)}, and {request.Previous} runs {Short(commits![role])}.",
                "A tag is not moved: choose a higher version, or remove the tag when nobody used it.");
        }
        return commits;
    }

    private PromotionRecord? Record(FleetRole role, TagFacts? tag) =>
        tag is not null && PromotionRecord.TryParse(Environment, tag.Message) is { } record
        && record.Release == Target && record.From == request.Previous && record.Commits[role] == tag.Commit
            ? record
            : null;

    private FleetPair<string>? Running()
    {
        if (facts.PreviousStatus is not { } status)
        {
            Refuse("previous-unknown", $"What {request.Previous} runs is not known.",
                "Give the status that its CI publishes with --status <file|url>; docs/json.md describes its form.");
            return null;
        }
        if (status.Environment != request.Previous)
        {
            Refuse("previous-unknown", $"The status is of {status.Environment}, and {Environment} is promoted from {request.Previous}.", $"Give the status of {request.Previous}.");
            return null;
        }
        var commits = new FleetPair<string?>(Running(status, FleetRole.Infrastructure), Running(status, FleetRole.Apps));
        return commits is { Infrastructure: { } infrastructure, Apps: { } apps } ? new(infrastructure, apps) : null;
    }

    private string? Running(EnvironmentStatus status, FleetRole role)
    {
        var (revision, problem) = status.Running(role);
        if (revision is null)
        {
            Refuse("not-run", $"{request.Previous} does not run {Name(role)}: {problem}.", $"Bring {request.Previous} to run it, then promote.");
            return null;
        }
        if (facts.PreviousRelease is { } pinned && pinned.Reference != revision.Reference)
        {
            Refuse("previous-behind", $"{request.Previous} is to run {pinned.Reference} of {Name(role)}, and still runs {revision.Reference}.", "Wait until it has caught up.");
            return null;
        }
        if (facts.PreviousRelease?.Tag is { } tag && facts.Repositories[role].Tags.GetValueOrDefault(tag)?.Commit is { } tagged && tagged != revision.Commit)
        {
            Refuse("tag-moved", $"{request.Previous} runs {Short(revision.Commit)} of {Name(role)}, and the tag {tag} is at {Short(tagged)}: it was moved.",
                "Find out who moved it, and why; a release tag stays where it is.");
            return null;
        }
        return revision.Commit;
    }

    private void CheckCommits(FleetPair<string> commits)
    {
        foreach (var role in FleetPair<string>.Roles.Where(r => !facts.Repositories[r].MainCommits.Contains(commits[r])))
        {
            Refuse("not-on-main", $"The commit {Short(commits[role])} of {Name(role)} is not on main.",
                $"Merge it, let {request.Previous} run it, then promote.");
        }
    }

    private void CheckOtherTags(Release? current, FleetPair<string>? commits)
    {
        foreach (var other in Others().OrderBy(o => o.Version))
        {
            var tags = facts.Repositories.Select((_, repository) => repository.Tags.GetValueOrDefault(other.Tag!));
            if (tags is not { Infrastructure: { } infrastructure, Apps: { } apps })
                RefuseSingle(other.Tag!, tags.Apps is null ? FleetRole.Infrastructure : FleetRole.Apps);
            else if (commits is not null && infrastructure.Commit == commits.Infrastructure && apps.Commit == commits.Apps)
            {
                Refuse("same-commits", $"What {request.Previous} runs is {other.Tag} already; {Tag} would be the same commits.",
                    current == other ? "There is nothing to promote."
                    : facts.History.Any(h => h.Release == other) ? $"If {Environment} is to run it again: slipway rollback {Environment} --to {other.Version}."
                    : $"Finish that promotion: slipway promote {Environment} {other.Version}.");
            }
        }
    }

    private void CheckSignatures(FleetPair<TagFacts?> tags)
    {
        foreach (var role in FleetPair<string>.Roles)
        {
            var signed = facts.Repositories[role].SignedTags;
            if (tags[role] is not null && !signed.Contains(Tag))
                Unsigned(role, Tag, "Choose a higher version, which is then signed.");
            if (facts.PreviousRelease?.Tag is { } previous && !signed.Contains(previous))
                Unsigned(role, previous, $"Release {request.Previous} again with --require-signed, and see that the signer's key is trusted here.");
        }

        void Unsigned(FleetRole role, string tag, string remedy) =>
            Refuse("unsigned", $"The tag {tag} of {Name(role)} has no signature that can be verified here.", remedy);
    }

    private ImmutableArray<PromotionStep> Proposal(FleetPair<string>? commits)
    {
        var message = $"Promote {Environment} to v{Target.Version}\n\nWhat {request.Previous} ran.\n\nInfrastructure: {commits?.Infrastructure}\nApps: {commits?.Apps}\n";
        try
        {
            var content = ReleaseFile.Repin(Environment, facts.ReleaseFile!, Target);
            return ProposalPlan.For(Environment, request.Branch, content, message, request.Delivery, facts, _refusals);
        }
        catch (FormatException problem)
        {
            Refuse("release-file", $"{problem.Message}.", "Correct the file through a pull request.");
            return [];
        }
    }

    // What an interrupted run left is taken back when it can no longer be completed; a tag that people made is theirs, and one that is pinned is in use.
    private ImmutableArray<PromotionStep> Undo(Release? current, FleetPair<TagFacts?> tags) =>
        current == Target || tags is { Infrastructure: not null, Apps: not null }
            ? []
            : [.. from role in FleetPair<string>.Roles
                  where Record(role, tags[role]) is not null
                  select new PromotionStep.RemoveTag(role, Tag, tags[role]!.Object)];

    private IEnumerable<Release> Others() => FleetPair<string>.Roles
        .SelectMany(r => facts.Repositories[r].Tags.Keys)
        .Where(t => t != Tag)
        .Select(t => Release.TryParse(Environment, $"refs/tags/{t}"))
        .OfType<Release>()
        .Distinct();

    private void RefuseSingle(string tag, FleetRole role) => Refuse("tag-in-one", $"The tag {tag} is in {Name(role)} alone.",
        tag == Tag
            ? "It was not made by this command: remove it, then run this again."
            : $"Finish that promotion, or remove the tag: slipway promote {Environment} {tag[(Environment.Length + 2)..]}.");

    private string Name(FleetRole role) => facts.Repositories[role].Name;

    private static string Short(string commit) => commit.Length > 12 ? commit[..12] : commit;

    private void Refuse(string rule, string reason, string remedy) => _refusals.Add(new(rule, reason, remedy));
}
