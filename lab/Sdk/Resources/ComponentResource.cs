using Pulumi.Serialization;

namespace Pulumi;

/// <summary>A resource made of other resources, which name it as their parent.</summary>
public class ComponentResource : Resource
{
    private readonly List<Resource> _children = [];

    /// <summary>Registers a component.</summary>
    /// <param name="type">Type token, e.g. <c>slipway:infra:Network</c>.</param>
    /// <param name="name">Name of the component; its children's names start with it.</param>
    /// <param name="options">Options, or null for none.</param>
    public ComponentResource(string type, string name, ComponentResourceOptions? options = null)
        : this(type, name, ResourceArgs.Empty, options)
    {
    }

    /// <summary>Registers a component with arguments.</summary>
    /// <param name="type">Type token, e.g. <c>slipway:infra:Network</c>.</param>
    /// <param name="name">Name of the component; its children's names start with it.</param>
    /// <param name="args">Arguments, recorded as the component's inputs.</param>
    /// <param name="options">Options, or null for none.</param>
    /// <param name="remote">Must be false: a component that a provider makes needs the official engine.</param>
    /// <exception cref="NotSupportedException"><paramref name="remote"/> is true.</exception>
    public ComponentResource(string type, string name, ResourceArgs? args, ComponentResourceOptions? options = null, bool remote = false)
        : base(type, name, custom: false, args, Local(options, type, name, remote))
    {
    }

    internal Resource[] Children
    {
        get
        {
            lock (_children)
                return [.. _children];
        }
    }

    internal void AddChild(Resource child)
    {
        lock (_children)
            _children.Add(child);
    }

    /// <summary>Records what the class's <see cref="OutputAttribute"/> properties hold as the component's outputs. Call it once, at the end of the constructor.</summary>
    protected void RegisterOutputs() => RegisterOutputs(OutputSlot.Values(this));

    /// <summary>Records the component's outputs. Call it once, at the end of the constructor.</summary>
    protected void RegisterOutputs(IDictionary<string, object?> outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        RegisterOutputs(Output.Create(outputs));
    }

    /// <summary>Records the component's outputs. Call it once, at the end of the constructor.</summary>
    protected void RegisterOutputs(Task<IDictionary<string, object?>> outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        RegisterOutputs(Output.Create(outputs));
    }

    /// <summary>Records the component's outputs. Call it once, at the end of the constructor.</summary>
    protected void RegisterOutputs(Output<IDictionary<string, object?>> outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        ResourceRegistration.StartOutputs(ProgramContext.Require(), this, outputs);
    }

    private static ComponentResourceOptions Local(ComponentResourceOptions? options, string type, string name, bool remote) =>
        remote
            ? throw new NotSupportedException($"'{name}' ({type}) is a remote component: a provider would make it. Slipway's lab has none; build with PulumiSdk=official.")
            : options ?? new ComponentResourceOptions();
}
