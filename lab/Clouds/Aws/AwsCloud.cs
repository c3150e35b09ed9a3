using Slipway.Lab.Clouds.Kubernetes;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Clouds.Store;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Aws;

/// <summary>
/// The lab's AWS: <c>aws/&lt;account&gt;/&lt;region&gt;/&lt;service&gt;/&lt;type&gt;/&lt;id&gt;.json</c>. Beside an object, <c>&lt;id&gt;.used-by</c> lists what
/// refers to it; <c>_by</c> finds objects by outputs other than their id, <c>_unique</c> keeps values that only one may have.
/// </summary>
internal sealed class AwsCloud(CloudStore store, StoreLocks locks, KubernetesCloud kubernetes)
{
    /// <summary>The clusters' insides.</summary>
    public KubernetesCloud Kubernetes { get; } = kubernetes;

    /// <summary>Where the clusters answer.</summary>
    public ClusterEndpoints Endpoints { get; } = new(store);

    /// <summary>Whoever changes something in an account does so alone.</summary>
    public Task<IDisposable> LockAsync(AwsScope scope, CancellationToken cancellation) => locks.TakeAsync($"aws/{scope.Account}", cancellation);

    /// <summary>An object by id, or null.</summary>
    public AwsObject? Find(AwsScope scope, string type, string id) => store.Read(Key(scope, type, id)) is { } map ? AwsObject.From(map) : null;

    /// <summary>What a reference leads to, or null.</summary>
    public AwsObject? Find(AwsScope scope, AwsReference reference)
    {
        if (reference.Output is not { } output)
            return Find(scope, reference.Type, reference.Value);
        return store.Read(IndexKey(scope, reference.Type, "_by", output, reference.Value))?.Text("id") is { } id ? Find(scope, reference.Type, id) : null;
    }

    /// <summary>Creates an object; false when there is one of that id already.</summary>
    public bool TryCreate(AwsScope scope, AwsObject made) => store.TryCreate(Key(scope, made.Type, made.Id), made.ToMap());

    /// <summary>Changes an object.</summary>
    public void Write(AwsScope scope, AwsObject changed) => store.Write(Key(scope, changed.Type, changed.Id), changed.ToMap());

    /// <summary>Deletes an object and the list of what refers to it.</summary>
    public void Delete(AwsScope scope, string type, string id)
    {
        store.Delete(Key(scope, type, id));
        store.DeleteFolder(UsersKey(scope, type, id));
    }

    /// <summary>Every object of a type.</summary>
    public IEnumerable<AwsObject> List(AwsScope scope, string type) => store.List(scope.Folder(type)).Select(AwsObject.From);

    /// <summary>Notes that one object refers to another.</summary>
    public void AddUser(AwsScope scope, string type, string id, AwsObject user) =>
        store.Write(UserKey(scope, type, id, user), PropertyMap.Of(("type", user.Type), ("id", user.Id)));

    /// <summary>Notes that it does so no more.</summary>
    public void RemoveUser(AwsScope scope, string type, string id, AwsObject user) => store.Delete(UserKey(scope, type, id, user));

    /// <summary>The objects that refer to an object; what a person removed by hand does not count.</summary>
    public IEnumerable<AwsObject> Users(AwsScope scope, string type, string id) =>
        store.List(UsersKey(scope, type, id)).Select(u => Find(scope, u.Text("type") ?? "", u.Text("id") ?? "")).OfType<AwsObject>();

    /// <summary>Takes a value that only one object may have; false when another that still stands has it.</summary>
    public bool TryClaim(AwsScope scope, string type, string value, string id)
    {
        var key = IndexKey(scope, type, "_unique", "", value);
        var holder = store.Read(key)?.Text("id");
        if (holder is not null && holder != id && Find(scope, type, holder) is not null)
            return false;
        store.Write(key, PropertyMap.Of(("id", id)));
        return true;
    }

    /// <summary>Gives the value back.</summary>
    public void Release(AwsScope scope, string type, string value) => store.Delete(IndexKey(scope, type, "_unique", "", value));

    /// <summary>Makes an object findable by an output.</summary>
    public void AddAlias(AwsScope scope, string type, string output, string value, string id) =>
        store.Write(IndexKey(scope, type, "_by", output, value), PropertyMap.Of(("id", id)));

    /// <summary>Makes it so no more.</summary>
    public void RemoveAlias(AwsScope scope, string type, string output, string value) => store.Delete(IndexKey(scope, type, "_by", output, value));

    private static string Key(AwsScope scope, string type, string id) => $"{scope.Folder(type)}/{SafeName.Of(id)}";

    private static string UsersKey(AwsScope scope, string type, string id) => Key(scope, type, id) + ".used-by";

    private static string UserKey(AwsScope scope, string type, string id, AwsObject user) =>
        $"{UsersKey(scope, type, id)}/{SafeName.Of($"{user.Type.Split(':')[2]}_{user.Id}")}";

    private static string IndexKey(AwsScope scope, string type, string index, string output, string value) =>
        $"{scope.Folder(type)}/{index}/{SafeName.Of(output.Length == 0 ? value : $"{output}={value}")}";
}
