using System.Collections.Immutable;
using Slipway.Components.Fleet;

namespace Slipway.Components.Apps;

/// <summary>What adding or removing an app changes; nothing where it is refused.</summary>
/// <param name="Namespace">The app's namespace; empty where the app is not known.</param>
/// <param name="Policies">Names of its image policies, and of the repositories that they scan.</param>
/// <param name="Changes">The files, in ordinal order of their paths.</param>
/// <param name="Refusals">Why not; all reasons that apply.</param>
public sealed record AppPlan(string Namespace, ImmutableHashSet<string> Policies, ImmutableArray<FileChange> Changes, ImmutableArray<AppRefusal> Refusals)
{
    internal static AppPlan Refused(string @namespace, params IEnumerable<AppRefusal> refusals) => new(@namespace, [], [], [.. refusals]);
}
