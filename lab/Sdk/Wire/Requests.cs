using System.Collections.Immutable;

namespace Slipway.Lab.Wire;

/// <summary>What came of a registration or a read.</summary>
public sealed record RegisterResult
{
    /// <summary>The resource's URN.</summary>
    public required string Urn { get; init; }

    /// <summary>The resource's id; null for a component, <see cref="PropertyValue.Unknown"/> when it is not made yet.</summary>
    public PropertyValue? Id { get; init; }

    /// <summary>Outputs: secrets wrapped in <see cref="SecretValue"/>, unknown ones <see cref="PropertyValue.Unknown"/>.</summary>
    public PropertyMap Outputs { get; init; } = PropertyMap.Empty;

    /// <summary>Output property to URNs of the resources its value comes from, beyond the resource itself.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> PropertyDependencies { get; init; } =
        ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>Whether the resource is in place.</summary>
    public RegisterStatus Status { get; init; } = RegisterStatus.Success;
}

/// <summary>Whether a registered resource is in place.</summary>
public enum RegisterStatus
{
    /// <summary>It is.</summary>
    Success,

    /// <summary>Its operation failed; its outputs are unknown and stay so.</summary>
    Failed,

    /// <summary>It was not attempted, as something that it depends on failed; its outputs are unknown and stay so.</summary>
    Skipped,
}

/// <summary>An existing resource to read.</summary>
public sealed record ReadRequest
{
    /// <summary>Type token.</summary>
    public required string Type { get; init; }

    /// <summary>Name within the stack.</summary>
    public required string Name { get; init; }

    /// <summary>Id to read; <see cref="PropertyValue.Unknown"/> in a preview when it is not known yet.</summary>
    public required PropertyValue Id { get; init; }

    /// <summary>URN of the parent.</summary>
    public string Parent { get; init; } = "";

    /// <summary>What is known of its state, to look it up by.</summary>
    public PropertyMap Properties { get; init; } = PropertyMap.Empty;

    /// <summary>URNs that the read depends on.</summary>
    public ImmutableArray<string> Dependencies { get; init; } = [];

    /// <summary>Explicit provider as <c>urn::id</c>, or empty.</summary>
    public string Provider { get; init; } = "";

    /// <summary>Provider version, or empty.</summary>
    public string Version { get; init; } = "";

    /// <summary>Where the provider plugin comes from, or empty.</summary>
    public string PluginDownloadUrl { get; init; } = "";

    /// <summary>Output properties to treat as secret.</summary>
    public ImmutableArray<string> AdditionalSecretOutputs { get; init; } = [];
}

/// <summary>A call of a provider's function.</summary>
public sealed record InvokeRequest
{
    /// <summary>Function token, e.g. <c>aws:index/getCallerIdentity:getCallerIdentity</c>.</summary>
    public required string Token { get; init; }

    /// <summary>Arguments, bare of outputs; never unknown.</summary>
    public PropertyMap Args { get; init; } = PropertyMap.Empty;

    /// <summary>Explicit provider as <c>urn::id</c>, or empty.</summary>
    public string Provider { get; init; } = "";

    /// <summary>Provider version, or empty.</summary>
    public string Version { get; init; } = "";
}

/// <summary>A message of the program.</summary>
/// <param name="Severity">How bad it is.</param>
/// <param name="Message">What it says.</param>
/// <param name="Urn">The resource it is about, or empty.</param>
/// <param name="Ephemeral">True when it only matters while it happens.</param>
/// <param name="StreamId">Messages of one stream are shown as one text; 0 for none.</param>
public sealed record LogEntry(LogSeverity Severity, string Message, string Urn = "", bool Ephemeral = false, int StreamId = 0);

/// <summary>How bad a message is.</summary>
public enum LogSeverity
{
    /// <summary>For finding faults.</summary>
    Debug,

    /// <summary>Worth knowing.</summary>
    Info,

    /// <summary>Probably not meant.</summary>
    Warning,

    /// <summary>Fails the run.</summary>
    Error,
}
