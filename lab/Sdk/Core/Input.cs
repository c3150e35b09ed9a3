namespace Pulumi;

/// <summary>A value given to a resource: a plain one, or one that an output will have.</summary>
/// <typeparam name="T">Type of the value.</typeparam>
public class Input<T> : IInput
{
    private readonly T _value;
    private readonly Output<T>? _output;

    private protected Input(T value) => _value = value;

    private protected Input(Output<T>? output)
    {
        _value = default!;
        _output = output;
    }

    object? IInput.Value => Content;

    internal virtual object? Content => (object?)_output ?? _value;

    /// <summary>A plain value as an input.</summary>
    public static implicit operator Input<T>(T value) => new(value);

    /// <summary>An output as an input.</summary>
    public static implicit operator Input<T>(Output<T> value) => new(value);

    /// <summary>The input's value as an output.</summary>
    public static implicit operator Output<T>(Input<T> input) => input.ToOutput();

    internal virtual Output<T> AsOutput() => _output ?? Output.Create(_value);
}
