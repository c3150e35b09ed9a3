using System.Collections.Immutable;

namespace Slipway.Components.Promotion;

/// <summary>What Git tells of the apps repository, as far as a rollback of the environment that follows <c>main</c> depends on it.</summary>
/// <param name="Release">What the environment is to run, by its release file on <c>main</c>; null when that is not known.</param>
/// <param name="InfrastructureTip">The last commit of the infrastructure repository's <c>main</c>.</param>
/// <param name="Repository">What messages call the apps repository.</param>
/// <param name="Main">The commits of its <c>main</c>, the newest first; of a merge the merge itself.</param>
/// <param name="Proposal">The branch by which the change would be proposed; null when it is not there.</param>
public sealed record RevertFacts(Release? Release, string InfrastructureTip, string Repository, ImmutableArray<MainCommit> Main, RevertProposal? Proposal = null);

/// <summary>A commit of <c>main</c>.</summary>
/// <param name="Commit">The commit.</param>
/// <param name="Tree">Its files.</param>
/// <param name="Message">Its message.</param>
public sealed record MainCommit(string Commit, string Tree, string Message);

/// <summary>A branch of the apps repository that may propose to go back.</summary>
/// <param name="Commit">Its last commit.</param>
/// <param name="Parent">That commit's one parent; null when it has none or several.</param>
/// <param name="Tree">Its files.</param>
/// <param name="Message">Its message.</param>
public sealed record RevertProposal(string Commit, string? Parent, string Tree, string Message);
