using System.Collections.Immutable;
using Slipway.Checks.Schemas;

namespace Slipway.Checks.Rules;

/// <summary>Rules about objects and their schemas: SLW020 to SLW039.</summary>
public static class SchemaRules
{
    private static readonly Rule Value = new("SLW026", Severity.Error, "Values are among those that the field allows", "The API server refuses the object, and Flux applies nothing of the layer.", "Give the field a value that it allows; the message names the rule.")
    {
        Bad = "apiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\nspec:\n  interval: soon",
        Good = "apiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\nspec:\n  interval: 1m",
    };

    private static readonly Rule Name = new("SLW029", Severity.Error, "Names and namespaces are well-formed", "The API server refuses the object.", "Use lower-case letters, digits and hyphens; leave the namespace of a cluster-wide kind out.")
    {
        Bad = "metadata:\n  name: My_App",
        Good = "metadata:\n  name: my-app",
    };

    private static readonly ImmutableDictionary<SchemaProblemKind, Rule> ByKind = new Dictionary<SchemaProblemKind, Rule>
    {
        [SchemaProblemKind.NotAnObject] = new("SLW020", Severity.Error, "Objects have an API version and a kind", "Without them nobody knows what the object is.", "Add apiVersion and kind."),
        [SchemaProblemKind.RemovedVersion] = new("SLW021", Severity.Error, "API versions are served", "A version that Kubernetes or Flux has removed cannot be applied, and blocks all of its layer.", "Use the version that the message names.")
        {
            Bad = "apiVersion: helm.toolkit.fluxcd.io/v2beta2\nkind: HelmRelease",
            Good = "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease",
        },
        [SchemaProblemKind.UnknownKind] = new("SLW022", Severity.Error, "Kinds exist in the version that is named", "The API server knows no such kind, and Flux applies nothing of the layer.", "Correct the kind or its version."),
        [SchemaProblemKind.UnknownField] = new("SLW023", Severity.Error, "Fields are known to the kind", "A field that does not exist is refused, or has no effect and hides a typing error.", "Correct the name, or remove the field.")
        {
            Bad = "apiVersion: v1\nkind: Service\nspec:\n  selectors:\n    app: web",
            Good = "apiVersion: v1\nkind: Service\nspec:\n  selector:\n    app: web",
        },
        [SchemaProblemKind.MissingField] = new("SLW024", Severity.Error, "Required fields are there", "The API server refuses the object.", "Add the field."),
        [SchemaProblemKind.WrongType] = new("SLW025", Severity.Error, "Values have the type of the field", "The API server refuses the object.", "Quote what is text; leave the quotes away from numbers and from true and false.")
        {
            Bad = "apiVersion: v1\nkind: ConfigMap\ndata:\n  replicas: 3",
            Good = "apiVersion: v1\nkind: ConfigMap\ndata:\n  replicas: \"3\"",
        },
        [SchemaProblemKind.NotAllowed] = Value,
        [SchemaProblemKind.PatternMismatch] = Value,
        [SchemaProblemKind.WrongLength] = Value,
        [SchemaProblemKind.OutOfBounds] = Value,
        [SchemaProblemKind.WrongFormat] = Value,
        [SchemaProblemKind.DuplicateItem] = Value,
        [SchemaProblemKind.WrongAlternative] = Value,
        [SchemaProblemKind.RuleBroken] = new("SLW027", Severity.Error, "The rules of the kind hold", "Kinds carry rules about several fields (CEL); the API server refuses an object that breaks one.", "The message has the rule's own words."),
        [SchemaProblemKind.RuleNotEvaluated] = new("SLW028", Severity.Note, "Every rule of the kind can be evaluated here", "The rule uses something that only an API server has; it is not checked.", "Nothing, unless the schema is yours."),
        [SchemaProblemKind.WrongName] = Name,
        [SchemaProblemKind.WrongNamespace] = Name,
        [SchemaProblemKind.WrongLabel] = new("SLW030", Severity.Error, "Labels and annotations are well-formed", "The API server refuses the object.", "Keys are a name of at most 63 characters after an optional domain and a slash; label values have at most 63 characters."),
        [SchemaProblemKind.SelectorMismatch] = new("SLW031", Severity.Error, "Selectors select what they are for", "A workload whose selector does not match its own template is refused.", "Give selector and template the same labels."),
        [SchemaProblemKind.UnknownReference] = new("SLW032", Severity.Error, "Names within an object are defined in it", "A mount without volume, or a port that no container has, keeps pods from starting or traffic from arriving.", "Define what is named, or correct the name."),
        [SchemaProblemKind.Contradiction] = new("SLW033", Severity.Error, "Fields do not contradict each other", "The API server refuses the object, or does not do what one of the fields says.", "Keep the one that is meant."),
    }.ToImmutableDictionary();

    /// <summary>All of them by id.</summary>
    public static ImmutableArray<Rule> All { get; } = [.. ByKind.Values.Distinct().OrderBy(r => r.Id, StringComparer.Ordinal)];

    /// <summary>The rule that a problem breaks.</summary>
    public static Rule Of(SchemaProblemKind kind) => ByKind[kind];
}
