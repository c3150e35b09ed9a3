using System.Collections.Immutable;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Engine;

/// <summary>What a run did, or in a preview would do.</summary>
public sealed record UpdateResult
{
    /// <summary>How it ended.</summary>
    public required UpdateStatus Status { get; init; }

    /// <summary>One step per resource, replacements as one, in the order they were taken up.</summary>
    public required ImmutableArray<Step> Steps { get; init; }

    /// <summary>All messages but ephemeral ones.</summary>
    public required ImmutableArray<Diagnostic> Diagnostics { get; init; }

    /// <summary>What went wrong in the program itself.</summary>
    public ImmutableArray<Exception> ProgramErrors { get; init; } = [];

    /// <summary>URNs of what was not attempted, as the run ended early.</summary>
    public ImmutableArray<string> Remaining { get; init; } = [];

    /// <summary>Outputs of the stack, secrets wrapped; in a preview they may be unknown.</summary>
    public PropertyMap StackOutputs { get; init; } = PropertyMap.Empty;

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>How many resources each operation is done to.</summary>
    public ImmutableSortedDictionary<StepOp, int> Counts =>
        Steps.GroupBy(s => s.Op).ToImmutableSortedDictionary(g => g.Key, g => g.Count());

    /// <summary>True when anything is created, changed, replaced, imported or deleted.</summary>
    public bool HasChanges => Steps.Any(s => s.Op.IsChange());
}

/// <summary>How a run ended.</summary>
public enum UpdateStatus
{
    /// <summary>Everything was done.</summary>
    Succeeded,

    /// <summary>Something failed; what does not depend on it was done all the same.</summary>
    Failed,

    /// <summary>It was interrupted; what was under way was finished.</summary>
    Canceled,
}
