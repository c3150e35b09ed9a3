using Slipway.Lab;

namespace Pulumi;

/// <summary>Runs programs.</summary>
public sealed partial class Deployment
{
    private const int Failed = 1;
    private const int AlreadyReported = 32;

    private Deployment()
    {
    }

    /// <summary>The running program.</summary>
    /// <exception cref="InvalidOperationException">None is running here.</exception>
    public static DeploymentInstance Instance => ProgramContext.Require().Instance;

    /// <summary>Runs a program that gives out nothing.</summary>
    /// <returns>The exit code for the process.</returns>
    public static Task<int> RunAsync(Action action) => Refuse();

    /// <summary>Runs a program; what it returns are the stack's outputs.</summary>
    /// <returns>The exit code for the process.</returns>
    public static Task<int> RunAsync(Func<IDictionary<string, object?>> func) => Refuse();

    /// <summary>Runs an asynchronous program that gives out nothing.</summary>
    /// <returns>The exit code for the process.</returns>
    public static Task<int> RunAsync(Func<Task> func) => Refuse();

    /// <summary>Runs an asynchronous program; what it returns are the stack's outputs.</summary>
    /// <returns>The exit code for the process.</returns>
    public static Task<int> RunAsync(Func<Task<IDictionary<string, object?>>> func, StackOptions? options = null) => Refuse();

    /// <summary>Runs the program that is a stack class's constructor.</summary>
    /// <returns>The exit code for the process.</returns>
    public static Task<int> RunAsync<TStack>()
        where TStack : Stack, new() => Refuse();

    /// <summary>Runs the program that is the constructor of a stack class, which the services make.</summary>
    /// <returns>The exit code for the process.</returns>
    public static Task<int> RunAsync<TStack>(IServiceProvider serviceProvider)
        where TStack : Stack => Refuse();

    /// <summary>
    /// A process that calls this was started by itself or by the official CLI, neither of which the lab's engine stands behind:
    /// the <c>slipway</c> command runs the program through <see cref="ProgramRunner"/> instead.
    /// </summary>
    private static Task<int> Refuse()
    {
        if (ProgramContext.Current is not null)
            throw new InvalidOperationException("Deployment.RunAsync was called by a program that is running already.");
        var byPulumi = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("PULUMI_MONITOR"));
        Console.Error.WriteLine(byPulumi
            ? "error: this build of the program runs on Slipway's lab, which works offline and does not speak to the pulumi CLI.\n"
                + "Build it for the CLI: export PulumiSdk=official (or change that one line in Directory.Build.props), then run pulumi again."
            : "error: this program does not run by itself. Run it in the lab with ./slipway up <env>,\n"
                + "or under the pulumi CLI after export PulumiSdk=official.");
        return Task.FromResult(byPulumi ? AlreadyReported : Failed);
    }
}
