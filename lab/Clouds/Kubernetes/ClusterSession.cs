using System.Collections.Immutable;
using System.Globalization;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Kubernetes;

/// <summary>
/// A cluster while one client works in it and everybody else waits: its objects in memory, each write at once on disk. Writes have the
/// semantics of server-side apply, with the owners of fields in <c>metadata.managedFields</c>.
/// </summary>
public sealed class ClusterSession : IDisposable
{
    private const string Apply = "Apply";
    private const string Update = "Update";

    private readonly KubernetesCloud _cloud;
    private readonly IDisposable _lock;
    private readonly SortedDictionary<ObjectReference, PropertyMap> _objects = new(Order);

    internal ClusterSession(KubernetesCloud cloud, string cluster, IDisposable held)
    {
        (_cloud, Cluster, _lock) = (cloud, cluster, held);
        foreach (var manifest in cloud.List(cluster))
            _objects[ObjectReference.Of(manifest, "")] = manifest;
        foreach (var name in KubernetesCloud.SystemNamespaces.Where(n => Find(new ObjectReference("v1", "Namespace", "", n)) is null))
            ReplaceAs("kube-apiserver", PropertyMap.Of(("apiVersion", "v1"), ("kind", "Namespace"), ("metadata", PropertyMap.Of(("name", name)))));
    }

    private static readonly Comparer<ObjectReference> Order = Comparer<ObjectReference>.Create((a, b) =>
        string.CompareOrdinal(a.ApiVersion, b.ApiVersion) is var group and not 0 ? group
        : string.CompareOrdinal(a.Kind, b.Kind) is var kind and not 0 ? kind
        : string.CompareOrdinal(a.Namespace, b.Namespace) is var space and not 0 ? space
        : string.CompareOrdinal(a.Name, b.Name));

    /// <summary>The cluster's name.</summary>
    public string Cluster { get; }

    /// <summary>What time it is in the cluster.</summary>
    /// <value>Default: the machine's.</value>
    public Func<DateTimeOffset> Now { get; set; } = () => DateTimeOffset.UtcNow;

    /// <summary>Told of each object that was created, changed or deleted; the status alone does not count.</summary>
    public Action<ObjectReference>? Changed { get; set; }

    /// <summary>Every object, in the order of kind, namespace and name.</summary>
    public IReadOnlyCollection<PropertyMap> All => _objects.Values;

    /// <summary>Lets others at the cluster.</summary>
    public void Dispose() => _lock.Dispose();

    /// <summary>An object, or null when there is none.</summary>
    public PropertyMap? Find(ObjectReference reference) => _objects.GetValueOrDefault(reference);

    /// <summary>The objects of a kind in all namespaces, in order.</summary>
    public ImmutableArray<PropertyMap> List(string apiVersion, string kind) =>
        [.. _objects.Where(o => o.Key.ApiVersion == apiVersion && o.Key.Kind == kind).Select(o => o.Value)];

    /// <summary>Applies a manifest: what it says is set, what the same client said before and says no more is removed, what others own stays.</summary>
    /// <param name="manifest">The object.</param>
    /// <param name="manager">The client.</param>
    /// <param name="overridden">Prefixes of the names of clients whose fields go, as if this client had owned them.</param>
    /// <exception cref="ProviderException">Its namespace does not exist, or the object is immutable.</exception>
    public AppliedObject ApplyAs(string manager, PropertyMap manifest, params ImmutableArray<string> overridden)
    {
        var reference = ObjectReference.Of(manifest, "");
        var live = Find(reference);
        var now = SecretData.Fold(manifest.WithoutNulls());
        var owners = Owners(live);
        var mine = owners.Where(o => o.Manager == manager && o.Operation == Apply || overridden.Any(p => o.Manager.StartsWith(p, StringComparison.Ordinal))).ToList();
        var others = owners.Except(mine).ToList();
        var wanted = FieldSet.Of(now);
        var before = mine.Aggregate(PropertyMap.Empty, (all, o) => FieldSet.Union(all, o.Fields));
        var free = others.Aggregate(before, (rest, o) => FieldSet.Except(rest, o.Fields));
        var merged = ApplyMerge.Merge(live ?? PropertyMap.Empty, FieldSet.Shape(free), now);
        var taken = live is null ? wanted : FieldSet.Changed(wanted, live, merged);
        var kept = others.Select(o => o with { Fields = FieldSet.Except(o.Fields, taken) }).Where(o => o.Fields.Count > 0);
        return Write(reference, live, merged, [.. kept, new FieldOwner(manager, Apply, wanted)]);
    }

    /// <summary>Puts an object in place of what is there, as an edit does; the client owns what it changed.</summary>
    /// <exception cref="ProviderException">Its namespace does not exist, or the object is immutable.</exception>
    public AppliedObject ReplaceAs(string manager, PropertyMap manifest)
    {
        var reference = ObjectReference.Of(manifest, "");
        var live = Find(reference);
        var now = SecretData.Fold(manifest.WithoutNulls());
        var changed = live is null ? FieldSet.Of(now) : FieldSet.Changed(FieldSet.Of(now), live, now);
        var others = Owners(live).Select(o => o with { Fields = FieldSet.Except(o.Fields, changed) }).ToList();
        var mine = others.Where(o => o.Manager == manager && o.Operation == Update).Aggregate(changed, (all, o) => FieldSet.Union(all, o.Fields));
        return Write(reference, live, now, [.. others.Where(o => o.Fields.Count > 0 && !(o.Manager == manager && o.Operation == Update)), new FieldOwner(manager, Update, mine)]);
    }

    /// <summary>Sets the status of an object that exists.</summary>
    public void SetStatus(ObjectReference reference, PropertyMap status)
    {
        if (Find(reference) is not { } live || status.Equals(live.Map("status")))
            return;
        Store(reference, live.With("status", status));
    }

    /// <summary>Adds a finalizer to an object that exists, or removes it; one that is to be deleted goes with its last.</summary>
    public void SetFinalizer(ObjectReference reference, string finalizer, bool present)
    {
        if (Find(reference) is not { } live)
            return;
        var others = live.Map("metadata").Texts("finalizers").Where(f => f != finalizer);
        var all = (present ? others.Append(finalizer) : others).ToList();
        var metadata = live.Map("metadata").Without("finalizers");
        if (all.Count > 0)
            metadata = metadata.With("finalizers", PropertyValue.List(all.Select(f => (PropertyValue)f)));
        if (all.Count == 0 && metadata.Has("deletionTimestamp"))
            Remove(reference);
        else if (!metadata.Equals(live.Map("metadata")))
            Store(reference, live.With("metadata", metadata));
    }

    /// <summary>Deletes an object; a namespace goes with everything in it. One with finalizers stays, marked, until they are gone.</summary>
    /// <returns>False when there was none.</returns>
    public bool Delete(ObjectReference reference)
    {
        if (Find(reference) is not { } live)
            return false;
        var metadata = live.Map("metadata");
        if (metadata.Texts("finalizers").IsEmpty)
        {
            Remove(reference);
            return true;
        }
        if (!metadata.Has("deletionTimestamp"))
        {
            Store(reference, live.With("metadata", metadata.With("deletionTimestamp", Time())));
            Changed?.Invoke(reference);
        }
        return true;
    }

    private void Remove(ObjectReference reference)
    {
        if (reference is { Kind: "Namespace", ApiVersion: "v1" })
        {
            foreach (var inside in _objects.Keys.Where(k => k.Namespace == reference.Name).ToList())
                Remove(inside);
        }
        _objects.Remove(reference);
        _cloud.Remove(Cluster, reference);
        Changed?.Invoke(reference);
    }

    private AppliedObject Write(ObjectReference reference, PropertyMap? live, PropertyMap wanted, ImmutableArray<FieldOwner> owners)
    {
        if (reference.Namespace.Length > 0 && Find(new ObjectReference("v1", "Namespace", "", reference.Namespace)) is null)
            throw new ProviderException($"namespaces \"{reference.Namespace}\" not found");
        var admitted = KubernetesCloud.Admit(wanted, reference);
        if (live?.Flag("immutable") == true && !Equals(live.Find("data"), admitted.Find("data")))
            throw new ProviderException($"{reference.Kind} \"{reference.Name}\" is invalid: data: Forbidden: field is immutable when `immutable` is set");
        var change = live is null ? ObjectChange.Created : Content(admitted).Equals(Content(live)) ? ObjectChange.Unchanged : ObjectChange.Configured;
        if (change == ObjectChange.Unchanged && owners.SequenceEqual(Owners(live)))
            return new AppliedObject(change, live!);
        var metadata = admitted.Map("metadata")
            .With("uid", live?.Map("metadata").Text("uid") ?? Guid.NewGuid().ToString())
            .With("creationTimestamp", live?.Map("metadata").Text("creationTimestamp") ?? Time())
            .With("managedFields", PropertyValue.List(owners.Select(o => (PropertyValue)o.ToMap(reference.ApiVersion))));
        var generation = live?.Map("metadata").Integer("generation") ?? 0;
        if (admitted.Has("spec"))
            metadata = metadata.With("generation", live is not null && Equals(live.Find("spec"), admitted.Find("spec")) ? Math.Max(1, generation) : generation + 1);
        Store(reference, admitted.With("metadata", metadata));
        if (change != ObjectChange.Unchanged)
            Changed?.Invoke(reference);
        return new AppliedObject(change, _objects[reference]);
    }

    private void Store(ObjectReference reference, PropertyMap manifest) => _objects[reference] = _cloud.Replace(Cluster, reference, manifest);

    // What is compared to tell a change: all that clients say.
    private static PropertyMap Content(PropertyMap manifest)
    {
        var metadata = manifest.Map("metadata");
        foreach (var name in (ReadOnlySpan<string>)["uid", "creationTimestamp", "resourceVersion", "generation", "managedFields"])
            metadata = metadata.Without(name);
        return manifest.Without("status").With("metadata", metadata).Bare();
    }

    private string Time() => Now().ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static ImmutableArray<FieldOwner> Owners(PropertyMap? live) =>
        [.. (live?.Map("metadata").Find("managedFields")?.AsList ?? []).Select(o => o.AsMap).OfType<PropertyMap>().Select(FieldOwner.From)];

    private sealed record FieldOwner(string Manager, string Operation, PropertyMap Fields)
    {
        public static FieldOwner From(PropertyMap map) => new(map.Text("manager") ?? "", map.Text("operation") ?? "", map.Map("fieldsV1"));

        public PropertyMap ToMap(string apiVersion) => PropertyMap.Of(
            ("manager", Manager), ("operation", Operation), ("apiVersion", apiVersion), ("fieldsType", "FieldsV1"), ("fieldsV1", Fields));
    }
}
