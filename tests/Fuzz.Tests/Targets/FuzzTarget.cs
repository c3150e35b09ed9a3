using System.Collections.Immutable;

namespace Slipway.Fuzz.Tests.Targets;

/// <summary>A reader of text that nobody vouches for.</summary>
/// <param name="Name">What it reads.</param>
/// <param name="Corpus">Texts that it takes.</param>
/// <param name="Read">Reads a text.</param>
/// <param name="Named">The errors by which it may refuse one; any other is a defect.</param>
internal sealed record FuzzTarget(string Name, ImmutableArray<string> Corpus, Action<string> Read, params ImmutableArray<Type> Named)
{
    /// <summary>How long one text may take, on a machine that has much else to do. What hangs takes for ever.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>How much one text may allocate: two hundred times what a file of a fleet may have would be a bomb.</summary>
    private const long MostMemory = 1L << 30;

    /// <summary>What no error may tell, neither in its message nor in what a crash would print of it.</summary>
    public ImmutableArray<string> Secrets { get; init; } = [];

    /// <summary>Whether a text once took for ever: to look for a smaller one would take that long many times.</summary>
    public bool HasHung { get; private set; }

    /// <summary>Reads a text, and tells how it failed where it did not fail as it may; null where all is well.</summary>
    public string? Failure(string text)
    {
        string? failure = null;
        // A thread of its own, so that one that never ends can be told.
        var reading = new Thread(() => failure = Attempt(text)) { IsBackground = true };
        reading.Start();
        if (reading.Join(Patience))
            return failure;
        HasHung = true;
        return $"nothing within {Patience.TotalSeconds} seconds";
    }

    /// <inheritdoc />
    public override string ToString() => Name;

    private string? Attempt(string text)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            Read(text);
        }
        catch (Exception problem) when (Named.Any(named => named.IsInstanceOfType(problem)))
        {
            if (problem.Message.Length == 0)
                return $"{problem.GetType().Name} without a message";
            if (Secrets.FirstOrDefault(secret => problem.ToString().Contains(secret, StringComparison.Ordinal)) is { } told)
                return $"{problem.GetType().Name} tells {told}: {problem}";
        }
        catch (Exception problem)
        {
            // Whatever else is thrown is what is looked for.
            return problem.ToString();
        }
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return allocated <= MostMemory ? null : $"{allocated >> 20} MiB allocated for {text.Length} characters";
    }
}
