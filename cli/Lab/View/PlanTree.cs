using Slipway.Lab.Engine;

namespace Slipway.Cli.Lab.View;

/// <summary>The steps of a run as a tree of resources, in an order that is the same in every run.</summary>
internal static class PlanTree
{
    /// <summary>The steps that change something, under the components they belong to.</summary>
    /// <returns>Each step with the lines that lead to it; those that are only on the way have the operation "same".</returns>
    public static IEnumerable<(Step Step, string Lines)> Of(IReadOnlyCollection<Step> steps)
    {
        var byUrn = steps.GroupBy(s => s.Urn, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last(), StringComparer.Ordinal);
        var shown = new HashSet<string>(StringComparer.Ordinal);
        foreach (var step in byUrn.Values.Where(s => s.Op is not StepOp.Same && StepLine.IsDeclared(s)))
        {
            for (var at = step; shown.Add(at.Urn) && byUrn.TryGetValue(at.Parent, out var parent); at = parent)
            {
            }
        }
        var children = shown.Select(urn => byUrn[urn]).ToLookup(s => shown.Contains(s.Parent) ? s.Parent : "", StringComparer.Ordinal);
        return Below(children, "", "", isTop: true);
    }

    private static IEnumerable<(Step Step, string Lines)> Below(ILookup<string, Step> children, string parent, string indent, bool isTop = false)
    {
        var siblings = children[parent].OrderBy(s => StepLine.Name(s.Urn), StringComparer.Ordinal).ThenBy(s => s.Type, StringComparer.Ordinal).ToList();
        foreach (var (step, i) in siblings.Select((s, i) => (s, i)))
        {
            var last = i == siblings.Count - 1;
            yield return (step, isTop ? "" : indent + (last ? "└─ " : "├─ "));
            foreach (var below in Below(children, step.Urn, isTop ? "" : indent + (last ? "   " : "│  ")))
                yield return below;
        }
    }
}
