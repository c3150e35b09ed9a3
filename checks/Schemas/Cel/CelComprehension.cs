namespace Slipway.Checks.Schemas.Cel;

/// <summary>The macros that go through a list, or through the keys of a map.</summary>
internal enum CelMacro
{
    /// <summary>Whether the predicate holds for every element.</summary>
    All,

    /// <summary>Whether it holds for one or more.</summary>
    Exists,

    /// <summary>Whether it holds for exactly one.</summary>
    ExistsOne,

    /// <summary>The elements it holds for.</summary>
    Filter,

    /// <summary>What becomes of every element, or of those that a predicate holds for.</summary>
    Map,
}

/// <summary>A macro at work (cel-spec, "Macros").</summary>
/// <param name="Macro">Which.</param>
/// <param name="Range">What it goes through.</param>
/// <param name="Variable">The element's name.</param>
/// <param name="Predicate">What is asked of each; null when nothing is.</param>
/// <param name="Transform">What <see cref="CelMacro.Map" /> makes of each.</param>
/// <param name="Column">Where it stands.</param>
internal sealed record CelComprehension(CelMacro Macro, CelNode Range, string Variable, CelNode? Predicate, CelNode? Transform, int Column) : CelNode(Column)
{
    /// <inheritdoc />
    public override CelValue Evaluate(CelScope scope)
    {
        var range = Range.Evaluate(scope);
        if (range is CelError)
            return range;
        IEnumerable<CelValue>? items = range switch
        {
            CelList list => list.Items,
            CelMap map => map.Entries.Keys,
            _ => null,
        };
        if (items is null)
            return Error($"a {range.TypeName} has no elements to go through");
        return Macro switch
        {
            CelMacro.All => Decide(scope, items, false),
            CelMacro.Exists => Decide(scope, items, true),
            _ => Collect(scope, items),
        };
    }

    /// <summary>One element that decides makes up for others that fail.</summary>
    private CelValue Decide(CelScope scope, IEnumerable<CelValue> items, bool deciding)
    {
        CelError? failed = null;
        var inner = scope.Within(Variable);
        foreach (var item in items)
        {
            var holds = Holds(inner, item);
            if (holds is CelBool { Value: var value } && value == deciding)
                return holds;
            failed ??= holds as CelError;
        }
        return failed ?? CelValue.Of(!deciding);
    }

    private CelValue Collect(CelScope scope, IEnumerable<CelValue> items)
    {
        var inner = scope.Within(Variable);
        var taken = new List<CelValue>();
        foreach (var item in items)
        {
            var holds = Holds(inner, item);
            if (holds is CelError)
                return holds;
            if (holds is CelBool { Value: false })
                continue;
            var value = Transform?.Evaluate(inner) ?? item;
            if (value is CelError)
                return value;
            taken.Add(value);
        }
        return Macro == CelMacro.ExistsOne ? CelValue.Of(taken.Count == 1) : new CelList(taken);
    }

    private CelValue Holds(CelScope scope, CelValue item)
    {
        if (!scope.Step(item))
            return Error("the expression goes through too many elements");
        return Predicate?.Evaluate(scope) switch
        {
            null => CelValue.True,
            { } value and (CelBool or CelError) => value,
            var value => Error($"a predicate is a bool, not a {value.TypeName}"),
        };
    }
}
