using System.Collections.Immutable;

namespace Slipway.Lab.Engine.State;

/// <summary>
/// A stack's state while a run changes it. Every resource has a handle: those of the snapshot it starts from their index, new ones the numbers
/// after that. Changes are journalled as they happen, so replaying the journal over the same snapshot gives the same state.
/// </summary>
internal sealed class LiveState
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, StateResource> _resources = [];
    private readonly Dictionary<string, int> _live = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _renames = new(StringComparer.Ordinal);
    private readonly SortedDictionary<int, PendingOperation> _pending = [];
    private readonly IStateJournal? _journal;
    private int _nextHandle;
    private int _nextOperation;

    public LiveState(Snapshot start, IStateJournal? journal)
    {
        _journal = journal;
        foreach (var resource in start.Resources)
            Set(_nextHandle++, resource);
        foreach (var operation in start.PendingOperations)
            _pending[_nextOperation++] = operation;
        Start = start;
    }

    /// <summary>What the run began with; handles below its count are indices into it.</summary>
    public Snapshot Start { get; }

    /// <summary>A handle for a resource that is to come.</summary>
    public int NewHandle()
    {
        lock (_gate)
            return _nextHandle++;
    }

    /// <summary>The resource behind a handle, or null when it is gone.</summary>
    public StateResource? Find(int handle)
    {
        lock (_gate)
            return _resources.GetValueOrDefault(handle);
    }

    /// <summary>The handle of the resource with this URN that does not wait for deletion, or null.</summary>
    public int? HandleOf(string urn)
    {
        lock (_gate)
            return _live.TryGetValue(urn, out var handle) ? handle : null;
    }

    /// <summary>All resources with their handles, in the order of a snapshot.</summary>
    public ImmutableArray<(int Handle, StateResource Resource)> Ordered()
    {
        lock (_gate)
            return SnapshotOrder.Of(_resources, Renamed);
    }

    /// <summary>The state as it is now.</summary>
    public Snapshot ToSnapshot(DateTimeOffset? time)
    {
        var ordered = Ordered();
        lock (_gate)
            return new Snapshot { Resources = [.. ordered.Select(r => r.Resource)], PendingOperations = [.. _pending.Values], Time = time };
    }

    /// <summary>The present name of what was once called this.</summary>
    public string Renamed(string urn)
    {
        lock (_gate)
            return _renames.GetValueOrDefault(urn, urn);
    }

    /// <summary>Notes that an operation begins; its number ends it.</summary>
    public int Begin(PendingOperation operation)
    {
        lock (_gate)
        {
            _journal?.Began(operation);
            _pending[_nextOperation] = operation;
            return _nextOperation++;
        }
    }

    /// <summary>Waits until what was noted so far would outlive a power failure.</summary>
    public Task FlushAsync() => _journal?.FlushAsync() ?? Task.CompletedTask;

    /// <summary>Makes a change, all of it or nothing.</summary>
    public void Apply(StateChange change)
    {
        lock (_gate)
        {
            _journal?.Changed(change);
            Replay(change);
        }
    }

    /// <summary>Makes a change that the journal tells of already.</summary>
    public void Replay(StateChange change)
    {
        foreach (var ended in change.Ends)
            _pending.Remove(ended);
        foreach (var (old, @new) in change.Renames)
            _renames[old] = @new;
        foreach (var handle in change.Drops)
            Remove(handle);
        foreach (var (handle, resource) in change.Puts)
        {
            Remove(handle);
            Set(handle, resource);
            _nextHandle = Math.Max(_nextHandle, handle + 1);
        }
    }

    /// <summary>The pending operations with their numbers.</summary>
    public ImmutableArray<(int Number, PendingOperation Operation)> Pending()
    {
        lock (_gate)
            return [.. _pending.Select(p => (p.Key, p.Value))];
    }

    private void Set(int handle, StateResource resource)
    {
        _resources[handle] = resource;
        if (!resource.Delete)
            _live[resource.Urn] = handle;
    }

    private void Remove(int handle)
    {
        if (_resources.Remove(handle, out var old) && _live.TryGetValue(old.Urn, out var live) && live == handle)
            _live.Remove(old.Urn);
    }
}

/// <summary>One change of a state.</summary>
internal sealed record StateChange
{
    /// <summary>Operations that are over.</summary>
    public ImmutableArray<int> Ends { get; init; } = [];

    /// <summary>Resources that are new or different.</summary>
    public ImmutableArray<(int Handle, StateResource Resource)> Puts { get; init; } = [];

    /// <summary>Resources that are gone.</summary>
    public ImmutableArray<int> Drops { get; init; } = [];

    /// <summary>URNs that changed: what still refers to the old one means the new one.</summary>
    public ImmutableArray<(string Old, string New)> Renames { get; init; } = [];

    /// <summary>True when nothing changes.</summary>
    public bool IsEmpty => Ends.IsEmpty && Puts.IsEmpty && Drops.IsEmpty && Renames.IsEmpty;
}

/// <summary>Where a state's changes are noted as they happen.</summary>
internal interface IStateJournal
{
    /// <summary>An operation begins.</summary>
    void Began(PendingOperation operation);

    /// <summary>The state changes.</summary>
    void Changed(StateChange change);

    /// <summary>Waits until what was noted so far would outlive a power failure.</summary>
    Task FlushAsync();
}
