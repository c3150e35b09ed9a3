using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Kubernetes;

/// <summary>
/// What a server-side apply does to an object: what the applier says now is set, what it said before and says no more is removed,
/// and what others set stays. Maps are merged by key, lists and plain values replaced as a whole.
/// </summary>
internal static class ApplyMerge
{
    /// <summary>The live object after an apply.</summary>
    /// <param name="live">The object as it is.</param>
    /// <param name="before">What the applier said last time.</param>
    /// <param name="now">What it says now.</param>
    public static PropertyMap Merge(PropertyMap live, PropertyMap before, PropertyMap now)
    {
        var merged = live;
        foreach (var name in before.Keys.Where(n => !now.ContainsKey(n)))
        {
            var left = live.Find(name)?.Inside() is { } liveMap && before[name].Inside() is { } beforeMap ? Merge(liveMap, beforeMap, PropertyMap.Empty) : null;
            merged = left is { Count: > 0 } ? merged.With(name, left) : merged.Without(name);
        }
        foreach (var (name, value) in now)
            merged = merged.With(name, Merge(live.Find(name), before.Find(name), value));
        return merged;
    }

    private static PropertyValue Merge(PropertyValue? live, PropertyValue? before, PropertyValue now)
    {
        if (live?.Inside() is not { } liveMap || now.Inside() is not { } nowMap)
            return now;
        PropertyValue merged = Merge(liveMap, before?.Inside() ?? PropertyMap.Empty, nowMap);
        return now is SecretValue || live is SecretValue ? PropertyValue.Secret(merged) : merged;
    }

    /// <summary>The part of the live object that the applier speaks of: the inputs that would give what is there.</summary>
    public static PropertyMap Owned(PropertyMap live, PropertyMap applied) =>
        PropertyMap.From(applied.Where(p => live.ContainsKey(p.Key)).Select(p => KeyValuePair.Create(p.Key, Owned(live[p.Key], p.Value))));

    private static PropertyValue Owned(PropertyValue live, PropertyValue applied)
    {
        PropertyValue owned = live.Inside() is { } liveMap && applied.Inside() is { } appliedMap ? Owned(liveMap, appliedMap) : live;
        // What is unchanged stays as it was given, with its secrets marked where they were.
        if (owned.Bare().Equals(applied.Bare()))
            return applied;
        return applied is SecretValue || live is SecretValue ? PropertyValue.Secret(owned) : owned;
    }
}
