using System.Collections.Immutable;
using Pulumi.Serialization;
using Slipway.Lab.Wire;

namespace Pulumi;

/// <summary>The running program's stack, and calls of providers' functions.</summary>
public sealed class DeploymentInstance
{
    private readonly ProgramContext _program;

    internal DeploymentInstance(ProgramContext program) => _program = program;

    /// <summary>Name of the stack.</summary>
    public string StackName => _program.Options.Stack;

    /// <summary>Name of the project.</summary>
    public string ProjectName => _program.Options.Project;

    /// <summary>Folder of the project file.</summary>
    public string RootDirectory => _program.Options.RootDirectory;

    /// <summary>Organization of the stack.</summary>
    public string OrganizationName => _program.Options.Organization;

    /// <summary>True in a preview.</summary>
    public bool IsDryRun => _program.Options.DryRun;

    /// <summary>Calls a function. The result is unknown as long as an argument is, and depends on what the arguments come from.</summary>
    public Output<T> Invoke<T>(string token, InvokeArgs args, InvokeOptions? options = null) =>
        new(CallAsync(token, args, options, Whole<T>(token)));

    /// <summary>Calls a function, after the resources that the options name.</summary>
    public Output<T> Invoke<T>(string token, InvokeArgs args, InvokeOutputOptions options) =>
        new(CallAsync(token, args, options, Whole<T>(token)));

    /// <summary>Calls a function whose result has a single property, and gives that.</summary>
    public Output<T> InvokeSingle<T>(string token, InvokeArgs args, InvokeOptions? options = null) =>
        new(CallAsync(token, args, options, Single<T>(token)));

    /// <summary>Calls a function whose result has a single property, after the resources that the options name, and gives that property.</summary>
    public Output<T> InvokeSingle<T>(string token, InvokeArgs args, InvokeOutputOptions options) =>
        new(CallAsync(token, args, options, Single<T>(token)));

    /// <summary>Calls a function at once. Whether arguments or result are secret is lost.</summary>
    public async Task<T> InvokeAsync<T>(string token, InvokeArgs args, InvokeOptions? options = null) =>
        (await CallAsync(token, args, options, Whole<T>(token)).ConfigureAwait(false)).Value;

    /// <summary>Calls a function at once, for what it does.</summary>
    public async Task InvokeAsync(string token, InvokeArgs args, InvokeOptions? options = null) =>
        await CallAsync<object?>(token, args, options, _ => null).ConfigureAwait(false);

    /// <summary>Calls a function at once whose result has a single property, and gives that.</summary>
    public async Task<T> InvokeSingleAsync<T>(string token, InvokeArgs args, InvokeOptions? options = null) =>
        (await CallAsync(token, args, options, Single<T>(token)).ConfigureAwait(false)).Value;

    private static Func<PropertyMap, T> Whole<T>(string token)
    {
        var converter = OutputConverter.For(typeof(T), $"the result of {token}");
        return result => (T)converter.Convert($"the result of {token}", new MapValue(result))!;
    }

    private static Func<PropertyMap, T> Single<T>(string token)
    {
        var converter = OutputConverter.For(typeof(T), $"the result of {token}");
        return result => result.Count == 1
            ? (T)converter.Convert($"the result of {token}", result.Values.First())!
            : throw new InvalidOperationException($"The result of {token} has {result.Count} properties; InvokeSingle is for functions that give one.");
    }

    private async Task<OutputData<T>> CallAsync<T>(string token, InvokeArgs? args, InvokeOptions? options, Func<PropertyMap, T> convert)
    {
        var serializer = new PropertySerializer(null);
        var inputs = await serializer.MapAsync($"the arguments of {token}", (args ?? InvokeArgs.Empty).Members()).ConfigureAwait(false);
        var resources = serializer.Resources;
        if (options is InvokeOutputOptions { DependsOn: var dependsOn })
            resources.UnionWith(await Dependencies.GatherAsync(dependsOn).ConfigureAwait(false));
        var reached = resources.ToImmutableHashSet();
        if (inputs.ContainsUnknowns || !await AreInPlaceAsync(resources).ConfigureAwait(false))
            return OutputData.Unknown<T>(inputs.ContainsSecrets, reached);

        var request = new InvokeRequest
        {
            Token = token,
            Args = inputs.WithoutOutputs(),
            Provider = await ResourceRegistration.ReferenceAsync(options?.Provider ?? options?.Parent?.FindProvider(token)).ConfigureAwait(false),
            Version = options?.Version ?? "",
        };
        var result = await _program.Monitor.InvokeAsync(request, _program.Cancellation).ConfigureAwait(false);
        return result.ContainsUnknowns
            ? OutputData.Unknown<T>(result.ContainsSecrets, reached)
            : new(convert(result.Bare()), true, result.ContainsSecrets, reached);
    }

    /// <summary>Whether everything that a call depends on exists; what does not yet is asked for nothing.</summary>
    private static async Task<bool> AreInPlaceAsync(HashSet<Resource> resources)
    {
        foreach (var resource in Dependencies.Expand(resources, null))
        {
            _ = await resource.Urn.Data.ConfigureAwait(false);
            if (resource is CustomResource custom && !(await custom.Id.Data.ConfigureAwait(false)).IsKnown)
                return false;
        }
        return true;
    }
}
