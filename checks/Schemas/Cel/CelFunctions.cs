using System.Collections.Frozen;

namespace Slipway.Checks.Schemas.Cel;

/// <summary>The functions: the standard ones (cel-spec, "List of Standard Definitions") and the string and list functions of Kubernetes.</summary>
internal static class CelFunctions
{
    private static readonly FrozenDictionary<(string Name, int Arguments, bool Method), CelFunction> All =
        Basic().Concat(CelStrings.Functions()).Concat(CelConversions.Functions()).Concat(CelTimes.Functions())
            .ToFrozenDictionary(f => (f.Name, f.Arguments, f.Method), f => f.Function);

    /// <summary>The names that stand for types.</summary>
    public static FrozenSet<string> Types { get; } =
        FrozenSet.Create(StringComparer.Ordinal, "bool", "bytes", "double", "int", "list", "map", "null_type", "string", "type", "uint");

    /// <summary>A function by name, the number of its arguments (a receiver counts) and form, or null.</summary>
    public static CelFunction? Find(string name, int arguments, bool method) => All.GetValueOrDefault((name, arguments, method));

    private static IEnumerable<(string Name, int Arguments, bool Method, CelFunction Function)> Basic()
    {
        yield return ("size", 1, false, Size);
        yield return ("size", 1, true, Size);
        yield return ("matches", 2, false, Matches);
        yield return ("matches", 2, true, Matches);
        yield return ("isSorted", 1, true, a => a[0] is CelList list && Pairs(list).All(p => p is not null) ? CelValue.Of(Pairs(list).All(p => p <= 0)) : null);
        yield return ("sum", 1, true, a => a[0] is CelList list ? list.Items.Aggregate((CelValue?)CelValue.Of(0), Sum) : null);
        yield return ("min", 1, true, a => Extreme(a[0], order => order < 0));
        yield return ("max", 1, true, a => Extreme(a[0], order => order > 0));
        yield return ("indexOf", 2, true, IndexOf);
        yield return ("lastIndexOf", 2, true, LastIndexOf);
    }

    private static CelValue? Size(CelValue[] arguments) => arguments[0] switch
    {
        CelString text => CelValue.Of(text.Value.EnumerateRunes().Count()),
        CelBytes bytes => CelValue.Of(bytes.Value.Length),
        CelList list => CelValue.Of(list.Items.Count),
        CelMap map => CelValue.Of(map.Entries.Count),
        _ => null,
    };

    private static CelValue? Matches(CelValue[] arguments) =>
        arguments is [CelString text, CelString pattern] ? CelValue.Of(Re2.Of(pattern.Value).IsMatch(text.Value)) : null;

    private static IEnumerable<int?> Pairs(CelList list) => list.Items.Zip(list.Items.Skip(1), CelOperators.Compare);

    private static CelValue? Sum(CelValue? sum, CelValue item) => (sum, item) switch
    {
        (CelInt { Value: 0 }, CelInt or CelUint or CelDouble or CelDuration) => item,
        (CelInt one, CelInt other) => CelValue.Of(checked(one.Value + other.Value)),
        (CelUint one, CelUint other) => new CelUint(checked(one.Value + other.Value)),
        (CelDouble one, CelDouble other) => new CelDouble(one.Value + other.Value),
        (CelDuration one, CelDuration other) => new CelDuration(one.Value + other.Value),
        _ => null,
    };

    private static CelValue? Extreme(CelValue range, Func<int, bool> better)
    {
        if (range is not CelList { Items: var items })
            return null;
        if (items.Count == 0)
            throw new FormatException("the list is empty");
        var best = items[0];
        foreach (var item in items.Skip(1))
        {
            if (CelOperators.Compare(item, best) is not { } order)
                return null;
            best = better(order) ? item : best;
        }
        return best;
    }

    private static CelValue? IndexOf(CelValue[] arguments) => arguments switch
    {
        [CelString text, CelString part] => CelValue.Of(text.Value.IndexOf(part.Value, StringComparison.Ordinal)),
        [CelList { Items: var items }, var sought] => CelValue.Of(Enumerable.Range(0, items.Count).FirstOrDefault(at => CelOperators.AreEqual(items[at], sought), -1)),
        _ => null,
    };

    private static CelValue? LastIndexOf(CelValue[] arguments) => arguments switch
    {
        [CelString text, CelString part] => CelValue.Of(text.Value.LastIndexOf(part.Value, StringComparison.Ordinal)),
        [CelList { Items: var items }, var sought] => CelValue.Of(Enumerable.Range(0, items.Count).LastOrDefault(at => CelOperators.AreEqual(items[at], sought), -1)),
        _ => null,
    };
}
