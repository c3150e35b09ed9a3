namespace Pulumi;

/// <summary>Work with an input as with the output it stands for.</summary>
public static class InputExtensions
{
    /// <summary>The input's value as an output; that of no input at all is the type's default.</summary>
    public static Output<T> ToOutput<T>(this Input<T>? input) => input is null ? new Output<T>(OutputData.Known<T>(default!)) : input.AsOutput();

    /// <summary>Makes an output from the value once it is known.</summary>
    public static Output<TResult> Apply<T, TResult>(this Input<T>? input, Func<T, TResult> func) => input.ToOutput().Apply(func);

    /// <summary>Makes an output from the value once it is known, with an asynchronous function.</summary>
    public static Output<TResult> Apply<T, TResult>(this Input<T>? input, Func<T, Task<TResult>> func) => input.ToOutput().Apply(func);

    /// <summary>Makes an output from the value once it is known.</summary>
    public static Output<TResult> Apply<T, TResult>(this Input<T>? input, Func<T, Input<TResult>?> func) => input.ToOutput().Apply(func);

    /// <summary>Makes an output from the value once it is known.</summary>
    public static Output<TResult> Apply<T, TResult>(this Input<T>? input, Func<T, Output<TResult>?> func) => input.ToOutput().Apply(func);
}
