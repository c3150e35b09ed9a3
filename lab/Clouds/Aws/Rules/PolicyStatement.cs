using System.IO.Enumeration;
using System.Text.Json;

namespace Slipway.Lab.Clouds.Aws;

/// <summary>A statement of a policy.</summary>
internal sealed class PolicyStatement(JsonElement json)
{
    /// <summary>Whether it has an effect that is one.</summary>
    public bool HasEffect => json.TryGetProperty("Effect", out var effect) && effect.ToString() is "Allow" or "Deny";

    /// <summary>Whether it allows.</summary>
    public bool IsAllow => json.TryGetProperty("Effect", out var effect) && effect.ToString() == "Allow";

    /// <summary>Whether it holds under conditions only.</summary>
    public bool IsConditional => json.TryGetProperty("Condition", out var condition) && condition.ValueKind == JsonValueKind.Object && condition.EnumerateObject().Any();

    /// <summary>The actions, or those it leaves out.</summary>
    public IEnumerable<string> Actions => Texts("Action").Concat(Texts("NotAction"));

    /// <summary>The resources, or those it leaves out.</summary>
    public IEnumerable<string> Resources => Texts("Resource").Concat(Texts("NotResource"));

    /// <summary>The principals of a sort (<c>AWS</c>, <c>Service</c>, <c>Federated</c>); everybody is <c>*</c>.</summary>
    public IEnumerable<string> Principals(string sort) => !json.TryGetProperty("Principal", out var principal) ? []
        : principal.ValueKind == JsonValueKind.Object ? PolicyText.Items(principal, sort).Select(p => p.ToString())
        : [principal.ToString()];

    /// <summary>Whether an action is among those it names. Actions do not tell upper from lower case.</summary>
    public bool Covers(string action) => Texts("Action").Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, action, ignoreCase: true));

    /// <summary>Whether a resource is among those it names.</summary>
    public bool Reaches(string arn) => Texts("Resource").Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, arn, ignoreCase: false));

    /// <summary>Whether its conditions hold. The lab knows <c>StringEquals</c> and <c>StringLike</c>; a statement under any other counts as one that does not hold.</summary>
    /// <param name="context">The request's condition keys and values.</param>
    public bool Holds(IReadOnlyDictionary<string, string> context) => !IsConditional || json.GetProperty("Condition").EnumerateObject().All(test =>
        test.Name is "StringEquals" or "StringLike" && test.Value.EnumerateObject().All(key =>
            context.TryGetValue(key.Name, out var given) && PolicyText.Items(test.Value, key.Name).Any(v =>
                test.Name == "StringLike" ? FileSystemName.MatchesSimpleExpression(v.ToString(), given, ignoreCase: false) : v.ToString() == given)));

    private IEnumerable<string> Texts(string name) => PolicyText.Items(json, name).Select(v => v.ToString());
}
