using System.Collections.Frozen;
using System.Collections.Immutable;
using Slipway.Checks.Rules.ImageAutomation;
using Slipway.Checks.Rules.Releases;
using Slipway.Checks.Rules.Versions;
using Slipway.Checks.Rules.Workloads;

namespace Slipway.Checks.Rules;

/// <summary>Every rule there is. <c>docs/rules.md</c> is rendered from it.</summary>
public static class RuleCatalog
{
    /// <summary>The rules by what they are about.</summary>
    public static ImmutableArray<RuleFamily> Families { get; } =
    [
        new("Files and kustomize", FileRules.All),
        new("Objects and their schemas", SchemaRules.All),
        new("The dependency graph", GraphRules.All),
        new("Sources", SourceRules.All),
        new("Versions", [FloatingChartLint.Rule, ImageLint.Latest, ImageLint.None]),
        new("Secrets", SecretRules.All),
        new("Substitution", SubstitutionRules.All),
        new("Image automation", [PolicyMarkerLint.Rule, AutomationScopeLint.OneCluster, AutomationScopeLint.OtherEnvironments, AutomationBranchLint.Rule]),
        new("Helm releases", [RemediationLint.Rule, ReleaseValuesLint.Rule]),
        new("Workloads in production", [LimitLint.Rule, ProbeLint.Rule, ReplicaLint.Rule]),
        new("Ignored findings", IgnoreRules.All),
    ];

    private static readonly FrozenDictionary<string, Rule> ById = Families.SelectMany(f => f.Rules).ToFrozenDictionary(r => r.Id, StringComparer.Ordinal);

    /// <summary>All rules by id.</summary>
    public static IEnumerable<Rule> All => Families.SelectMany(f => f.Rules);

    /// <summary>The rule of an id, or null.</summary>
    public static Rule? Find(string id) => ById.GetValueOrDefault(id);
}
