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
    /// New options of both: the second's single values where it has them, the lists of both in order. Of several providers of a
    /// package only the last is kept.
    /// </summary>
    public static ComponentResourceOptions Merge(ComponentResourceOptions? options1, ComponentResourceOptions? options2)
    {
        var merged = new ComponentResourceOptions();
        merged.Absorb(options1);
        merged.Absorb(options2);
        List<ProviderResource> providers = [.. options1?._providers ?? [], .. options2?._providers ?? []];
        merged._providers = [.. providers.Where((provider, i) => providers.FindLastIndex(other => other.Package == provider.Package) == i)];
        return merged;
    }

    internal override ResourceOptions Clone()
    {
        var copy = new ComponentResourceOptions();
        copy.Absorb(this);
        Append(ref copy._providers, _providers);
        return copy;
    }
}
