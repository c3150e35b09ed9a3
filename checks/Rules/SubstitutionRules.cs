using System.Collections.Immutable;
using Slipway.Checks.Flux;
using Slipway.Checks.Rules.Substitution;

namespace Slipway.Checks.Rules;

/// <summary>Rules about the substitution of variables: SLW090 to SLW099.</summary>
public static class SubstitutionRules
{
    /// <summary>A variable that is not set.</summary>
    public static Rule Unset { get; } = new("SLW090", Severity.Error, "Variables are set", "Since Flux 2.9 a variable that is not set fails the Kustomization; before, it was silently empty.", "Set it in one of the Kustomization's sources, give it a default (${name:-default}), or write $${name} where no variable is meant.")
    {
        Bad = "data:\n  host: app.${domian}",
        Good = "data:\n  host: app.${domain}",
    };

    /// <summary>An expression that is not well-formed.</summary>
    public static Rule Malformed { get; } = new("SLW091", Severity.Error, "Expressions are well-formed", "Flux refuses the object with an error that does not tell where.", "Close the brace, or write $${ where no variable is meant, as in scripts.")
    {
        Bad = "data:\n  run.sh: echo ${USER",
        Good = "data:\n  run.sh: echo $${USER}",
    };

    /// <summary>A source of variables that is not in Git.</summary>
    public static Rule UnknownSource { get; } = new("SLW092", Severity.Note, "Sources of variables are in Git", "Whether variables are set cannot be told when their source is in the cluster only.", "Name a file with what it holds with --facts, or put the ConfigMap into Git.");

    /// <summary>A value that makes an object unreadable.</summary>
    public static Rule NotYaml { get; } = new("SLW093", Severity.Error, "Objects stay YAML when variables are replaced", "Flux puts values into the text of the object; quotes, colons and line breaks of a value count there.", "Keep such characters out of values, or put the value into a ConfigMap of its own.");

    /// <summary>All of them by id.</summary>
    public static ImmutableArray<Rule> All { get; } = [Unset, Malformed, UnknownSource, NotYaml, UnusedVariableLint.Rule, SecretInConfigMapLint.Rule];

    /// <summary>The rule that a problem breaks.</summary>
    public static Rule Of(SubstitutionProblemKind kind) => kind switch
    {
        SubstitutionProblemKind.Unset => Unset,
        SubstitutionProblemKind.Malformed => Malformed,
        SubstitutionProblemKind.NotYaml => NotYaml,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no kind of problem"),
    };
}
