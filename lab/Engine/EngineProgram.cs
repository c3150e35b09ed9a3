using System.Collections.Immutable;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Engine;

/// <summary>Runs a program against a monitor until everything that it registers is done; gives what went wrong in it.</summary>
/// <param name="monitor">Where its resources go.</param>
/// <param name="dryRun">True in a preview.</param>
/// <param name="cancellation">Ends the run early.</param>
public delegate Task<ImmutableArray<Exception>> EngineProgram(IMonitor monitor, bool dryRun, CancellationToken cancellation);
