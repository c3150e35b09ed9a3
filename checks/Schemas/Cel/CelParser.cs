using System.Collections.Immutable;

namespace Slipway.Checks.Schemas.Cel;

/// <summary>Reads an expression by recursive descent (cel-spec, "Syntax").</summary>
internal sealed class CelParser
{
    private const int DeepestNesting = 250;

    // Not names of variables or functions, as languages that embed CEL use them (cel-spec, "RESERVED").
    private static readonly ImmutableHashSet<string> Reserved =
    [
        "as", "break", "const", "continue", "else", "for", "function", "if", "import", "in", "let", "loop", "package", "namespace", "return", "var", "void", "while",
    ];

    private readonly List<CelToken> _tokens;
    private readonly List<string>? _declared;
    private int _next;
    private int _depth;

    private CelParser(string source, IEnumerable<string>? variables)
    {
        _tokens = CelLexer.Tokens(source);
        _declared = variables?.ToList();
    }

    /// <summary>The tree of an expression.</summary>
    /// <param name="source">The expression.</param>
    /// <param name="variables">The variables there are; null when any may be.</param>
    /// <exception cref="CelSyntaxException">It is not an expression, or needs what is not supported.</exception>
    public static CelNode Parse(string source, IEnumerable<string>? variables)
    {
        var parser = new CelParser(source, variables);
        var tree = parser.Expression();
        return parser.Current.Kind == CelTokenKind.End ? tree : throw parser.Unexpected("the end of the expression");
    }

    private CelToken Current => _tokens[_next];

    private CelNode Expression()
    {
        if (++_depth > DeepestNesting)
            throw new CelSyntaxException(Current.Column, $"the expression is nested deeper than {DeepestNesting} levels");
        var condition = Or();
        var column = Current.Column;
        if (Take("?"))
        {
            var then = Or();
            Expect(":");
            condition = new CelConditional(condition, then, Expression(), column);
        }
        _depth--;
        return condition;
    }

    private CelNode Or()
    {
        var left = And();
        for (var column = Current.Column; Take("||"); column = Current.Column)
            left = new CelLogic(left, And(), true, column);
        return left;
    }

    private CelNode And()
    {
        var left = Binary(0);
        for (var column = Current.Column; Take("&&"); column = Current.Column)
            left = new CelLogic(left, Binary(0), false, column);
        return left;
    }

    private CelNode Binary(int level)
    {
        if (level == CelOperators.Levels.Length)
            return Unary();
        var left = Binary(level + 1);
        while (Current is { Kind: CelTokenKind.Symbol or CelTokenKind.Identifier } token && CelOperators.Levels[level].TryGetValue(token.Text, out var function))
        {
            _next++;
            left = new CelCall(token.Text, function, [left, Binary(level + 1)], token.Column);
        }
        return left;
    }

    private CelNode Unary()
    {
        var token = Current;
        if (Take("!"))
            return new CelCall("!", CelOperators.Not, [Nested(Unary)], token.Column);
        if (!Take("-"))
            return Member();
        if (Current is { Kind: CelTokenKind.Literal, Value: CelUint { Value: 1UL << 63 } } literal && !literal.Text.EndsWith('u'))
        {
            _next++;
            return new CelLiteral(CelValue.Of(long.MinValue), token.Column);
        }
        return new CelCall("-", CelOperators.Negate, [Nested(Unary)], token.Column);
    }

    private CelNode Nested(Func<CelNode> part)
    {
        if (++_depth > DeepestNesting)
            throw new CelSyntaxException(Current.Column, $"the expression is nested deeper than {DeepestNesting} levels");
        var node = part();
        _depth--;
        return node;
    }

    private CelNode Member()
    {
        var node = Primary();
        while (true)
        {
            var column = Current.Column;
            if (Take("["))
            {
                if (Current.Text == "?")
                    throw Optional();
                node = new CelIndex(node, Expression(), column);
                Expect("]");
            }
            else if (Take("."))
            {
                if (Current.Text == "?")
                    throw Optional();
                var name = Name();
                node = Take("(") ? Method(node, name) : new CelSelect(node, name.Text, name.Column);
            }
            else
            {
                return node;
            }
        }
    }

    private CelNode Primary()
    {
        var token = Current;
        if (Take("("))
        {
            var inner = Expression();
            Expect(")");
            return inner;
        }
        if (Take("["))
            return new CelListNode(List("]", Expression), token.Column);
        if (Take("{"))
            return new CelMapNode(List("}", Entry), token.Column);
        if (token.Kind == CelTokenKind.Literal)
        {
            _next++;
            if (token.Value is CelUint && !token.Text.EndsWith("u", StringComparison.OrdinalIgnoreCase))
                throw new CelSyntaxException(token.Column, $"{token.Text} is larger than an int");
            return new CelLiteral(token.Value!, token.Column);
        }
        Take(".");
        var name = Name();
        if (Reserved.Contains(name.Text))
            throw new CelSyntaxException(name.Column, $"'{name.Text}' is a reserved word");
        if (Take("("))
            return Function(name);
        if (Current.Text == "{" && Current.Kind == CelTokenKind.Symbol)
            throw new CelSyntaxException(name.Column, $"messages ('{name.Text}{{...}}') are not supported");
        if (CelFunctions.Types.Contains(name.Text))
            return new CelLiteral(new CelType(name.Text), name.Column);
        if (_declared?.Contains(name.Text) == false)
            throw new CelSyntaxException(name.Column, $"there is no variable '{name.Text}'; there {(_declared.Count == 1 ? "is" : "are")} {string.Join(", ", _declared)}");
        return new CelVariable(name.Text, name.Column);
    }

    private CelNode Function(CelToken name)
    {
        if (name.Text == "has")
        {
            var field = Expression() as CelSelect ?? throw new CelSyntaxException(name.Column, "has() takes a field, as in has(self.name)");
            Expect(")");
            return new CelHas(field.Operand, field.Field, name.Column);
        }
        return Call(name, List(")", Expression), false);
    }

    private CelNode Method(CelNode receiver, CelToken name)
    {
        CelMacro? macro = name.Text switch
        {
            "all" => CelMacro.All,
            "exists" => CelMacro.Exists,
            "exists_one" => CelMacro.ExistsOne,
            "filter" => CelMacro.Filter,
            "map" => CelMacro.Map,
            _ => null,
        };
        return macro is { } found ? Comprehension(found, receiver, name) : Call(name, [receiver, .. List(")", Expression)], true);
    }

    private CelComprehension Comprehension(CelMacro macro, CelNode range, CelToken name)
    {
        var variable = Name();
        _declared?.Add(variable.Text);
        Expect(",");
        var parts = List(")", Expression);
        _declared?.RemoveAt(_declared.Count - 1);
        return (macro, parts.Count) switch
        {
            (CelMacro.Map, 1) => new CelComprehension(macro, range, variable.Text, null, parts[0], name.Column),
            (CelMacro.Map, 2) => new CelComprehension(macro, range, variable.Text, parts[0], parts[1], name.Column),
            (not CelMacro.Map, 1) => new CelComprehension(macro, range, variable.Text, parts[0], null, name.Column),
            _ => throw new CelSyntaxException(name.Column, $"{name.Text}() does not take {parts.Count + 1} arguments"),
        };
    }

    private static CelCall Call(CelToken name, IReadOnlyList<CelNode> arguments, bool method)
    {
        var function = CelFunctions.Find(name.Text, arguments.Count, method)
            ?? throw new CelSyntaxException(name.Column, $"there is no {(method ? "method" : "function")} {name.Text} with {arguments.Count - (method ? 1 : 0)} arguments here");
        return new CelCall(name.Text, function, arguments, name.Column);
    }

    private (CelNode, CelNode) Entry()
    {
        var key = Expression();
        Expect(":");
        return (key, Expression());
    }

    private List<T> List<T>(string end, Func<T> item)
    {
        var items = new List<T>();
        while (!Take(end))
        {
            items.Add(item());
            if (!Take(",") && Current.Text != end)
                throw Unexpected($"',' or '{end}'");
        }
        return items;
    }

    private CelToken Name() => Current.Kind == CelTokenKind.Identifier ? _tokens[_next++] : throw Unexpected("a name");

    private bool Take(string symbol)
    {
        if (Current.Kind != CelTokenKind.Symbol || Current.Text != symbol)
            return false;
        _next++;
        return true;
    }

    private void Expect(string symbol)
    {
        if (!Take(symbol))
            throw Unexpected($"'{symbol}'");
    }

    private CelSyntaxException Unexpected(string expected) => new(Current.Column, $"expected {expected}, found {(Current.Kind == CelTokenKind.End ? Current.Text : $"'{Current.Text}'")}");

    private CelSyntaxException Optional() => new(Current.Column, "optional fields ('.?' and '[?') are not supported; use has()");
}
