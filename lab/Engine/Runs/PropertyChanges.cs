using System.Collections.Immutable;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Engine.Runs;

/// <summary>Changes of properties in a form for people: secrets masked, hidden differences left out.</summary>
internal static class PropertyChanges
{
    public static ImmutableArray<PropertyChange> Of(
        ImmutableSortedDictionary<string, DiffKind> changes, PropertyMap oldInputs, PropertyMap oldOutputs, PropertyMap newInputs, ImmutableArray<string> hidden)
    {
        var hides = hidden.Select(PropertyPath.Parse).ToArray();
        return [.. changes.Where(c => !Array.Exists(hides, h => h.Contains(PropertyPath.ParseOrName(c.Key)))).Select(c => Of(c.Key, c.Value, oldInputs, oldOutputs, newInputs))];
    }

    /// <summary>Every property as added or deleted.</summary>
    public static ImmutableArray<PropertyChange> All(PropertyMap properties, DiffKind kind) =>
        [.. properties.Select(p => kind == DiffKind.Add
            ? new PropertyChange(p.Key, kind, null, SecretMarks.Masked(p.Value))
            : new PropertyChange(p.Key, kind, SecretMarks.Masked(p.Value), null))];

    /// <summary>How two sets of properties differ by name.</summary>
    public static ImmutableSortedDictionary<string, DiffKind> Between(PropertyMap old, PropertyMap @new)
    {
        var changes = ImmutableSortedDictionary.CreateBuilder<string, DiffKind>(StringComparer.Ordinal);
        foreach (var name in old.Keys.Union(@new.Keys, StringComparer.Ordinal))
        {
            var (before, after) = (old.Find(name), @new.Find(name));
            if (before is null)
                changes[name] = DiffKind.Add;
            else if (after is null)
                changes[name] = DiffKind.Delete;
            else if (!before.Bare().Equals(after.Bare()))
                changes[name] = DiffKind.Update;
        }
        return changes.ToImmutable();
    }

    private static PropertyChange Of(string path, DiffKind kind, PropertyMap oldInputs, PropertyMap oldOutputs, PropertyMap newInputs)
    {
        var place = PropertyPath.ParseOrName(path);
        var output = place.Find(oldOutputs);
        var old = place.Find(oldInputs) ?? output;
        var @new = place.Find(newInputs);
        // One side being secret says enough about the other: a value that has just become secret must not show either.
        var secret = old is SecretValue || @new is SecretValue || output is SecretValue;
        return new PropertyChange(path, kind, Shown(old, secret), Shown(@new, secret));
    }

    private static PropertyValue? Shown(PropertyValue? value, bool secret) =>
        value is null ? null : SecretMarks.Masked(secret ? PropertyValue.Secret(value) : value);
}
