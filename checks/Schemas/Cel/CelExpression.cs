namespace Slipway.Checks.Schemas.Cel;

/// <summary>
/// An expression of the Common Expression Language (cel-spec), as Kubernetes has them in CRDs and Flux in <c>readyExpr</c> and <c>healthCheckExprs</c>.
/// </summary>
/// <remarks>
/// The language is whole but for messages and optional types; of functions it has the standard ones and the string and list functions of Kubernetes.
/// Anything else is refused when the expression is read. Types are checked as it runs, not before.
/// </remarks>
public sealed class CelExpression
{
    private readonly CelNode _tree;

    private CelExpression(string source, CelNode tree)
    {
        Source = source;
        _tree = tree;
    }

    /// <summary>The expression as it is written.</summary>
    public string Source { get; }

    /// <summary>Reads an expression.</summary>
    /// <param name="source">The expression.</param>
    /// <param name="variables">The variables there are, e.g. <c>self</c> and <c>dep</c>; null when any name may be one.</param>
    /// <exception cref="CelSyntaxException">It is not an expression, names a variable there is not, or needs what is not supported.</exception>
    public static CelExpression Parse(string source, IEnumerable<string>? variables = null) => new(source, CelParser.Parse(source, variables));

    /// <summary>The expression's value; a <see cref="CelError" /> when it fails.</summary>
    /// <param name="variables">The variables' values.</param>
    public CelValue Evaluate(IReadOnlyDictionary<string, CelValue> variables) => _tree.Evaluate(new CelScope(variables));

    /// <summary>Whether the expression uses a variable anywhere.</summary>
    internal bool Uses(string variable) => CelLexer.Tokens(Source).Any(token => token.Kind == CelTokenKind.Identifier && token.Text == variable);

    /// <inheritdoc />
    public override string ToString() => Source;
}
