using System.Globalization;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Flux;

/// <summary>The conditions of a status (kstatus and Flux's <c>meta/v1</c>).</summary>
internal static class Conditions
{
    /// <summary>The condition that counts.</summary>
    public const string Ready = "Ready";

    /// <summary>There is more to do.</summary>
    public const string Reconciling = "Reconciling";

    /// <summary>It cannot go on by itself.</summary>
    public const string Stalled = "Stalled";

    /// <summary>All that was applied is healthy.</summary>
    public const string Healthy = "Healthy";

    /// <summary>The status with a condition, unknown when it is neither true nor false; the time of the last transition moves with the condition's status alone.</summary>
    public static PropertyMap With(PropertyMap status, string type, bool? isTrue, string reason, string message, int generation, DateTimeOffset now)
    {
        var all = (status.Find("conditions")?.AsList ?? []).Select(c => c.AsMap).OfType<PropertyMap>().ToList();
        var old = all.Find(c => c.Text("type") == type);
        var value = isTrue switch { true => "True", false => "False", null => "Unknown" };
        var condition = PropertyMap.Of(
            ("type", type), ("status", value), ("reason", reason), ("message", message), ("observedGeneration", generation),
            ("lastTransitionTime", old is not null && old.Text("status") == value ? old.Text("lastTransitionTime") ?? Time(now) : Time(now)));
        return status.With("conditions", PropertyValue.List(all.Where(c => c.Text("type") != type).Append(condition)
            .OrderBy(c => c.Text("type") == Ready ? 0 : 1).Select(c => (PropertyValue)c)));
    }

    /// <summary>The status without a condition.</summary>
    public static PropertyMap Without(PropertyMap status, string type) => status.Find("conditions")?.AsList is not { } all
        ? status
        : status.With("conditions", PropertyValue.List(all.Where(c => c.AsMap?.Text("type") != type)));

    /// <summary>A time as objects have it.</summary>
    public static string Time(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
