using System.Collections.Immutable;

namespace Slipway.Lab;

/// <summary>What came of running a program.</summary>
/// <param name="Errors">
/// What went wrong in the program, in the order it happened; empty when it ran to its end. Every error has been passed on as a message
/// already. A resource whose operation failed is no error of the program: the monitor knows of it.
/// </param>
public sealed record ProgramOutcome(ImmutableArray<Exception> Errors);
