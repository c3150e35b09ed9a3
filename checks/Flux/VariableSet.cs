using System.Collections.Frozen;

namespace Slipway.Checks.Flux;

/// <summary>The variables of a Flux Kustomization: what <c>spec.postBuild</c> says, its sources looked up.</summary>
public sealed class VariableSet
{
    private readonly FrozenDictionary<string, VariableValue> _values;

    /// <summary>Variables.</summary>
    /// <param name="values">Their values by name.</param>
    /// <param name="isComplete">Whether every source was found. Where one was not, any name may be set in the cluster.</param>
    /// <param name="always">Whether defaults are applied even without any variable (<c>substituteStrategy: Always</c>).</param>
    public VariableSet(IEnumerable<KeyValuePair<string, VariableValue>> values, bool isComplete = true, bool always = false)
    {
        _values = values.ToFrozenDictionary(StringComparer.Ordinal);
        IsComplete = isComplete;
        IsActive = always || !isComplete || _values.Count > 0;
    }

    /// <summary>No variables: nothing is substituted.</summary>
    public static VariableSet None { get; } = new([]);

    /// <summary>The variables by name.</summary>
    public IReadOnlyDictionary<string, VariableValue> Values => _values;

    /// <summary>Whether every source was found.</summary>
    public bool IsComplete { get; }

    /// <summary>Whether manifests are touched at all. Flux leaves them alone when there is no variable.</summary>
    public bool IsActive { get; }

    /// <summary>The value of a variable; where sources are unknown, a stand-in for any name; null for one that is not set.</summary>
    public VariableValue? Find(string name) =>
        _values.GetValueOrDefault(name) ?? (IsComplete ? null : new VariableValue(StandIn(name), IsExact: false, "a source that is not in Git"));

    /// <summary>A text that can be part of most names, to stand for a value that nobody knows here.</summary>
    public static string StandIn(string name) => name.Replace('_', '-').ToLowerInvariant().Trim('-') is { Length: > 0 } text ? text : "x";
}
