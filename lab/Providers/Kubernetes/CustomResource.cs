namespace Pulumi.Kubernetes.ApiExtensions;

/// <summary>An object whose kind has no class of its own.</summary>
public class CustomResource : KubernetesResource
{
    /// <summary>Declares the object; its type is that of its kind, <c>kubernetes:{apiVersion}:{kind}</c>.</summary>
    public CustomResource(string name, CustomResourceArgs args, CustomResourceOptions? options = null)
        : base(args.Token, name, args, CustomResourceOptions.Merge(new CustomResourceOptions { Version = Utilities.Version }, options))
    {
    }

    /// <summary>Group and version.</summary>
    [Output("apiVersion")]
    public Output<string> ApiVersion { get; private set; } = null!;

    /// <summary>The kind.</summary>
    [Output("kind")]
    public Output<string> Kind { get; private set; } = null!;
}
