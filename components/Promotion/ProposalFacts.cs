using System.Collections.Immutable;

namespace Slipway.Components.Promotion;

/// <summary>A branch of the infrastructure repository that may propose a release.</summary>
/// <param name="Commit">Its last commit.</param>
/// <param name="Parent">That commit's one parent; null when it has none or several.</param>
/// <param name="ChangedFiles">The files that the commit changes.</param>
/// <param name="Content">The release file on the branch; null when it is not there.</param>
/// <param name="ParentContent">The release file at the parent; null when it is not there.</param>
public sealed record ProposalFacts(string Commit, string? Parent, ImmutableArray<string> ChangedFiles, string? Content, string? ParentContent);
