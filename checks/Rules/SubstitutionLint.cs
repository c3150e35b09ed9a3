using Slipway.Checks.Flux;

namespace Slipway.Checks.Rules;

/// <summary>Variables are set, and expressions are well-formed.</summary>
internal sealed class SubstitutionLint : Lint
{
    /// <inheritdoc />
    public override void Check(Cluster cluster, ClusterFindings findings)
    {
        foreach (var kustomization in cluster.Kustomizations)
        {
            foreach (var source in kustomization.UnknownSources)
                findings.Add(SubstitutionRules.UnknownSource, (source["name"] ?? source).Place, $"{source.TextAt("kind")} '{source.TextAt("name")}' is not in Git: what it sets is unknown");
            foreach (var problem in kustomization.Objects.SelectMany(o => o.Problems))
                findings.Add(SubstitutionRules.Of(problem.Kind), problem.Place, problem.Message);
        }
    }
}
