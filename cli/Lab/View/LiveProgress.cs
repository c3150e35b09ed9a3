using Slipway.Lab.Engine;
using Spectre.Console;

namespace Slipway.Cli.Lab.View;

/// <summary>On a terminal: finished steps scroll by, and a last line tells what is under way.</summary>
internal sealed class LiveProgress : IEngineObserver
{
    private readonly IAnsiConsole _console;
    private readonly StatusContext _status;
    private readonly List<string> _running = [];
    private int _done;

    private LiveProgress(IAnsiConsole console, StatusContext status)
    {
        _console = console;
        _status = status;
    }

    /// <summary>Follows a run.</summary>
    /// <param name="title">What is done, e.g. <c>Updating dev</c>.</param>
    /// <param name="run">The run.</param>
    public static Task<UpdateResult> FollowAsync(string title, Func<IEngineObserver, Task<UpdateResult>> run)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Status().StartAsync(Markup.Escape(title), status => run(new LiveProgress(console, status)));
    }

    /// <inheritdoc />
    public void On(EngineEvent engineEvent)
    {
        switch (engineEvent)
        {
            case StepStarted { Step: { Op: not StepOp.Same } step }:
                _running.Add(StepLine.Name(step.Urn));
                break;
            case StepFinished { Step: var step }:
                _running.Remove(StepLine.Name(step.Urn));
                _done++;
                break;
            case StepFailed { Step: var step }:
                _running.Remove(StepLine.Name(step.Urn));
                break;
        }
        if (PlainProgress.Text(engineEvent) is { } line)
            _console.MarkupLine(Colored(engineEvent, Markup.Escape(line)));
        _status.Status(Markup.Escape($"{_done} done{(_running.Count > 0 ? $", at {string.Join(", ", _running.TakeLast(3))}" : "")}"));
    }

    private static string Colored(EngineEvent engineEvent, string line) => engineEvent switch
    {
        StepFailed or DiagnosticReported { Diagnostic.Severity: Slipway.Lab.Wire.LogSeverity.Error } => $"[red]{line}[/]",
        DiagnosticReported { Diagnostic.Severity: Slipway.Lab.Wire.LogSeverity.Warning } or ResourceSkipped => $"[yellow]{line}[/]",
        StepFinished { Step.Op: StepOp.Create or StepOp.CreateReplacement or StepOp.Import } => $"[green]{line}[/]",
        StepFinished { Step.Op: StepOp.Update } => $"[yellow]{line}[/]",
        StepFinished { Step.Op: StepOp.Delete or StepOp.DeleteReplaced } => $"[red]{line}[/]",
        _ => line,
    };
}
