namespace Pulumi;

/// <summary>
/// A value that becomes known when the resource that it comes from is in place. It remembers whether it is known, whether it is
/// secret, and which resources it depends on, and passes all three on to whatever is made of it.
/// </summary>
/// <typeparam name="T">Type of the value.</typeparam>
public sealed class Output<T> : IOutput
{
    internal Output(Task<OutputData<T>> data)
        : this(data, tracked: true)
    {
    }

    internal Output(OutputData<T> data) => Data = Task.FromResult(data);

    private Output(Task<OutputData<T>> data, bool tracked)
    {
        Data = data;
        if (tracked)
            ProgramContext.Current?.Track(data);
    }

    internal Task<OutputData<T>> Data { get; }

    /// <summary>An output of what a task gives: known, not secret, without dependencies.</summary>
    public static Output<T> Create(Task<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.IsCompletedSuccessfully ? new(OutputData.Known(value.Result)) : new(FromTaskAsync(value));
    }

    /// <summary>Makes a new output from the value once it is known. While it is unknown the function is not called and the result is unknown.</summary>
    public Output<TResult> Apply<TResult>(Func<T, TResult> func)
    {
        ArgumentNullException.ThrowIfNull(func);
        return Then(value => ValueTask.FromResult(OutputData.Known(func(value))));
    }

    /// <summary>Makes a new output from the value once it is known, with an asynchronous function.</summary>
    public Output<TResult> Apply<TResult>(Func<T, Task<TResult>> func)
    {
        ArgumentNullException.ThrowIfNull(func);
        return Then(async value => OutputData.Known(await func(value).ConfigureAwait(false)));
    }

    /// <summary>Does something with the value once it is known.</summary>
    public Output<ValueTuple> Apply(Func<T, Task> func)
    {
        ArgumentNullException.ThrowIfNull(func);
        return Then(async value =>
        {
            await func(value).ConfigureAwait(false);
            return OutputData.Known(default(ValueTuple));
        });
    }

    /// <summary>Makes a new output from the value once it is known; the inner input's secretness, unknownness and dependencies add to the result.</summary>
    public Output<TResult> Apply<TResult>(Func<T, Input<TResult>?> func)
    {
        ArgumentNullException.ThrowIfNull(func);
        return Apply(value => func(value)?.ToOutput());
    }

    /// <summary>Makes a new output from the value once it is known; the inner output's secretness, unknownness and dependencies add to the result.</summary>
    public Output<TResult> Apply<TResult>(Func<T, Output<TResult>?> func)
    {
        ArgumentNullException.ThrowIfNull(func);
        return Then(async value => func(value) is { } inner ? await inner.Data.ConfigureAwait(false) : OutputData.Known<TResult>(default!));
    }

    /// <summary>Like <c>Apply</c>, for callers that do not know the type of the value.</summary>
    public Output<TResult> UntypedApply<TResult>(Func<object?, Output<TResult>> func)
    {
        ArgumentNullException.ThrowIfNull(func);
        return Apply(value => func(value));
    }

    /// <summary>
    /// Not the value: an output cannot be turned into a text before it is known. The result is a text that says so, or an
    /// <see cref="InvalidOperationException"/> when the environment variable <c>PULUMI_ERROR_OUTPUT_STRING</c> is <c>1</c> or <c>true</c>.
    /// </summary>
    public override string ToString()
    {
        const string Message = """
            Calling [ToString] on an [Output<T>] does not give its value, which may not be known yet.

            To make a text from an Output<T>, use one of:
            1. output.Apply(value => $"prefix{value}suffix")
            2. Output.Format($"prefix{output}suffix")

            See https://www.pulumi.com/docs/concepts/inputs-outputs
            """;
        return Environment.GetEnvironmentVariable("PULUMI_ERROR_OUTPUT_STRING") is { } flag
            && (flag == "1" || flag.Equals("true", StringComparison.OrdinalIgnoreCase))
                ? throw new InvalidOperationException(Message)
                : Message;
    }

    async Task<OutputData<object?>> IOutput.GetUntypedAsync() => (await Data.ConfigureAwait(false)).Cast<object?>(value => value);

    /// <summary>An output that the program need not wait for, as it waits for what completes it.</summary>
    internal static Output<T> Untracked(Task<OutputData<T>> data) => new(data, tracked: false);

    internal Output<T> With(Func<OutputData<T>, OutputData<T>> change)
    {
        return Data.IsCompletedSuccessfully ? new(change(Data.Result)) : new(ChangeAsync());

        async Task<OutputData<T>> ChangeAsync() => change(await Data.ConfigureAwait(false));
    }

    internal Output<T> WithSecret(bool secret) => With(data => data with { IsSecret = secret });

    private static async Task<OutputData<T>> FromTaskAsync(Task<T> value) => OutputData.Known(await value.ConfigureAwait(false));

    private Output<TResult> Then<TResult>(Func<T, ValueTask<OutputData<TResult>>> next) => new(ThenAsync(next));

    private async Task<OutputData<TResult>> ThenAsync<TResult>(Func<T, ValueTask<OutputData<TResult>>> next)
    {
        var data = await Data.ConfigureAwait(false);
        if (!data.IsKnown)
            return OutputData.Unknown<TResult>(data.IsSecret, data.Resources);
        var inner = await next(data.Value).ConfigureAwait(false);
        return inner with { IsSecret = data.IsSecret || inner.IsSecret, Resources = OutputData.Union(data.Resources, inner.Resources) };
    }
}
