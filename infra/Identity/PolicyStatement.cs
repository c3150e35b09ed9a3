using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Slipway.Infra.Identity;

/// <summary>One statement of an IAM policy. Begin with <see cref="Allow"/> or <see cref="Deny"/>.</summary>
public sealed record PolicyStatement
{
    private PolicyStatement(string effect, ImmutableArray<string> actions)
    {
        if (actions.IsDefaultOrEmpty)
            throw new ArgumentException("a statement is about one action at least", nameof(actions));
        Effect = effect;
        Actions = actions;
    }

    /// <summary>What tells the statement from others of its document: letters and digits.</summary>
    /// <value>Default: none.</value>
    public string? Sid { get; init; }

    /// <summary><c>Allow</c> or <c>Deny</c>.</summary>
    public string Effect { get; }

    /// <summary>The actions, e.g. <c>s3:GetObject</c>.</summary>
    public ImmutableArray<string> Actions { get; }

    /// <summary>ARNs of what they are done to; empty in a trust policy, which is about its own role.</summary>
    /// <value>Default: none.</value>
    public ImmutableArray<string> Resources { get; init; } = [];

    /// <summary>Whom it is about; null in a policy that is attached to an identity.</summary>
    /// <value>Default: null.</value>
    public PolicyPrincipal? Principal { get; init; }

    /// <summary>What must hold, all of it.</summary>
    /// <value>Default: nothing.</value>
    public ImmutableArray<PolicyCondition> Conditions { get; init; } = [];

    /// <summary>A statement that allows actions.</summary>
    public static PolicyStatement Allow(params ImmutableArray<string> actions) => new("Allow", actions);

    /// <summary>A statement that forbids actions, whatever else allows them.</summary>
    public static PolicyStatement Deny(params ImmutableArray<string> actions) => new("Deny", actions);

    /// <summary>The same statement about resources.</summary>
    public PolicyStatement On(params ImmutableArray<string> resources) => this with { Resources = resources };

    /// <summary>The same statement about a principal.</summary>
    public PolicyStatement To(PolicyPrincipal principal) => this with { Principal = principal };

    /// <summary>The same statement under one more condition.</summary>
    public PolicyStatement If(string @operator, string key, params ImmutableArray<string> values) =>
        this with { Conditions = Conditions.Add(new PolicyCondition(@operator, key, values)) };

    /// <summary>The same statement with an id.</summary>
    public PolicyStatement Named(string sid) => this with { Sid = sid };

    internal JsonObject ToJson()
    {
        var json = new JsonObject();
        if (Sid is not null)
            json["Sid"] = Sid;
        json["Effect"] = Effect;
        if (Principal is not null)
            json["Principal"] = new JsonObject { [Principal.Kind] = Texts(Principal.Values) };
        json["Action"] = Texts(Actions);
        if (!Resources.IsEmpty)
            json["Resource"] = Texts(Resources);
        if (!Conditions.IsEmpty)
        {
            json["Condition"] = new JsonObject(Conditions.GroupBy(c => c.Operator).Select(group => KeyValuePair.Create(
                group.Key,
                (JsonNode?)new JsonObject(group.Select(c => KeyValuePair.Create(c.Key, (JsonNode?)Texts(c.Values)))))));
        }
        return json;
    }

    // As IAM gives it back: one value stands alone.
    private static JsonNode Texts(ImmutableArray<string> values) =>
        values is [var only] ? JsonValue.Create(only) : new JsonArray([.. values.Select(v => (JsonNode)JsonValue.Create(v))]);
}
