using System.Collections.Immutable;

namespace Pulumi;

/// <summary>Arguments of a <see cref="StackReference"/>.</summary>
public class StackReferenceArgs : ResourceArgs
{
    /// <summary>Full name of the other stack: <c>organization/project/stack</c>.</summary>
    [Input("name", required: true)]
    public Input<string>? Name { get; set; }
}

/// <summary>A stack output, plain or secret; both are null when the stack has no such output.</summary>
public sealed class StackReferenceOutputDetails
{
    /// <summary>The value, when it is not secret.</summary>
    public object? Value { get; set; }

    /// <summary>The value, when it is secret.</summary>
    public object? SecretValue { get; set; }
}

/// <summary>Another stack's outputs.</summary>
public class StackReference : CustomResource
{
    /// <summary>Reads another stack's outputs.</summary>
    /// <param name="name">Name of the reference; the other stack's name too, unless the arguments say otherwise.</param>
    /// <param name="args">Arguments, or null.</param>
    /// <param name="options">Options, or null for none.</param>
    public StackReference(string name, StackReferenceArgs? args = null, CustomResourceOptions? options = null)
        : base("pulumi:pulumi:StackReference", name, new StackReferenceArgs { Name = args?.Name ?? name }, AsRead(options, args?.Name ?? name))
    {
    }

    /// <summary>Full name of the other stack.</summary>
    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    /// <summary>All its outputs; secret when any is.</summary>
    [Output("outputs")]
    public Output<ImmutableDictionary<string, object>> Outputs { get; private set; } = null!;

    /// <summary>Names of its secret outputs.</summary>
    [Output("secretOutputNames")]
    public Output<ImmutableArray<string>> SecretOutputNames { get; private set; } = null!;

    /// <summary>One output, or null when there is none of that name. Secret when it is in the other stack.</summary>
    public Output<object?> GetOutput(Input<string> name) => new(FindAsync(name, required: false));

    /// <summary>One output. Secret when it is in the other stack.</summary>
    /// <exception cref="KeyNotFoundException">There is none of that name; thrown by the output.</exception>
    public Output<object> RequireOutput(Input<string> name) => new(RequireAsync(name));

    /// <summary>One output's value, or null when there is none of that name.</summary>
    /// <exception cref="InvalidOperationException">It is secret: use <see cref="GetOutput"/>.</exception>
    public async Task<object?> GetValueAsync(Input<string> name) => Plain(await FindAsync(name, required: false).ConfigureAwait(false), nameof(GetOutput));

    /// <summary>One output's value.</summary>
    /// <exception cref="KeyNotFoundException">There is none of that name.</exception>
    /// <exception cref="InvalidOperationException">It is secret: use <see cref="RequireOutput"/>.</exception>
    public async Task<object> RequireValueAsync(Input<string> name) => Plain(await FindAsync(name, required: true).ConfigureAwait(false), nameof(RequireOutput))!;

    /// <summary>One output's value, plain or secret.</summary>
    public async Task<StackReferenceOutputDetails> GetOutputDetailsAsync(string name)
    {
        var data = await FindAsync(name, required: false).ConfigureAwait(false);
        return data.IsSecret ? new() { SecretValue = data.Value } : new() { Value = data.Value };
    }

    private static CustomResourceOptions AsRead(CustomResourceOptions? options, Input<string> id) =>
        CustomResourceOptions.Merge(options, new CustomResourceOptions { Id = id });

    private object? Plain(OutputData<object?> data, string instead) => data.IsSecret
        ? throw new InvalidOperationException($"An output of the stack '{GetResourceName()}' is secret and cannot be read as a plain value. Use {instead}.")
        : data.Value;

    private async Task<OutputData<object>> RequireAsync(Input<string> name) => (await FindAsync(name, required: true).ConfigureAwait(false)).Cast(value => value!);

    private async Task<OutputData<object?>> FindAsync(Input<string> name, bool required)
    {
        var key = await name.ToOutput().Data.ConfigureAwait(false);
        var outputs = await Outputs.Data.ConfigureAwait(false);
        var secretNames = await SecretOutputNames.Data.ConfigureAwait(false);
        var resources = OutputData.Union(key.Resources, outputs.Resources);
        if (!key.IsKnown || !outputs.IsKnown)
            return OutputData.Unknown<object?>(key.IsSecret || outputs.IsSecret, resources);
        // The outputs are secret as a whole when one of them is; the names say which.
        var secret = key.IsSecret || (secretNames is { IsKnown: true, Value.IsEmpty: false } ? secretNames.Value.Contains(key.Value) : outputs.IsSecret);
        if (outputs.Value.TryGetValue(key.Value, out var value))
            return new(value, true, secret, resources);
        return required
            ? throw new KeyNotFoundException($"Required output '{key.Value}' does not exist on stack '{(await Name.Data.ConfigureAwait(false)).Value ?? GetResourceName()}'.")
            : new(null, true, false, resources);
    }
}
