using System.Reflection;
using System.Runtime.ExceptionServices;
using Pulumi;
using Slipway.Lab.Wire;

namespace Slipway.Lab;

/// <summary>Runs programs in this process, any number at a time: each sees its own stack and configuration.</summary>
public static class ProgramRunner
{
    /// <summary>Runs the program that is a stack class's constructor; the stack's outputs are its <see cref="OutputAttribute"/> properties.</summary>
    public static Task<ProgramOutcome> RunAsync<TStack>(IMonitor monitor, ProgramOptions options, CancellationToken cancellation)
        where TStack : Stack, new() =>
        RunAsync(monitor, options, () => Make(Activator.CreateInstance<TStack>), cancellation);

    /// <summary>Runs a program given as a function; what it returns are the stack's outputs.</summary>
    public static Task<ProgramOutcome> RunAsync(
        IMonitor monitor, ProgramOptions options, Func<Task<IDictionary<string, object?>>> program, CancellationToken cancellation) =>
        RunAsync(monitor, options, () => Call(program, null), cancellation);

    internal static async Task<ProgramOutcome> RunAsync(
        IMonitor monitor, ProgramOptions options, Func<Task> main, CancellationToken cancellation, Action<Resource>? registered = null)
    {
        ArgumentNullException.ThrowIfNull(monitor);
        ArgumentNullException.ThrowIfNull(options);
        if (ProgramContext.Current is not null)
            throw new InvalidOperationException("A program cannot run another one: it is being run itself.");
        var context = new ProgramContext(monitor, options, cancellation) { Registered = registered };
        ProgramContext.Current = context;
        return new ProgramOutcome(await context.RunAsync(main).ConfigureAwait(false));
    }

    internal static Task Make(Func<Stack> make)
    {
        try
        {
            make().RegisterOutputProperties();
            return Task.CompletedTask;
        }
        catch (TargetInvocationException e) when (e.InnerException is { } cause)
        {
            ExceptionDispatchInfo.Throw(cause);
            throw;
        }
    }

    internal static async Task Call(Func<Task<IDictionary<string, object?>>> program, StackOptions? options)
    {
        var stack = new Stack(options);
        var outputs = program();
        stack.RegisterProgramOutputs(outputs);
        await outputs.ConfigureAwait(false);
    }
}
