using Slipway.Bench;

// Each is a file of its own here; a new one is one more line.
return await Runner.RunAsync(args,
[
    CommandBench.Subject,
    CheckBench.Subject,
    EngineBench.Subject,
    FuzzBench.Subject,
    HotBench.Subject,
    ReconcileBench.Subject,
    SoakBench.Subject,
]).ConfigureAwait(false);
