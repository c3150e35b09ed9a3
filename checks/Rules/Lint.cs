using System.Collections.Immutable;
using Slipway.Checks.Flux;
using Slipway.Checks.Rules.Graph;
using Slipway.Checks.Rules.ImageAutomation;
using Slipway.Checks.Rules.Releases;
using Slipway.Checks.Rules.Secrets;
using Slipway.Checks.Rules.Sources;
using Slipway.Checks.Rules.Substitution;
using Slipway.Checks.Rules.Versions;
using Slipway.Checks.Rules.Workloads;

namespace Slipway.Checks.Rules;

/// <summary>Looks for what works against its author although every object by itself is right. Lints hold no state, and run in parallel.</summary>
public abstract class Lint
{
    /// <summary>All lints.</summary>
    public static ImmutableArray<Lint> All { get; } =
    [
        new DependencyLint(), new WaitLint(), new DefinitionLint(), new NamespaceLint(), new OverlapLint(),
        new RepositoryLint(), new SourceLint(), new WatchedLint(),
        new FloatingChartLint(), new ImageLint(),
        new PlainSecretLint(), new SealLint(), new RecipientLint(), new DecryptionLint(),
        new SubstitutionLint(), new UnusedVariableLint(), new SecretInConfigMapLint(),
        new PolicyMarkerLint(), new AutomationScopeLint(), new AutomationBranchLint(),
        new RemediationLint(), new ReleaseValuesLint(),
        new LimitLint(), new ProbeLint(), new ReplicaLint(),
    ];

    /// <summary>Looks at a cluster, or at what no cluster builds (<see cref="Cluster.IsReal"/>).</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="findings">Where findings go; the cluster's name is added to them.</param>
    public virtual void Check(Cluster cluster, ClusterFindings findings)
    {
    }

    /// <summary>Looks at the files of the repositories, whether a cluster uses them or not.</summary>
    public virtual void Check(Fleet fleet, FindingList findings)
    {
    }
}
