namespace Slipway.Checks.Schemas.Cel;

/// <summary>A part of an expression. It gives a value; what fails gives a <see cref="CelError" />, never an exception.</summary>
/// <param name="Column">Where it stands, in characters from 1.</param>
internal abstract record CelNode(int Column)
{
    /// <summary>The value in a scope.</summary>
    public abstract CelValue Evaluate(CelScope scope);

    /// <summary>An error at this place.</summary>
    protected CelError Error(string message) => new(message, Column);
}

/// <summary>A literal.</summary>
internal sealed record CelLiteral(CelValue Value, int Column) : CelNode(Column)
{
    /// <inheritdoc />
    public override CelValue Evaluate(CelScope scope) => Value;
}

/// <summary>A variable.</summary>
internal sealed record CelVariable(string Name, int Column) : CelNode(Column)
{
    /// <inheritdoc />
    public override CelValue Evaluate(CelScope scope) => scope.Find(Name) ?? Error($"there is no variable '{Name}'");
}

/// <summary>A list between brackets.</summary>
internal sealed record CelListNode(IReadOnlyList<CelNode> Items, int Column) : CelNode(Column)
{
    /// <inheritdoc />
    public override CelValue Evaluate(CelScope scope)
    {
        var values = new CelValue[Items.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Items[i].Evaluate(scope);
            if (values[i] is CelError)
                return values[i];
        }
        return new CelList(values);
    }
}

/// <summary>A map between braces.</summary>
internal sealed record CelMapNode(IReadOnlyList<(CelNode Key, CelNode Value)> Entries, int Column) : CelNode(Column)
{
    /// <inheritdoc />
    public override CelValue Evaluate(CelScope scope)
    {
        var map = new Dictionary<CelValue, CelValue>();
        foreach (var (keyNode, valueNode) in Entries)
        {
            var key = CelMap.Normal(keyNode.Evaluate(scope));
            var value = valueNode.Evaluate(scope);
            if (key is CelError)
                return key;
            if (value is CelError)
                return value;
            if (key is not (CelString or CelInt or CelUint or CelBool))
                return Error($"a {key.TypeName} cannot be the key of a map");
            if (!map.TryAdd(key, value))
                return Error("the map has a key twice");
        }
        return new CelMap(map);
    }
}

/// <summary>A field: <c>operand.name</c>.</summary>
internal sealed record CelSelect(CelNode Operand, string Field, int Column) : CelNode(Column)
{
    /// <inheritdoc />
    public override CelValue Evaluate(CelScope scope) => Operand.Evaluate(scope) switch
    {
        CelError error => error,
        CelMap map => map.Find(CelValue.Of(Field)) ?? Error($"there is no key '{Field}'"),
        var value => Error($"a {value.TypeName} has no field '{Field}'"),
    };
}

/// <summary>Whether there is a field: <c>has(operand.name)</c>.</summary>
internal sealed record CelHas(CelNode Operand, string Field, int Column) : CelNode(Column)
{
    /// <inheritdoc />
    public override CelValue Evaluate(CelScope scope) => Operand.Evaluate(scope) switch
    {
        CelError error => error,
        CelMap map => CelValue.Of(map.Find(CelValue.Of(Field)) is not null),
        var value => Error($"a {value.TypeName} has no field '{Field}'"),
    };
}

/// <summary>An element: <c>operand[index]</c>.</summary>
internal sealed record CelIndex(CelNode Operand, CelNode Index, int Column) : CelNode(Column)
{
    /// <inheritdoc />
    public override CelValue Evaluate(CelScope scope)
    {
        var operand = Operand.Evaluate(scope);
        var index = Index.Evaluate(scope);
        return (operand, CelMap.Normal(index)) switch
        {
            (CelError error, _) => error,
            (_, CelError error) => error,
            (CelList list, CelInt at) => at.Value >= 0 && at.Value < list.Items.Count
                ? list.Items[(int)at.Value]
                : Error($"index {at.Value} is not among the {list.Items.Count} elements"),
            (CelMap map, CelString key) => map.Find(key) ?? Error($"there is no key '{key.Value}'"),
            (CelMap map, var key) => map.Find(key) ?? Error("there is no such key"),
            (var value, var key) => Error($"a {value.TypeName} has no element of a {key.TypeName}"),
        };
    }
}

/// <summary>A choice: <c>condition ? then : otherwise</c>.</summary>
internal sealed record CelConditional(CelNode Condition, CelNode Then, CelNode Otherwise, int Column) : CelNode(Column)
{
    /// <inheritdoc />
    public override CelValue Evaluate(CelScope scope) => Condition.Evaluate(scope) switch
    {
        CelError error => error,
        CelBool condition => (condition.Value ? Then : Otherwise).Evaluate(scope),
        var value => Error($"a condition is a bool, not a {value.TypeName}"),
    };
}

/// <summary>
/// <c>&amp;&amp;</c> and <c>||</c>: commutative in what they decide, so a side that decides alone absorbs the other's error
/// (cel-spec, "Logical Operators").
/// </summary>
/// <param name="Left">One side.</param>
/// <param name="Right">The other side.</param>
/// <param name="Deciding">The value that decides alone: false of and, true of or.</param>
/// <param name="Column">Where the operator stands.</param>
internal sealed record CelLogic(CelNode Left, CelNode Right, bool Deciding, int Column) : CelNode(Column)
{
    /// <inheritdoc />
    public override CelValue Evaluate(CelScope scope)
    {
        var left = Checked(Left.Evaluate(scope));
        if (left is CelBool { Value: var decided } && decided == Deciding)
            return left;
        var right = Checked(Right.Evaluate(scope));
        var rightDecides = right is CelBool { Value: var other } && other == Deciding;
        return left is CelError && !rightDecides ? left : right;
    }

    private CelValue Checked(CelValue value) => value is CelBool or CelError ? value : Error($"{(Deciding ? "||" : "&&")} takes bools, not a {value.TypeName}");
}

/// <summary>A function or an operator with its arguments, the receiver first where it has one.</summary>
internal sealed record CelCall(string Name, CelFunction Function, IReadOnlyList<CelNode> Arguments, int Column) : CelNode(Column)
{
    /// <inheritdoc />
    public override CelValue Evaluate(CelScope scope)
    {
        var values = new CelValue[Arguments.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Arguments[i].Evaluate(scope);
            if (values[i] is CelError)
                return values[i];
        }
        try
        {
            return Function(values) ?? Error($"{Name} does not take ({string.Join(", ", values.Select(v => v.TypeName))})");
        }
        catch (Exception problem) when (problem is OverflowException or DivideByZeroException or FormatException or ArgumentException)
        {
            return Error($"{Name}: {problem.Message}");
        }
    }
}

/// <summary>What a call does with its arguments; null when it does not take arguments of these types.</summary>
internal delegate CelValue? CelFunction(CelValue[] arguments);
