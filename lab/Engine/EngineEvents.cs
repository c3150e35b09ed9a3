using System.Collections.Immutable;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Engine;

/// <summary>Something that happens in a run. No event holds a secret's value.</summary>
public abstract record EngineEvent;

/// <summary>A step begins.</summary>
public sealed record StepStarted(Step Step) : EngineEvent;

/// <summary>A step is done (in a preview: planned).</summary>
/// <param name="Step">The step; a refresh tells by its operation what came of it: same, update or delete.</param>
/// <param name="Duration">How long it took.</param>
public sealed record StepFinished(Step Step, TimeSpan Duration) : EngineEvent;

/// <summary>A step failed; a <see cref="DiagnosticReported"/> says why.</summary>
public sealed record StepFailed(Step Step, TimeSpan Duration) : EngineEvent;

/// <summary>A resource was not attempted.</summary>
/// <param name="Urn">The resource.</param>
/// <param name="Because">URN of what failed before it; empty when the run was interrupted.</param>
public sealed record ResourceSkipped(string Urn, string Because) : EngineEvent;

/// <summary>A message.</summary>
public sealed record DiagnosticReported(Diagnostic Diagnostic) : EngineEvent;

/// <summary>A step about one resource.</summary>
/// <param name="Urn">The resource.</param>
/// <param name="Type">Its type token.</param>
/// <param name="Op">What is done.</param>
/// <param name="Changes">Its properties that change.</param>
public sealed record Step(string Urn, string Type, StepOp Op, ImmutableArray<PropertyChange> Changes)
{
    /// <summary>URN of its parent; empty for the stack.</summary>
    public string Parent { get; init; } = "";

    /// <summary>True when the resource leaves the state but stays in the cloud.</summary>
    public bool Retained { get; init; }
}

/// <summary>A property that changes.</summary>
/// <param name="Path">Where, e.g. <c>tags.team</c>.</param>
/// <param name="Kind">How, and whether it replaces the resource.</param>
/// <param name="Old">Former value, or null; secrets read <c>[secret]</c>.</param>
/// <param name="New">Wanted value, or null; secrets read <c>[secret]</c>, unknown values are <see cref="PropertyValue.Unknown"/>.</param>
public sealed record PropertyChange(string Path, DiffKind Kind, PropertyValue? Old, PropertyValue? New);

/// <summary>A message of the engine, a provider or the program.</summary>
/// <param name="Severity">How bad it is.</param>
/// <param name="Message">What it says.</param>
/// <param name="Urn">The resource it is about, or empty.</param>
/// <param name="Ephemeral">True when it only matters while it happens.</param>
public sealed record Diagnostic(LogSeverity Severity, string Message, string Urn = "", bool Ephemeral = false);
