using System.Collections.Immutable;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Engine.Providers;

/// <summary>
/// A configured provider: what the engine knows of a cloud. The verbs and their meaning are those of Pulumi's provider protocol.
/// Inputs keep their <see cref="SecretValue"/> wrappers; in a preview they may hold <see cref="PropertyValue.Unknown"/>.
/// All members may be called concurrently.
/// </summary>
public interface IResourceProvider
{
    /// <summary>Validates inputs and completes them with defaults and automatic names.</summary>
    Task<CheckResult> CheckAsync(CheckRequest request, CancellationToken cancellation);

    /// <summary>Compares what is there with what is wanted. Never called with a difference already ruled out by the engine.</summary>
    Task<DiffResult> DiffAsync(DiffRequest request, CancellationToken cancellation);

    /// <summary>Creates the resource; in a preview, gives its outputs with unknowns for what only a real creation tells.</summary>
    /// <exception cref="ProviderException">The cloud refused.</exception>
    Task<ResourceState> CreateAsync(CreateRequest request, CancellationToken cancellation);

    /// <summary>Updates the resource in place; in a preview, gives its outputs with unknowns for what only a real update tells.</summary>
    /// <exception cref="ProviderException">The cloud refused.</exception>
    Task<PropertyMap> UpdateAsync(UpdateRequest request, CancellationToken cancellation);

    /// <summary>Deletes the resource; one that is gone already is no error.</summary>
    /// <exception cref="ProviderException">The cloud refused.</exception>
    Task DeleteAsync(DeleteRequest request, CancellationToken cancellation);

    /// <summary>Reads the resource as it is in the cloud; null when it does not exist.</summary>
    /// <exception cref="ProviderException">The cloud refused.</exception>
    Task<ReadState?> ReadAsync(ReadStateRequest request, CancellationToken cancellation);

    /// <summary>
    /// Looks for what a creation made whose answer nobody has: an earlier run ended before it came, or it was lost on the way. Null when it made nothing.
    /// Pulumi's provider protocol has no such verb; the clouds of the lab keep what each <see cref="CreateRequest.Token"/> made.
    /// </summary>
    /// <exception cref="ProviderException">The cloud refused.</exception>
    Task<ReadState?> FindAsync(CreateRequest request, CancellationToken cancellation) => Task.FromResult<ReadState?>(null);

    /// <summary>Calls a function.</summary>
    /// <exception cref="ProviderException">The arguments are wrong, or the cloud refused.</exception>
    Task<PropertyMap> InvokeAsync(string token, PropertyMap args, CancellationToken cancellation);
}

/// <summary>Makes providers: one per provider resource of a stack.</summary>
public interface IProviderHost
{
    /// <summary>Version of a package's provider, e.g. <c>7.48.0</c>.</summary>
    /// <exception cref="ProviderException">No such package is known.</exception>
    string Version(string package);

    /// <summary>Validates a provider's configuration.</summary>
    Task<CheckResult> CheckConfigAsync(string package, CheckRequest request, CancellationToken cancellation);

    /// <summary>Compares two configurations of a provider; a replacement replaces everything that uses it.</summary>
    Task<DiffResult> DiffConfigAsync(string package, PropertyMap oldInputs, PropertyMap newInputs, CancellationToken cancellation);

    /// <summary>A provider with this configuration. The configuration may hold unknowns in a preview: then the provider answers with unknowns.</summary>
    /// <exception cref="ProviderException">The configuration does not work, e.g. a cluster that cannot be reached.</exception>
    Task<IResourceProvider> ConfigureAsync(string package, PropertyMap inputs, CancellationToken cancellation);

    /// <summary>All that was made is recorded in the state: what <see cref="IResourceProvider.FindAsync"/> would look up may go.</summary>
    void AllRecorded()
    {
    }
}

/// <summary>Inputs to validate and complete.</summary>
/// <param name="Urn">The resource.</param>
/// <param name="Type">Its type token.</param>
/// <param name="Name">Its name in the program.</param>
/// <param name="OldInputs">Checked inputs of the last run, or null when there is none.</param>
/// <param name="NewInputs">Inputs as the program gave them.</param>
public sealed record CheckRequest(string Urn, string Type, string Name, PropertyMap? OldInputs, PropertyMap NewInputs);

/// <summary>Completed inputs, or what is wrong with them.</summary>
public sealed record CheckResult(PropertyMap Inputs, ImmutableArray<CheckFailure> Failures);

/// <summary>One thing wrong with an input.</summary>
/// <param name="Property">Property path, e.g. <c>scalingConfig.minSize</c>; empty for the resource as a whole.</param>
/// <param name="Reason">What is wrong and what is allowed.</param>
public sealed record CheckFailure(string Property, string Reason);

/// <summary>Old and new, to compare.</summary>
public sealed record DiffRequest(
    string Urn, string Type, string Id, PropertyMap OldInputs, PropertyMap OldOutputs, PropertyMap NewInputs, ImmutableArray<string> IgnoreChanges);

/// <summary>What differs.</summary>
/// <param name="Changes">Every differing property by path.</param>
/// <param name="DeleteBeforeReplace">True when a replacement cannot exist beside the old resource.</param>
public sealed record DiffResult(ImmutableSortedDictionary<string, DiffKind> Changes, bool DeleteBeforeReplace = false)
{
    /// <summary>Nothing differs.</summary>
    public static DiffResult None { get; } = new(ImmutableSortedDictionary<string, DiffKind>.Empty);

    /// <summary>True when a change needs a replacement.</summary>
    public bool Replaces => Changes.Values.Any(c => c is DiffKind.AddReplace or DiffKind.DeleteReplace or DiffKind.UpdateReplace);
}

/// <summary>How a property differs (the values of Pulumi's protocol).</summary>
public enum DiffKind
{
    /// <summary>It was not there.</summary>
    Add = 0,

    /// <summary>It was not there, and adding it replaces the resource.</summary>
    AddReplace = 1,

    /// <summary>It is gone.</summary>
    Delete = 2,

    /// <summary>It is gone, and dropping it replaces the resource.</summary>
    DeleteReplace = 3,

    /// <summary>It has another value.</summary>
    Update = 4,

    /// <summary>It has another value, which replaces the resource.</summary>
    UpdateReplace = 5,
}

/// <summary>A resource to create.</summary>
public sealed record CreateRequest(string Urn, string Type, string Name, PropertyMap Inputs, bool Preview, TimeSpan? Timeout = null)
{
    /// <summary>Names this one creation, so that what it made can be found; empty in a preview.</summary>
    public string Token { get; init; } = "";
}

/// <summary>A resource to update in place.</summary>
public sealed record UpdateRequest(
    string Urn, string Type, string Id, PropertyMap OldInputs, PropertyMap OldOutputs, PropertyMap NewInputs,
    ImmutableArray<string> IgnoreChanges, bool Preview, TimeSpan? Timeout = null);

/// <summary>A resource to delete.</summary>
public sealed record DeleteRequest(string Urn, string Type, string Id, PropertyMap Inputs, PropertyMap Outputs, TimeSpan? Timeout = null);

/// <summary>A resource to read: by id, with what is known of it.</summary>
public sealed record ReadStateRequest(string Urn, string Type, string Name, string Id, PropertyMap Inputs, PropertyMap Outputs);

/// <summary>A created resource. In a preview <paramref name="Id"/> is null.</summary>
public sealed record ResourceState(string? Id, PropertyMap Outputs);

/// <summary>A resource as it was found, with inputs that would give it.</summary>
public sealed record ReadState(string Id, PropertyMap Inputs, PropertyMap Outputs);

/// <summary>A refusal of a cloud; its message is meant for people and holds no secret.</summary>
public sealed class ProviderException(string message) : Exception(message)
{
    /// <summary>Set when the resource exists all the same (it was made, but did not become healthy): its state is recorded with this error.</summary>
    public ResourceState? Partial { get; init; }

    /// <summary>Whether the same call may succeed when it is made again.</summary>
    public TransientFault Transient { get; init; }
}

/// <summary>Faults of a cloud that pass.</summary>
public enum TransientFault
{
    /// <summary>It does not pass: the call was understood and refused.</summary>
    None,

    /// <summary>Too many calls: nothing was done.</summary>
    Throttled,

    /// <summary>No answer came: nobody knows whether it was done.</summary>
    NoAnswer,
}
