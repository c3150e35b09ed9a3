using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Pulumi.Serialization;

/// <summary>Work with immutable collections whose item type is not known at compile time.</summary>
internal static class ImmutableCollections
{
    private static readonly ConcurrentDictionary<Type, Func<object, bool>?> DefaultChecks = new();

    public static bool IsDefaultArray(IList list) => DefaultChecks.GetOrAdd(list.GetType(), MakeCheck) is { } check && check(list);

    private static Func<object, bool>? MakeCheck(Type type)
    {
        if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(ImmutableArray<>))
            return null;
        var property = type.GetProperty(nameof(ImmutableArray<object>.IsDefault))!;
        return array => (bool)property.GetValue(array)!;
    }
}
