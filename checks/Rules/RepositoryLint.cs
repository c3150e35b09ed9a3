using Slipway.Checks.Flux;

namespace Slipway.Checks.Rules;

/// <summary>Says which Kustomizations are not checked because their repository is not at hand.</summary>
internal sealed class RepositoryLint : Lint
{
    /// <inheritdoc />
    public override void Check(Cluster cluster, ClusterFindings findings)
    {
        foreach (var kustomization in cluster.Kustomizations.Where(k => !k.IsBuilt))
        {
            var declaration = kustomization.Declaration;
            findings.Add(SourceRules.NotAtHand, declaration.PathPlace, $"{declaration} builds from {declaration.SourceKind} '{declaration.SourceName}', whose files are not here: it is not checked");
        }
    }
}
