using System.Collections.Immutable;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Properties;

/// <summary>
/// Compares two sets of properties by content: secretness does not count, null is the same as missing, and an unknown value is a
/// change. What begins with two underscores is bookkeeping and is left out.
/// </summary>
internal sealed class PropertyDiff
{
    private readonly ImmutableSortedDictionary<string, DiffKind>.Builder _changes =
        ImmutableSortedDictionary.CreateBuilder<string, DiffKind>(StringComparer.Ordinal);

    private readonly Func<string, bool> _replaces;

    private PropertyDiff(Func<string, bool> replaces) => _replaces = replaces;

    /// <summary>
    /// Every difference by path. <paramref name="replaces"/> is asked with paths without list positions (<c>vpcConfig.subnetIds</c>)
    /// whether a change there, or below, replaces the resource.
    /// </summary>
    public static ImmutableSortedDictionary<string, DiffKind> Of(PropertyMap old, PropertyMap wanted, Func<string, bool> replaces)
    {
        var diff = new PropertyDiff(replaces);
        diff.Compare(old.Bare(), wanted.Bare(), "", "", false);
        return diff._changes.ToImmutable();
    }

    private void Compare(PropertyMap old, PropertyMap wanted, string path, string plain, bool replacing)
    {
        foreach (var name in old.Keys.Union(wanted.Keys))
        {
            if (name.StartsWith("__", StringComparison.Ordinal))
                continue;
            var below = plain.Length == 0 ? name : $"{plain}.{name}";
            Compare(old.Find(name), wanted.Find(name), PropertyPath.Property(path, name), below, replacing || _replaces(below));
        }
    }

    private void Compare(PropertyValue? old, PropertyValue? wanted, string path, string plain, bool replacing)
    {
        switch (old is NullValue ? null : old, wanted is NullValue ? null : wanted)
        {
            case (null, null):
                break;
            case (null, _):
                Add(path, replacing ? DiffKind.AddReplace : DiffKind.Add);
                break;
            case (_, null):
                Add(path, replacing ? DiffKind.DeleteReplace : DiffKind.Delete);
                break;
            case (MapValue a, MapValue b):
                Compare(a.Map, b.Map, path, plain, replacing);
                break;
            case (ListValue a, ListValue b):
                for (var i = 0; i < Math.Max(a.Items.Length, b.Items.Length); i++)
                {
                    var item = PropertyPath.Item(path, i);
                    Compare(i < a.Items.Length ? a.Items[i] : null, i < b.Items.Length ? b.Items[i] : null, item, plain, replacing);
                }
                break;
            case (var a, var b) when b is UnknownValue || !a!.Equals(b):
                Add(path, replacing ? DiffKind.UpdateReplace : DiffKind.Update);
                break;
        }
    }

    private void Add(string path, DiffKind kind) => _changes[path] = kind;
}
