using System.Collections.Immutable;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Engine;

/// <summary>What a run works on and how.</summary>
public sealed record EngineOptions
{
    /// <summary>Name of the stack.</summary>
    public required string Stack { get; init; }

    /// <summary>Name of the project.</summary>
    public required string Project { get; init; }

    /// <summary>The stack's configuration by full key, secrets wrapped; <c>&lt;package&gt;:*</c> configures the package's default provider.</summary>
    public ImmutableSortedDictionary<string, PropertyValue> Config { get; init; } = ImmutableSortedDictionary<string, PropertyValue>.Empty;

    /// <summary>How many operations run at a time. Default: four per core.</summary>
    public int Parallel { get; init; } = Environment.ProcessorCount * 4;

    /// <summary>True to give every property of what is created or deleted as a change; what an update changes is always given. Default: false.</summary>
    public bool Diff { get; init; }

    /// <summary>Outputs of another stack, secrets wrapped; null when there is no such stack. By default there is none.</summary>
    public Func<string, Task<PropertyMap?>> StackOutputs { get; init; } = _ => Task.FromResult<PropertyMap?>(null);

    /// <summary>How calls are made again that failed for a reason that passes. Default: <see cref="RetryPolicy.Default"/>.</summary>
    public RetryPolicy Retries { get; init; } = RetryPolicy.Default;

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
