using System.Collections.Immutable;
using System.Globalization;
using Slipway.Lab.Clouds.Aws;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Clouds.Store;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Kubernetes;

/// <summary>
/// The clusters of the lab: <c>kubernetes/&lt;cluster&gt;/&lt;group_version&gt;/&lt;Kind&gt;/[&lt;namespace&gt;/]&lt;name&gt;.json</c>, where a cluster
/// is named <c>name.region.account</c>. The data of Secrets is encrypted on disk, as etcd's is with a KMS key, and comes out of here as secret values.
/// </summary>
public sealed class KubernetesCloud
{
    /// <summary>The namespaces that every cluster has; its API server makes them anew when they are gone.</summary>
    internal static readonly ImmutableArray<string> SystemNamespaces = ["default", "kube-node-lease", "kube-public", "kube-system"];

    private readonly CloudStore _store;
    private readonly StoreLocks _locks;
    private readonly ClusterEndpoints _endpoints;

    /// <summary>The clusters in a folder of clouds.</summary>
    public KubernetesCloud(string root, IValueCipher cipher)
        : this(new CloudStore(root, cipher), new StoreLocks(root))
    {
    }

    internal KubernetesCloud(CloudStore store, StoreLocks locks)
    {
        _store = store;
        _locks = locks;
        _endpoints = new ClusterEndpoints(store);
    }

    /// <summary>Names of the clusters, in order.</summary>
    public IEnumerable<string> Clusters => _store.Folders("kubernetes").Where(name => name[0] != '_');

    /// <summary>The name of the cluster whose API server has this address, or null when nothing answers there.</summary>
    public string? ClusterAt(string server) => _endpoints.Find(server.TrimEnd('/'))?.Name;

    /// <summary>An object, or null when there is none. <paramref name="space"/> is empty for objects of the whole cluster.</summary>
    public PropertyMap? Find(string cluster, string apiVersion, string kind, string space, string name) =>
        Find(cluster, new ObjectReference(apiVersion, kind, space, name));

    /// <summary>The objects of a kind, in a namespace or, with none given, in all; in the order of namespace and name.</summary>
    public IEnumerable<PropertyMap> List(string cluster, string apiVersion, string kind, string? space = null) => space is null
        ? _store.List(Key(cluster, SafeName.Path(apiVersion.Replace('/', '_'), kind)), recursive: true)
        : _store.List(Key(cluster, new ObjectReference(apiVersion, kind, space, "").Folder));

    /// <summary>Every object of a cluster.</summary>
    public IEnumerable<PropertyMap> List(string cluster) => _store.List(Key(cluster, ""), recursive: true);

    /// <summary>Opens a cluster for one client, once whoever is at it has finished.</summary>
    /// <param name="cluster">The cluster's name.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    public async Task<ClusterSession> OpenAsync(string cluster, CancellationToken cancellation) =>
        new(this, cluster, await LockAsync(cluster, cancellation));

    internal PropertyMap? Find(string cluster, ObjectReference reference) => _store.Read(Key(cluster, reference.Key));

    /// <summary>The cluster that a kubeconfig leads to.</summary>
    /// <exception cref="ProviderException">Nothing answers there, or what answers is not trusted.</exception>
    internal string Reach(Kubeconfig kubeconfig)
    {
        var host = Uri.TryCreate(kubeconfig.Server, UriKind.Absolute, out var uri) ? uri.Host : kubeconfig.Server;
        var cluster = _endpoints.Find(kubeconfig.Server)
            ?? throw Unreachable(kubeconfig, $"dial tcp: lookup {host}: no such host");
        if (kubeconfig.CertificateAuthority.Length > 0 && kubeconfig.CertificateAuthority != cluster.CertificateAuthority)
            throw Unreachable(kubeconfig, "tls: failed to verify certificate: x509: certificate signed by unknown authority");
        return cluster.Name;
    }

    /// <summary>A new cluster with the namespaces that every cluster has.</summary>
    internal void Install(string cluster)
    {
        foreach (var name in SystemNamespaces)
            Create(cluster, PropertyMap.Of(("apiVersion", "v1"), ("kind", "Namespace"), ("metadata", PropertyMap.Of(("name", name)))), "");
    }

    /// <summary>Removes a cluster with everything in it.</summary>
    internal void Uninstall(string cluster) => _store.DeleteFolder(Key(cluster, ""));

    /// <summary>Creates an object and gives it as the API server keeps it.</summary>
    /// <exception cref="ProviderException">It exists, or its namespace does not.</exception>
    internal PropertyMap Create(string cluster, PropertyMap manifest, string defaultNamespace)
    {
        var reference = ObjectReference.Of(manifest, defaultNamespace);
        RequireNamespace(cluster, reference.Namespace);
        var created = Stamp(Admit(manifest, reference), ("uid", Guid.NewGuid().ToString()), ("creationTimestamp", Now()), ("resourceVersion", NextVersion()));
        if (!_store.TryCreate(Key(cluster, reference.Key), created))
            throw new ProviderException($"{reference.Plural} \"{reference.Name}\" already exists");
        // A namespace is deleted before its content: whoever finds it gone now must not leave anything behind, and needs no lock to know.
        if (reference.Namespace.Length > 0 && !HasNamespace(cluster, reference.Namespace))
            _store.Delete(Key(cluster, reference.Key));
        RequireNamespace(cluster, reference.Namespace);
        return created;
    }

    /// <summary>Applies a manifest over what the same applier said before, and gives the object as it is then. An object that is gone is made anew.</summary>
    /// <exception cref="ProviderException">Its namespace does not exist, or the object is immutable.</exception>
    internal async Task<PropertyMap> ApplyAsync(string cluster, PropertyMap before, PropertyMap now, string defaultNamespace, CancellationToken cancellation)
    {
        var reference = ObjectReference.Of(now, defaultNamespace);
        using var held = await LockAsync(cluster, cancellation);
        RequireNamespace(cluster, reference.Namespace);
        var live = Find(cluster, reference)
            ?? Stamp(PropertyMap.Empty, ("uid", Guid.NewGuid().ToString()), ("creationTimestamp", Now()));
        var applied = ApplyMerge.Merge(live, SecretData.Fold(before.WithoutNulls()), SecretData.Fold(now.WithoutNulls()));
        applied = Admit(applied, reference);
        if (live.Flag("immutable") && !Equals(live.Find("data"), applied.Find("data")))
            throw new ProviderException($"{reference.Kind} \"{reference.Name}\" is invalid: data: Forbidden: field is immutable when `immutable` is set");
        if (applied.Equals(live))
            return live;
        applied = Stamp(applied, ("resourceVersion", NextVersion()));
        _store.Write(Key(cluster, reference.Key), applied);
        return applied;
    }

    /// <summary>Deletes an object; a namespace goes with everything in it. One that is gone is no error.</summary>
    internal async Task DeleteAsync(string cluster, ObjectReference reference, CancellationToken cancellation)
    {
        using var held = await LockAsync(cluster, cancellation);
        _store.Delete(Key(cluster, reference.Key));
        if (reference is { Kind: "Namespace", ApiVersion: "v1" })
        {
            var spaces = _store.Folders(Key(cluster, "")).SelectMany(group => _store.Folders(Key(cluster, group)).Select(kind => $"{group}/{kind}"));
            foreach (var kind in spaces.ToList())
                _store.DeleteFolder(Key(cluster, $"{kind}/{SafeName.Of(reference.Name)}"));
        }
    }

    /// <summary>Writes an object as it is to be, and gives it with its new version. Under the cluster's lock.</summary>
    internal PropertyMap Replace(string cluster, ObjectReference reference, PropertyMap manifest)
    {
        var stamped = Stamp(manifest, ("resourceVersion", NextVersion()));
        _store.Write(Key(cluster, reference.Key), stamped);
        return stamped;
    }

    /// <summary>Removes an object, and nothing else. Under the cluster's lock.</summary>
    internal void Remove(string cluster, ObjectReference reference) => _store.Delete(Key(cluster, reference.Key));

    private Task<IDisposable> LockAsync(string cluster, CancellationToken cancellation) => _locks.TakeAsync($"kubernetes/{cluster}", cancellation);

    private void RequireNamespace(string cluster, string space)
    {
        if (space.Length > 0 && !HasNamespace(cluster, space))
            throw new ProviderException($"namespaces \"{space}\" not found");
    }

    private bool HasNamespace(string cluster, string space) => _store.Exists(Key(cluster, new ObjectReference("v1", "Namespace", "", space).Key));

    // What the API server adds by itself.
    internal static PropertyMap Admit(PropertyMap manifest, ObjectReference reference)
    {
        var admitted = SecretData.Fold(manifest.WithoutNulls());
        var metadata = admitted.Map("metadata").With("name", reference.Name);
        if (reference.Namespace.Length > 0)
            metadata = metadata.With("namespace", reference.Namespace);
        if (reference is { Kind: "Namespace", ApiVersion: "v1" })
        {
            metadata = metadata.With("labels", metadata.Map("labels").With("kubernetes.io/metadata.name", reference.Name));
            admitted = admitted.With("status", PropertyMap.Of(("phase", "Active")));
        }
        if (reference is { Kind: "Secret", ApiVersion: "v1" } && !admitted.Has("type"))
            admitted = admitted.With("type", "Opaque");
        return admitted.With("metadata", metadata);
    }

    private static PropertyMap Stamp(PropertyMap manifest, params (string Name, PropertyValue Value)[] stamps) =>
        manifest.With("metadata", manifest.Map("metadata").Merge(PropertyMap.Of(stamps)));

    private static string Now() => DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    // Opaque to clients, who may only compare for equality; time is what changes from one write to the next, in any process.
    private static string NextVersion() => (DateTime.UtcNow - DateTime.UnixEpoch).Ticks.ToString(CultureInfo.InvariantCulture);

    private static string Key(string cluster, string below) => below.Length == 0 ? SafeName.Path("kubernetes", cluster) : $"{SafeName.Path("kubernetes", cluster)}/{below}";

    private static ProviderException Unreachable(Kubeconfig kubeconfig, string why) => new(
        "configured Kubernetes cluster is unreachable: unable to load schema information from the API server: "
        + $"Get \"{kubeconfig.Server}/openapi/v2?timeout=32s\": {why}");
}
