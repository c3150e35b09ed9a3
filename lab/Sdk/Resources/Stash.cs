namespace Pulumi;

/// <summary>Arguments of a <see cref="Stash"/>.</summary>
public sealed class StashArgs : ResourceArgs
{
    /// <summary>The value to keep.</summary>
    [Input("input", required: true)]
    public Input<object> Input { get; set; } = null!;
}

/// <summary>A value in the stack's state, of no cloud.</summary>
public sealed class Stash : CustomResource
{
    /// <summary>Keeps a value.</summary>
    /// <param name="name">Name, unique among stashes of the parent.</param>
    /// <param name="args">Arguments.</param>
    /// <param name="options">Options, or null for none.</param>
    public Stash(string name, StashArgs args, CustomResourceOptions? options = null)
        : base("pulumi:index:Stash", name, args, options)
    {
    }

    /// <summary>The value of the run that made it.</summary>
    [Output("output")]
    public Output<object> Output { get; private set; } = null!;

    /// <summary>The value of the last run.</summary>
    [Output("input")]
    public Output<object> Input { get; private set; } = null!;
}
