namespace Pulumi;

/// <summary>A resource that a provider manages.</summary>
public class CustomResource : Resource
{
    /// <summary>Registers the resource. It is made, changed or read once everything that it depends on is there.</summary>
    /// <param name="type">Type token, e.g. <c>aws:ec2/vpc:Vpc</c>.</param>
    /// <param name="name">Name, unique among resources of the type and parent types in the stack.</param>
    /// <param name="args">Arguments, or null for none.</param>
    /// <param name="options">Options, or null for none.</param>
    public CustomResource(string type, string name, ResourceArgs? args, CustomResourceOptions? options = null)
        : base(type, name, custom: true, args, options ?? new CustomResourceOptions())
    {
    }

    /// <summary>The id that the provider gave; unknown in a preview as long as the resource does not exist.</summary>
    [Output("id")]
    public Output<string> Id => IdCompletion!.Output;
}
