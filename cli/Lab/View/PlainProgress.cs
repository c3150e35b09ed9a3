using System.Globalization;
using Slipway.Lab.Engine;
using Slipway.Lab.Wire;

namespace Slipway.Cli.Lab.View;

/// <summary>A line for each thing as it happens.</summary>
internal sealed class PlainProgress(TextWriter output) : IEngineObserver
{
    /// <inheritdoc />
    public void On(EngineEvent engineEvent)
    {
        if (Text(engineEvent) is { } line)
            output.WriteLine(line);
    }

    /// <summary>The line of an event; null when it is not worth one.</summary>
    public static string? Text(EngineEvent engineEvent) => engineEvent switch
    {
        StepFinished { Step: { Op: not StepOp.Same } step } finished when StepLine.IsDeclared(step) => string.Create(CultureInfo.InvariantCulture,
            $"{StepLine.Sign(step.Op)} {StepLine.ShortType(step.Type)} {StepLine.Name(step.Urn)} {StepLine.Done(step)} ({finished.Duration.TotalSeconds:0.0}s)"),
        StepFailed { Step: var step } => $" ! {StepLine.ShortType(step.Type)} {StepLine.Name(step.Urn)} failed",
        ResourceSkipped { Because.Length: > 0 } skipped => $"   {StepLine.Name(skipped.Urn)} not attempted, as {StepLine.Name(skipped.Because)} failed",
        ResourceSkipped skipped => $"   {StepLine.Name(skipped.Urn)} not attempted, as the run was interrupted",
        DiagnosticReported { Diagnostic: { Severity: not LogSeverity.Debug } diagnostic } => Message(diagnostic),
        _ => null,
    };

    private static string Message(Diagnostic diagnostic)
    {
        var about = diagnostic.Urn.Length > 0 ? $"{StepLine.Name(diagnostic.Urn)}: " : "";
        return $"{diagnostic.Severity.ToString().ToLowerInvariant()}: {about}{Terminal.Harmless(diagnostic.Message)}";
    }
}
