using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Slipway.Components.Promotion;

namespace Slipway.Cli.Promotion;

/// <summary>A promotion or a rollback as JSON; the form is described in docs/json.md and stable.</summary>
internal static class PromotionJson
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The text, with a line end.</summary>
    public static string Of(string environment, PromotionPlan plan, FleetPair<string> names, PromotionOutcome outcome, PromotionRun run, string? error) => JsonSerializer.Serialize(new
    {
        status = outcome.ToString().ToLowerInvariant(),
        environment,
        current = plan.Current?.Reference,
        target = plan.Target?.Reference,
        commits = plan.Commits,
        branch = plan.Branch,
        pullRequest = run.PullRequest,
        steps = plan.Steps.Select(s => Step(s, names, run.IsDone(s))),
        refusals = plan.Refusals,
        error,
    }, Form) + "\n";

    private static object Step(PromotionStep step, FleetPair<string> names, bool done) => step switch
    {
        PromotionStep.TagCommit s => new { kind = "tag", repository = names[s.Role], reference = $"refs/tags/{s.Tag}", commit = s.Commit, done },
        PromotionStep.RemoveTag s => new { kind = "untag", repository = names[s.Role], reference = $"refs/tags/{s.Tag}", done },
        PromotionStep.Propose s => new { kind = "propose", repository = names.Infrastructure, reference = $"refs/heads/{s.Branch}", file = s.File, done },
        PromotionStep.Restore s => new { kind = "restore", repository = names.Apps, reference = $"refs/heads/{s.Branch}", commit = s.Commit, done },
        PromotionStep.OpenPullRequest s => new { kind = "pull-request", repository = names[s.Role], reference = $"refs/heads/{s.Branch}", done },
        PromotionStep.Merge s => new { kind = "merge", repository = names[s.Role], reference = $"refs/heads/{s.Branch}", done },
        _ => throw new InvalidOperationException($"{step} is no step."),
    };
}
