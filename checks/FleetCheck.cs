using Slipway.Checks.Flux;
using Slipway.Checks.Rules;
using Slipway.Checks.Schemas;

namespace Slipway.Checks;

/// <summary>Verifies a fleet offline.</summary>
public static class FleetCheck
{
    /// <summary>Holds a fleet against every rule.</summary>
    /// <param name="fleet">The fleet.</param>
    /// <param name="schemas">The kinds that objects are held against.</param>
    public static CheckReport Of(Fleet fleet, SchemaCatalog schemas)
    {
        var findings = new FindingList();
        foreach (var problem in fleet.Sources.SelectMany(s => s.File.Problems))
            findings.Add(FileRules.Of(problem.Kind), problem.Place, problem.Message, problem.Remedy);
        foreach (var cluster in fleet.Clusters)
        {
            var own = new ClusterFindings(findings, cluster);
            foreach (var problem in cluster.Kustomizations.SelectMany(k => k.BuildProblems))
                own.Add(FileRules.Of(problem.Kind), problem.Place, problem.Message, problem.Remedy);
            SchemaFindings.Add(cluster, schemas, own);
            foreach (var lint in Lint.All)
                lint.Check(cluster, own);
        }
        foreach (var lint in Lint.All)
            lint.Check(fleet, findings);
        return Ignores.Apply(fleet, findings.ToImmutable());
    }
}
