using Pulumi.Serialization;

namespace Pulumi;

/// <summary>Options of a stack.</summary>
public class StackOptions
{
    private List<ResourceTransformation>? _resourceTransformations;
    private List<ResourceTransform>? _resourceTransforms;

    /// <summary>Changes to make to every resource, in order.</summary>
    public List<ResourceTransformation> ResourceTransformations
    {
        get => _resourceTransformations ??= [];
        set => _resourceTransformations = value;
    }

    /// <summary>Changes to make to every resource, in order, on what is sent.</summary>
    public List<ResourceTransform> ResourceTransforms
    {
        get => _resourceTransforms ??= [];
        set => _resourceTransforms = value;
    }
}

/// <summary>The root of everything: derive from it, make resources in the constructor, and give out values in <see cref="OutputAttribute"/> properties.</summary>
public class Stack : ComponentResource
{
    /// <summary>Type of the root resource.</summary>
    internal const string RootType = "pulumi:pulumi:Stack";

    /// <summary>Registers the stack.</summary>
    public Stack(StackOptions? options = null)
        : base(RootType, RootName(), Convert(options)) => ProgramContext.Require().Stack = this;

    internal void RegisterOutputProperties() => RegisterOutputs(OutputSlot.StackValues(this));

    internal void RegisterProgramOutputs(Task<IDictionary<string, object?>> outputs) => RegisterOutputs(outputs);

    private static string RootName()
    {
        var program = ProgramContext.Require();
        return program.Stack is null
            ? $"{program.Options.Project}-{program.Options.Stack}"
            : throw new InvalidOperationException("A program has one stack, and it is registered already.");
    }

    private static ComponentResourceOptions Convert(StackOptions? options) => new()
    {
        ResourceTransformations = options?.ResourceTransformations ?? [],
        ResourceTransforms = options?.ResourceTransforms ?? [],
    };
}
