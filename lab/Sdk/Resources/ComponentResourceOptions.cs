namespace Pulumi;

/// <summary>Options of a component.</summary>
public sealed class ComponentResourceOptions : ResourceOptions
{
    private List<ProviderResource>? _providers;

    /// <summary>Providers for everything in the component, at most one per package.</summary>
    public List<ProviderResource> Providers
    {
        get => _providers ??= [];
        set => _providers = value;
    }

    /// <summary>
    /// New options of both: the second's single values where it has them, the lists of both in order. A single provider counts as a
    /// list of one, so both sides' providers are kept.
    /// </summary>
    public static ComponentResourceOptions Merge(ComponentResourceOptions? options1, ComponentResourceOptions? options2)
    {
        var merged = new ComponentResourceOptions();
        merged.Take(options1);
        merged.Take(options2);
        if (merged._providers is { Count: 1 } single)
        {
            merged.Provider = single[0];
            merged._providers = null;
        }
        return merged;
    }

    internal override ResourceOptions Clone()
    {
        var copy = new ComponentResourceOptions();
        copy.Absorb(this);
        Append(ref copy._providers, _providers);
        return copy;
    }

    private void Take(ComponentResourceOptions? other)
    {
        if (other is null)
            return;
        Absorb(other);
        Provider = null;
        if (other.Provider is { } provider)
            Providers.Add(provider);
        Append(ref _providers, other._providers);
    }
}
