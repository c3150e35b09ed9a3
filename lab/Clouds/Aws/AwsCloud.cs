using Slipway.Lab.Clouds.Kubernetes;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Clouds.Store;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Aws;

/// <summary>
/// The lab's AWS: <c>aws/&lt;account&gt;/&lt;region&gt;/&lt;service&gt;/&lt;type&gt;/&lt;id&gt;.json</c>. Beside an object, <c>&lt;id&gt;.used-by</c> lists what
/// refers to it; <c>_by</c> finds objects by outputs other than their id, <c>_unique</c> keeps values that only one may have. All three hold
/// further names of objects' files as they were when the name was given, of which type and id are read.
/// </summary>
public sealed class AwsCloud
{
    private readonly CloudStore _store;
    private readonly StoreLocks _locks;

    internal AwsCloud(CloudStore store, StoreLocks locks, KubernetesCloud kubernetes)
    {
        (_store, _locks, Kubernetes) = (store, locks, kubernetes);
        Endpoints = new ClusterEndpoints(store);
        Kms = new KmsCloud(store, this);
        PodIdentity = new PodIdentity(this);
    }

    /// <summary>The clusters' insides.</summary>
    internal KubernetesCloud Kubernetes { get; }

    /// <summary>Where the clusters answer.</summary>
    internal ClusterEndpoints Endpoints { get; }

    /// <summary>The keys.</summary>
    public KmsCloud Kms { get; }

    /// <summary>What pods may do.</summary>
    public PodIdentity PodIdentity { get; }

    /// <summary>Whoever changes something in an account does so alone.</summary>
    internal Task<IDisposable> LockAsync(AwsScope scope, CancellationToken cancellation) => _locks.TakeAsync($"aws/{scope.Account}", cancellation);

    /// <summary>An object by id, or null.</summary>
    internal AwsObject? Find(AwsScope scope, string type, string id) => _store.Read(Key(scope, type, id)) is { } map ? AwsObject.From(map) : null;

    /// <summary>What a reference leads to, or null.</summary>
    internal AwsObject? Find(AwsScope scope, AwsReference reference)
    {
        if (reference.Output is not { } output)
            return Find(scope, reference.Type, reference.Value);
        return _store.Read(IndexKey(scope, reference.Type, "_by", output, reference.Value))?.Text("id") is { } id ? Find(scope, reference.Type, id) : null;
    }

    /// <summary>Creates an object; false when there is one of that id already.</summary>
    internal bool TryCreate(AwsScope scope, AwsObject made) => _store.TryCreate(Key(scope, made.Type, made.Id), made.ToMap());

    /// <summary>Changes an object.</summary>
    internal void Write(AwsScope scope, AwsObject changed) => _store.Write(Key(scope, changed.Type, changed.Id), changed.ToMap());

    /// <summary>Deletes an object and the list of what refers to it.</summary>
    internal void Delete(AwsScope scope, string type, string id)
    {
        _store.Delete(Key(scope, type, id));
        _store.DeleteFolder(UsersKey(scope, type, id));
    }

    /// <summary>Every object of a type.</summary>
    internal IEnumerable<AwsObject> List(AwsScope scope, string type) => _store.List(scope.Folder(type)).Select(AwsObject.From);

    /// <summary>Notes that one object refers to another.</summary>
    internal void AddUser(AwsScope scope, string type, string id, AwsObject user) =>
        _store.Link(UserKey(scope, type, id, user), Key(scope, user.Type, user.Id));

    /// <summary>Notes that it does so no more.</summary>
    internal void RemoveUser(AwsScope scope, string type, string id, AwsObject user) => _store.Delete(UserKey(scope, type, id, user));

    /// <summary>The objects that refer to an object; what a person removed by hand does not count.</summary>
    internal IEnumerable<AwsObject> Users(AwsScope scope, string type, string id) =>
        _store.List(UsersKey(scope, type, id)).Select(u => Find(scope, u.Text("type") ?? "", u.Text("id") ?? "")).OfType<AwsObject>();

    /// <summary>Whether an object may have a value that only one may have: nothing else that still stands has it.</summary>
    internal bool IsFree(AwsScope scope, string type, string value, string id) =>
        _store.Read(IndexKey(scope, type, "_unique", "", value))?.Text("id") is not { } holder || holder == id || Find(scope, type, holder) is null;

    /// <summary>Notes that an object has the value.</summary>
    internal void Claim(AwsScope scope, string type, string value, string id) => _store.Link(IndexKey(scope, type, "_unique", "", value), Key(scope, type, id));

    /// <summary>Gives the value back.</summary>
    internal void Release(AwsScope scope, string type, string value) => _store.Delete(IndexKey(scope, type, "_unique", "", value));

    /// <summary>Makes an object findable by an output.</summary>
    internal void AddAlias(AwsScope scope, string type, string output, string value, string id) =>
        _store.Link(IndexKey(scope, type, "_by", output, value), Key(scope, type, id));

    /// <summary>Makes it so no more.</summary>
    internal void RemoveAlias(AwsScope scope, string type, string output, string value) => _store.Delete(IndexKey(scope, type, "_by", output, value));

    /// <summary>Lets something that was made from inside a cluster stand; it stands until <see cref="RemoveLeftover"/>.</summary>
    public void AddLeftover(AwsScope scope, Leftover leftover) => _store.Write(
        $"{LeftoversKey(scope)}/{SafeName.Of(leftover.Id)}",
        PropertyMap.Of(
            ("kind", leftover.Kind.ToString()),
            ("id", leftover.Id),
            ("cluster", leftover.Cluster),
            ("subnetIds", PropertyValue.List(leftover.SubnetIds.Select(s => (PropertyValue)s)))));

    /// <summary>What was made from inside clusters and still stands, in the order of the ids.</summary>
    public IEnumerable<Leftover> Leftovers(AwsScope scope) => _store.List(LeftoversKey(scope)).Select(l =>
        new Leftover(Enum.Parse<LeftoverKind>(l.Text("kind")!), l.Text("id")!, l.Text("cluster")!, l.Texts("subnetIds")));

    /// <summary>Removes what was made from inside a cluster; false when it is gone already.</summary>
    public bool RemoveLeftover(AwsScope scope, string id) => _store.Delete($"{LeftoversKey(scope)}/{SafeName.Of(id)}");

    private static string LeftoversKey(AwsScope scope) => scope.Folder("aws:leftovers/leftover");

    private static string Key(AwsScope scope, string type, string id) => $"{scope.Folder(type)}/{SafeName.Of(id)}";

    private static string UsersKey(AwsScope scope, string type, string id) => Key(scope, type, id) + ".used-by";

    private static string UserKey(AwsScope scope, string type, string id, AwsObject user) =>
        $"{UsersKey(scope, type, id)}/{SafeName.Of($"{user.Type.Split(':')[2]}_{user.Id}")}";

    private static string IndexKey(AwsScope scope, string type, string index, string output, string value) =>
        $"{scope.Folder(type)}/{index}/{SafeName.Of(output.Length == 0 ? value : $"{output}={value}")}";
}
