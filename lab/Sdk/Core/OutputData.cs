using System.Collections.Immutable;

namespace Pulumi;

/// <summary>What an output has come to: a value or none yet, whether it is secret, and the resources it comes from.</summary>
internal readonly record struct OutputData<T>(T Value, bool IsKnown, bool IsSecret, ImmutableHashSet<Resource> Resources)
{
    public OutputData<TResult> Cast<TResult>(Func<T, TResult> cast) =>
        new(IsKnown ? cast(Value) : default!, IsKnown, IsSecret, Resources);
}

internal static class OutputData
{
    public static OutputData<T> Known<T>(T value, bool secret = false) => new(value, true, secret, []);

    public static OutputData<T> Unknown<T>(bool secret, ImmutableHashSet<Resource> resources) => new(default!, false, secret, resources);

    /// <summary>The union, without a copy when one side adds nothing.</summary>
    public static ImmutableHashSet<Resource> Union(ImmutableHashSet<Resource> first, ImmutableHashSet<Resource> second) =>
        second.IsEmpty || ReferenceEquals(first, second) ? first : first.IsEmpty ? second : first.Union(second);
}
