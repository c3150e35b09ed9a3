namespace Pulumi;

/// <summary>A configured provider that resources can be made with.</summary>
public class ProviderResource : CustomResource
{
    /// <summary>Type prefix of providers.</summary>
    internal const string TypePrefix = "pulumi:providers:";

    /// <summary>Registers a provider.</summary>
    /// <param name="package">Package, e.g. <c>aws</c>.</param>
    /// <param name="name">Name of the provider.</param>
    /// <param name="args">Its configuration.</param>
    /// <param name="options">Options, or null for none.</param>
    public ProviderResource(string package, string name, ResourceArgs args, CustomResourceOptions? options = null)
        : base(TypePrefix + package, name, args, options)
    {
    }

    internal string Package => GetResourceType()[TypePrefix.Length..];
}
