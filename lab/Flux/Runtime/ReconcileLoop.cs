using System.Collections.Immutable;
using Slipway.Checks.Flux;
using Slipway.Lab.Clouds.Kubernetes;
using Slipway.Lab.Clouds.Properties;

namespace Slipway.Lab.Flux;

/// <summary>
/// The controllers at work: whatever is due is done in order of time, and time goes to what is due next. It ends when everything is as it should be, or would
/// only fail again as nothing has changed.
/// </summary>
internal sealed class ReconcileLoop
{
    // Many times what any fleet needs; it ends what would change things back and forth for ever.
    private const int MostSteps = 100_000;

    private readonly FluxContext _context;
    private readonly ImmutableArray<IReconciler> _reconcilers;
    private readonly Dictionary<ObjectReference, Item> _items = [];
    private readonly Queue<ObjectReference> _changed = new();
    private long _version;

    public ReconcileLoop(FluxContext context, ImmutableArray<IReconciler> reconcilers)
    {
        (_context, _reconcilers) = (context, reconcilers);
        context.Session.Changed = _changed.Enqueue;
    }

    /// <summary>Looks at every object once, and then at what follows from that.</summary>
    /// <exception cref="InvalidOperationException">It does not come to an end.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        foreach (var reconciler in _reconcilers)
        {
            foreach (var manifest in _context.Session.List(reconciler.ApiVersion, reconciler.Kind))
                Know(ObjectReference.Of(manifest, ""));
        }
        for (var step = 0; Next() is { } item; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (step > MostSteps)
                throw new InvalidOperationException($"The controllers do not come to rest; {item.Reference} is looked at again and again.");
            await StepAsync(item, cancellation).ConfigureAwait(false);
        }
    }

    private async Task StepAsync(Item item, CancellationToken cancellation)
    {
        _context.Clock.AdvanceTo(item.Due(_version));
        item.IsTriggered = false;
        item.Seen = _version;
        item.At = _context.Clock.Now;
        var before = Find(item.Reference);
        if (before is null || !before.IsDeleting && before.IsSuspended || !ControllerArguments.IsRunning(_context.Session, item.Reconciler.Controller))
        {
            item.Outcome = Outcome.Done;
            return;
        }
        var signature = Signature(before);
        item.Outcome = await item.Reconciler.ReconcileAsync(before, cancellation).ConfigureAwait(false);
        var after = Find(item.Reference);
        if (after is not null && Signature(after) != signature && !FailsAgain(item, after))
        {
            _version++;
            Trigger(after);
        }
        if (!item.Outcome.IsDeadline)
            item.Failure = item.Outcome.Settled || after is null ? null : Signature(after);
        while (_changed.TryDequeue(out var reference))
            Follow(reference, item);
    }

    private void Follow(ObjectReference reference, Item cause)
    {
        if (reference is { ApiVersion: "v1", Kind: "Event" })
            return;
        _version++;
        Know(reference);
        if (Find(reference) is not { } changed)
            return;
        if (_items.TryGetValue(reference, out var item) && item != cause && (changed.IsDeleting || changed.Status.Integer("observedGeneration") != changed.Generation))
            item.IsTriggered = true;
        Trigger(changed);
    }

    private void Trigger(ClusterObject changed)
    {
        foreach (var item in _items.Values)
        {
            if (item.Reference != changed.Reference && Find(item.Reference) is { } target && item.Reconciler.IsTriggeredBy(target, changed))
                item.IsTriggered = true;
        }
    }

    private void Know(ObjectReference reference)
    {
        if (!_items.ContainsKey(reference) && _reconcilers.Index().FirstOrDefault(r => r.Item.Kind == reference.Kind && r.Item.ApiVersion == reference.ApiVersion) is { Item: { } reconciler } found)
            _items[reference] = new Item(reference, reconciler, found.Index) { IsTriggered = true, At = _context.Clock.Now };
    }

    private Item? Next() => _items.Values.Where(i => i.IsPending(_version))
        .OrderBy(i => i.Due(_version) is var due && due < _context.Clock.Now ? _context.Clock.Now : due).ThenBy(i => i.Rank)
        // Who brings others comes before them: what they say may be about to change.
        .ThenBy(i => Find(i.Reference)?.Mark($"{FluxKinds.Kustomize}/name") is not null)
        .ThenBy(i => i.Reference.Namespace, StringComparer.Ordinal).ThenBy(i => i.Reference.Name, StringComparer.Ordinal).FirstOrDefault();

    private ClusterObject? Find(ObjectReference reference) => _context.Session.Find(reference) is { } manifest ? new ClusterObject(manifest) : null;

    // Whoever failed and tries again is news to nobody before it succeeds, or fails in another way: else two that are broken would wake each other for ever.
    private static bool FailsAgain(Item item, ClusterObject after) => item.Failure is { } failure && (item.Outcome.IsDeadline || !item.Outcome.Settled && Signature(after) == failure);

    // What others look at in an object.
    private static Appearance Signature(ClusterObject target) => new(
        target.Condition(Conditions.Ready) is { } ready ? $"{ready.Text("status")} {ready.Text("reason")}" : null, target.Condition(Conditions.Stalled)?.Text("status"),
        target.Status.Map("artifact").Text("revision") ?? target.Status.Map("latestRef").Text("tag"), target.Status.Text("lastAppliedRevision"), target.Status.Integer("observedGeneration"));

    private sealed record Appearance(string? Ready, string? Stalled, string? Artifact, string? Applied, int? Observed);

    private sealed class Item(ObjectReference reference, IReconciler reconciler, int rank)
    {
        public ObjectReference Reference { get; } = reference;

        public IReconciler Reconciler { get; } = reconciler;

        public int Rank { get; } = rank;

        public bool IsTriggered { get; set; }

        public long Seen { get; set; }

        public DateTimeOffset At { get; set; }

        public Outcome Outcome { get; set; } = Outcome.Done;

        /// <summary>How it looked when it last failed; null when it did not.</summary>
        public Appearance? Failure { get; set; }

        public bool IsPending(long version) => IsTriggered || !Outcome.Settled && (Outcome.IsDeadline || Seen != version);

        // Who waits for health looks at once when something changes.
        public DateTimeOffset Due(long version) => IsTriggered || Outcome.IsDeadline && Seen != version ? At : At + Outcome.After;
    }
}
