namespace Slipway.Checks.Schemas.Cel;

/// <summary>The variables that a part of an expression sees.</summary>
internal sealed class CelScope
{
    // What no sensible rule needs; it ends expressions that were made to take for ever.
    private const int MostSteps = 1_000_000;

    private readonly CelScope? _outer;
    private readonly string? _name;
    private readonly IReadOnlyDictionary<string, CelValue>? _variables;
    private readonly CelScope _root;
    private CelValue? _value;
    private int _steps;

    /// <summary>The scope of a whole expression.</summary>
    public CelScope(IReadOnlyDictionary<string, CelValue> variables)
    {
        _variables = variables;
        _root = this;
    }

    private CelScope(CelScope outer, string name)
    {
        _outer = outer;
        _name = name;
        _root = outer._root;
    }

    /// <summary>A scope within this one with one variable more, whose value changes as a macro goes through a list.</summary>
    public CelScope Within(string variable) => new(this, variable);

    /// <summary>Sets the variable of a scope made by <see cref="Within" />.</summary>
    /// <returns>False when the expression has taken too many steps.</returns>
    public bool Step(CelValue value)
    {
        _value = value;
        return ++_root._steps <= MostSteps;
    }

    /// <summary>The value of a variable, or null.</summary>
    public CelValue? Find(string name)
    {
        for (var scope = this; scope is not null; scope = scope._outer)
        {
            if (scope._variables is not null)
                return scope._variables.GetValueOrDefault(name);
            if (scope._name == name)
                return scope._value;
        }
        return null;
    }
}
