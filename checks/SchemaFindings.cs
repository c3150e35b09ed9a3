using Slipway.Checks.Flux;
using Slipway.Checks.Rules;
using Slipway.Checks.Schemas;
using Slipway.Checks.Schemas.Rules;

namespace Slipway.Checks;

/// <summary>Holds the objects of a cluster against their schemas.</summary>
internal static class SchemaFindings
{
    public static void Add(Cluster cluster, SchemaCatalog schemas, ClusterFindings findings)
    {
        var validator = new ObjectValidator(schemas);
        var objects = cluster.Objects.Select(o => o.Object).ToArray();
        var problems = new IReadOnlyList<SchemaProblem>[objects.Length];
        Parallel.For(0, objects.Length, at => problems[at] = Problems(validator, objects[at]));
        foreach (var (at, problem) in problems.SelectMany((list, at) => list.Select(p => (at, p))))
        {
            findings.Add(SchemaRules.Of(problem.Kind), problem.Place, $"{objects[at]}: {(problem.Path.Length > 0 ? problem.Path + ": " : "")}{problem.Message}", problem.Remedy);
        }
        foreach (var problem in Between(cluster))
            findings.Add(SchemaRules.Of(problem.Kind), problem.Place, $"{problem.Path}: {problem.Message}", problem.Remedy);
    }

    /// <summary>What objects of a cluster have wrong between them.</summary>
    private static IEnumerable<SchemaProblem> Between(Cluster cluster) => ServiceTargets.Check(cluster.Objects.Select(o => o.Object).Where(o => o.Kind is not ("Secret" or "ConfigMap")).Select(o => o.Manifest));

    private static IReadOnlyList<SchemaProblem> Problems(ObjectValidator validator, FluxObject manifest)
    {
        // Variables that were not replaced would only be found a second time.
        if (manifest.Problems.Length > 0)
            return [];
        var problems = validator.Validate(manifest.Manifest);
        return manifest.Uncertain.IsEmpty ? problems : [.. problems.Where(p => !manifest.Uncertain.Contains(p.Place) && p.Kind != SchemaProblemKind.RuleBroken)];
    }
}
