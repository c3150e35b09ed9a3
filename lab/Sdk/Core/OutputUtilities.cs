using System.Collections.Immutable;

namespace Pulumi.Utilities;

/// <summary>Looks behind outputs, for tests and for code that must.</summary>
public static class OutputUtilities
{
    /// <summary>The value; the type's default when it is unknown.</summary>
    public static async Task<T> GetValueAsync<T>(Output<T> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        return (await output.Data.ConfigureAwait(false)).Value;
    }

    /// <summary>Whether the value is known.</summary>
    public static async Task<bool> GetIsKnownAsync<T>(Output<T> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        return (await output.Data.ConfigureAwait(false)).IsKnown;
    }

    /// <summary>The resources that the value comes from.</summary>
    public static async Task<ImmutableHashSet<Resource>> GetDependenciesAsync<T>(Output<T> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        return (await output.Data.ConfigureAwait(false)).Resources;
    }

    /// <summary>An output that has a value but counts as unknown.</summary>
    public static Output<T> CreateUnknown<T>(T value) => new(new OutputData<T>(value, false, false, []));

    /// <summary>An output that has a value to come but counts as unknown.</summary>
    public static Output<T> CreateUnknown<T>(Func<Task<T>> valueFactory)
    {
        ArgumentNullException.ThrowIfNull(valueFactory);
        return Output.Create(valueFactory()).With(data => data with { IsKnown = false });
    }

    /// <summary>The same output, depending on this resource too.</summary>
    public static Output<T> WithDependency<T>(Output<T> output, Resource resource)
    {
        ArgumentNullException.ThrowIfNull(output);
        return output.With(data => data with { Resources = data.Resources.Add(resource) });
    }
}
