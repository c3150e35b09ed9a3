using Slipway.Lab;
using Slipway.Lab.Remote;

namespace Pulumi;

/// <summary>Runs programs.</summary>
public sealed partial class Deployment
{
    private Deployment()
    {
    }

    /// <summary>The running program.</summary>
    /// <exception cref="InvalidOperationException">None is running here.</exception>
    public static DeploymentInstance Instance => ProgramContext.Require().Instance;

    /// <summary>Runs a program that gives out nothing.</summary>
    /// <returns>The exit code for the process.</returns>
    public static Task<int> RunAsync(Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return RunAsync(() =>
        {
            action();
            return NoOutputs();
        });
    }

    /// <summary>Runs a program; what it returns are the stack's outputs.</summary>
    /// <returns>The exit code for the process.</returns>
    public static Task<int> RunAsync(Func<IDictionary<string, object?>> func)
    {
        ArgumentNullException.ThrowIfNull(func);
        return RunAsync(() => Task.FromResult(func()));
    }

    /// <summary>Runs an asynchronous program that gives out nothing.</summary>
    /// <returns>The exit code for the process.</returns>
    public static Task<int> RunAsync(Func<Task> func)
    {
        ArgumentNullException.ThrowIfNull(func);
        return RunAsync(async () =>
        {
            await func().ConfigureAwait(false);
            return NoOutputs();
        });
    }

    /// <summary>Runs an asynchronous program; what it returns are the stack's outputs.</summary>
    /// <returns>The exit code for the process.</returns>
    public static Task<int> RunAsync(Func<Task<IDictionary<string, object?>>> func, StackOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(func);
        return RunMainAsync(() => ProgramRunner.Call(func, options));
    }

    /// <summary>Runs the program that is a stack class's constructor.</summary>
    /// <returns>The exit code for the process.</returns>
    public static Task<int> RunAsync<TStack>()
        where TStack : Stack, new() => RunMainAsync(() => ProgramRunner.Make(Activator.CreateInstance<TStack>));

    /// <summary>Runs the program that is the constructor of a stack class, which the services make.</summary>
    /// <returns>The exit code for the process.</returns>
    public static Task<int> RunAsync<TStack>(IServiceProvider serviceProvider)
        where TStack : Stack
    {
        ArgumentNullException.ThrowIfNull(serviceProvider);
        return RunMainAsync(() => ProgramRunner.Make(() => From<TStack>(serviceProvider)));
    }

    private static TStack From<TStack>(IServiceProvider services)
        where TStack : Stack =>
        services.GetService(typeof(TStack)) as TStack
            ?? throw new InvalidOperationException($"The service provider does not make a {typeof(TStack)}. Register it there first.");

    /// <summary>A process that comes here was started by the pulumi CLI, or by mistake: the <c>slipway</c> command runs programs in its own.</summary>
    private static async Task<int> RunMainAsync(Func<Task> main)
    {
        if (ProgramContext.Current is not null)
            throw new InvalidOperationException("Deployment.RunAsync was called by a program that is running already.");
        try
        {
            if (EngineEnvironment.Read(Environment.GetEnvironmentVariable) is { } environment)
                return await RemoteRun.RunAsync(environment, main, Console.Error).ConfigureAwait(false);
            await Console.Error.WriteLineAsync("error: this program does not run by itself. Run it in the lab with ./slipway up <env>, or with pulumi up.").ConfigureAwait(false);
        }
        catch (FormatException e)
        {
            await Console.Error.WriteLineAsync($"error: {e.Message}").ConfigureAwait(false);
        }
        return RemoteRun.Failed;
    }
}
