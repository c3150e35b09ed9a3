using Slipway.Checks.Schemas.Cel;

namespace Slipway.Checks.Schemas;

/// <summary>A rule of a schema: an entry of <c>x-kubernetes-validations</c>.</summary>
public sealed class SchemaRule
{
    private static readonly string[] Variables = ["self", "oldSelf"];

    private readonly Lazy<CelExpression> _expression;
    private readonly Lazy<CelExpression?> _messageExpression;

    /// <summary>Creates a rule. Its expressions are read when they are first needed.</summary>
    /// <param name="rule">The expression; true when the rule holds.</param>
    /// <param name="message">What to say when it does not; null for the rule itself.</param>
    /// <param name="messageExpression">An expression of what to say; it goes before <paramref name="message" /> when it gives a text.</param>
    public SchemaRule(string rule, string? message = null, string? messageExpression = null)
    {
        Rule = rule;
        Message = message;
        _expression = new(() => CelExpression.Parse(rule, Variables));
        _messageExpression = new(() => messageExpression is null ? null : CelExpression.Parse(messageExpression, Variables));
    }

    /// <summary>The expression.</summary>
    public string Rule { get; }

    /// <summary>What to say when it does not hold; null for the rule itself.</summary>
    public string? Message { get; }

    /// <summary>Whether the rule is about a change, so that it says nothing about an object by itself.</summary>
    /// <exception cref="CelSyntaxException">The expression cannot be read.</exception>
    public bool IsTransition => _expression.Value.Uses("oldSelf");

    /// <summary>Whether the rule holds: a bool, or the error that the expression ends in.</summary>
    /// <param name="self">The value that the rule is about.</param>
    /// <param name="oldSelf">What it was before; null when it is new.</param>
    /// <exception cref="CelSyntaxException">The expression cannot be read.</exception>
    public CelValue Evaluate(CelValue self, CelValue? oldSelf) => _expression.Value.Evaluate(Scope(self, oldSelf));

    /// <summary>What to say of a value that breaks the rule.</summary>
    /// <exception cref="CelSyntaxException">The message's expression cannot be read.</exception>
    public string MessageFor(CelValue self, CelValue? oldSelf) =>
        (_messageExpression.Value?.Evaluate(Scope(self, oldSelf)) as CelString)?.Value ?? Message ?? $"the rule '{Rule}' does not hold";

    private static Dictionary<string, CelValue> Scope(CelValue self, CelValue? oldSelf)
    {
        var scope = new Dictionary<string, CelValue>(StringComparer.Ordinal) { ["self"] = self };
        if (oldSelf is not null)
            scope["oldSelf"] = oldSelf;
        return scope;
    }
}
