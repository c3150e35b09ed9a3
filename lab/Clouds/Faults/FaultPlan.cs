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
        "Faults are comma-separated type=operation:when[:message], where operation is create, update, delete, read or invoke, and when is "
        + "once, always or a number (only the n-th time), e.g. aws:eks/cluster:Cluster=create:once";

    private readonly ConcurrentDictionary<(string Type, CloudOperation Operation), int> _counts = new();

    /// <summary>Nothing is to fail.</summary>
    public static FaultPlan None { get; } = new([]);

    /// <summary>The faults, in the order they were written.</summary>
    public ImmutableArray<Fault> Faults { get; } = faults;

    /// <summary>Reads a plan; null or an empty text is <see cref="None"/>.</summary>
    /// <exception cref="FormatException">Not such a list; the message says what it should look like.</exception>
    public static FaultPlan Parse(string? text) =>
        string.IsNullOrWhiteSpace(text) ? None : new FaultPlan([.. text.Split(',', StringSplitOptions.TrimEntries).Select(ParseFault)]);

    /// <summary>Counts an operation, and fails it when the plan says so.</summary>
    /// <exception cref="ProviderException">The plan says so.</exception>
    public void Visit(string type, CloudOperation operation)
    {
        var concerned = Faults.Where(f => f.Type == type && f.Operation == operation).ToList();
        if (concerned.Count == 0)
            return;
        var count = _counts.AddOrUpdate((type, operation), 1, (_, n) => n + 1);
        if (concerned.Find(f => f.When == 0 || f.When == count) is { } fault)
            throw new ProviderException(fault.Message);
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
        var when = parts[1] switch
        {
            "once" => 1,
            "always" => 0,
            var n => int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var nth) && nth > 0 ? nth : throw Wrong(text),
        };
        var message = parts.Length == 3 && parts[2].Length > 0
            ? parts[2]
            : $"the lab was told to fail {parts[0]} of {type} (SLIPWAY_LAB_FAULTS: {text})";
        return new Fault(type, operation, when, message);
    }

    private static FormatException Wrong(string text) => new($"'{text}' is not a fault. {Grammar}");
}
