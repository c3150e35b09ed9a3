using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Slipway.Lab.Engine.Providers;

namespace Slipway.Lab.Clouds;

/// <summary>
/// Which operations of the clouds are to fail, for tests and demonstrations (environment variable <c>SLIPWAY_LAB_FAULTS</c>).
/// A plan counts for itself, so one plan is one run.
/// </summary>
public sealed class FaultPlan(ImmutableArray<Fault> faults)
{
    private const string Grammar =
        "Faults are comma-separated type=operation:when[:kind][:message], where operation is create, update, delete, read or invoke, when is "
        + "once, always, a number (only the n-th time) or a range (1-3), and kind is refused (the default), throttled, timeout, lost (done, but no answer) "
        + "or hold (waits until the file that the message names is gone), e.g. aws:eks/cluster:Cluster=create:once";

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    private readonly ConcurrentDictionary<(string Type, CloudOperation Operation), int> _counts = new();

    /// <summary>Nothing is to fail.</summary>
    public static FaultPlan None { get; } = new([]);

    /// <summary>The faults, in the order they were written.</summary>
    public ImmutableArray<Fault> Faults { get; } = faults;

    /// <summary>Hears of what is held while it is.</summary>
    public Action<string> Tell { get; init; } = _ => { };

    /// <summary>Reads a plan; null or an empty text is <see cref="None"/>.</summary>
    /// <param name="text">The plan.</param>
    /// <param name="tell">Hears of what is held while it is.</param>
    /// <exception cref="FormatException">Not such a list; the message says what it should look like.</exception>
    public static FaultPlan Parse(string? text, Action<string>? tell = null) => string.IsNullOrWhiteSpace(text)
        ? None
        : new FaultPlan([.. text.Split(',', StringSplitOptions.TrimEntries).Select(ParseFault)]) { Tell = tell ?? (_ => { }) };

    /// <summary>Counts an operation, does it, and fails before or after as the plan says.</summary>
    /// <exception cref="ProviderException">The plan says so.</exception>
    public async Task<T> RunAsync<T>(string type, CloudOperation operation, Func<Task<T>> run, CancellationToken cancellation)
    {
        var fault = Next(type, operation);
        switch (fault?.Kind)
        {
            case FaultKind.Refused:
                throw new ProviderException(fault.Message);
            case FaultKind.Throttled:
                throw new ProviderException(fault.Message) { Transient = TransientFault.Throttled };
            case FaultKind.Timeout:
                throw new ProviderException(fault.Message) { Transient = TransientFault.NoAnswer };
            case FaultKind.Hold:
                Tell($"the lab holds the {operation.ToString().ToLowerInvariant()} of {type} until {fault.Message} is gone");
                while (File.Exists(fault.Message))
                    await Task.Delay(Look, cancellation);
                break;
        }
        var done = await run();
        return fault?.Kind == FaultKind.Lost ? throw new ProviderException(fault.Message) { Transient = TransientFault.NoAnswer } : done;
    }

    private Fault? Next(string type, CloudOperation operation)
    {
        var concerned = Faults.Where(f => f.Type == type && f.Operation == operation).ToList();
        if (concerned.Count == 0)
            return null;
        var count = _counts.AddOrUpdate((type, operation), 1, (_, n) => n + 1);
        return concerned.Find(f => f.First <= count && count <= f.Last);
    }

    private static Fault ParseFault(string text)
    {
        var (type, rest) = text.Split('=', 2) is [var left, var right] ? (left.Trim(), right) : throw Wrong(text);
        var parts = rest.Split(':', 3, StringSplitOptions.TrimEntries);
        if (type.Length == 0 || parts.Length < 2)
            throw Wrong(text);
        CloudOperation operation = parts[0] switch
        {
            "create" => CloudOperation.Create,
            "update" => CloudOperation.Update,
            "delete" => CloudOperation.Delete,
            "read" => CloudOperation.Read,
            "invoke" => CloudOperation.Invoke,
            _ => throw Wrong(text),
        };
        var (first, last) = When(parts[1]) ?? throw Wrong(text);
        var said = parts.Length == 3 ? parts[2] : "";
        var word = said.Split(':', 2, StringSplitOptions.TrimEntries);
        FaultKind? named = word[0] switch
        {
            "refused" => FaultKind.Refused,
            "throttled" => FaultKind.Throttled,
            "timeout" => FaultKind.Timeout,
            "lost" => FaultKind.Lost,
            "hold" => FaultKind.Hold,
            _ => null,
        };
        var kind = named ?? FaultKind.Refused;
        var message = named is null ? said : word.ElementAtOrDefault(1) ?? "";
        if (kind == FaultKind.Hold && message.Length == 0)
            throw Wrong(text);
        return new Fault(type, operation, first, last, kind, message.Length > 0 ? message : Words(kind, parts[0], type, text));
    }

    private static (int First, int Last)? When(string text) => text switch
    {
        "once" => (1, 1),
        "always" => (1, int.MaxValue),
        _ => text.Split('-') switch
        {
            [var only] when Number(only) is { } n => (n, n),
            [var from, var to] when Number(from) is { } first && Number(to) is { } last && first <= last => (first, last),
            _ => null,
        },
    };

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0 ? n : null;

    private static string Words(FaultKind kind, string operation, string type, string text) => kind switch
    {
        FaultKind.Throttled => $"ThrottlingException: Rate exceeded: the lab was told to throttle {operation} of {type} (SLIPWAY_LAB_FAULTS: {text})",
        FaultKind.Timeout or FaultKind.Lost => $"RequestTimeout: no answer came: the lab was told to lose {operation} of {type} (SLIPWAY_LAB_FAULTS: {text})",
        _ => $"the lab was told to fail {operation} of {type} (SLIPWAY_LAB_FAULTS: {text})",
    };

    private static FormatException Wrong(string text) => new($"'{text}' is not a fault. {Grammar}");
}
