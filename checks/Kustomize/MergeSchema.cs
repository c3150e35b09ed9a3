using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Slipway.Checks.Kustomize;

/// <summary>Which lists of a kind are merged by key when a patch has them too. kustomize 5 knows this of the kinds of Kubernetes 1.21; lists that it does not know are replaced.</summary>
internal sealed class MergeSchema
{
    private readonly FrozenDictionary<string, MergeSchema> _fields;

    private MergeSchema(ImmutableArray<string>? keys, params (string Field, MergeSchema Schema)[] fields)
    {
        Keys = keys;
        _fields = fields.ToFrozenDictionary(f => f.Field, f => f.Schema, StringComparer.Ordinal);
    }

    /// <summary>The keys by which items of this list are the same; empty for a list of texts; null where the list is replaced.</summary>
    public ImmutableArray<string>? Keys { get; }

    /// <summary>What is known of a field, also of the items of a list.</summary>
    public MergeSchema? Field(string name) => _fields.GetValueOrDefault(name);

    /// <summary>What is known of a kind, or null.</summary>
    public static MergeSchema? Of(ObjectId id) => Kinds.GetValueOrDefault((id.ApiVersion, id.Kind)) ?? (IsBuiltIn(id) ? Plain : null);

    private static readonly MergeSchema Metadata = Map(("finalizers", List([])), ("ownerReferences", List(["uid"])));

    private static readonly MergeSchema Plain = Map(("metadata", Metadata));

    private static readonly MergeSchema Container = List(["name"],
        ("ports", List(["containerPort", "protocol"])), ("env", List(["name"])), ("volumeMounts", List(["mountPath"])), ("volumeDevices", List(["devicePath"])));

    private static readonly MergeSchema PodSpec = Map(
        ("containers", Container), ("initContainers", Container), ("ephemeralContainers", Container), ("volumes", List(["name"])), ("imagePullSecrets", List(["name"])),
        ("hostAliases", List(["ip"])), ("topologySpreadConstraints", List(["topologyKey", "whenUnsatisfiable"])));

    private static readonly MergeSchema Template = Map(("metadata", Metadata), ("spec", PodSpec));

    private static readonly MergeSchema Webhooks = Map(("metadata", Metadata), ("webhooks", List(["name"])));

    private static readonly FrozenDictionary<(string, string), MergeSchema> Kinds = new Dictionary<(string, string), MergeSchema>
    {
        [("v1", "Pod")] = Map(("metadata", Metadata), ("spec", PodSpec)),
        [("v1", "PodTemplate")] = Map(("metadata", Metadata), ("template", Template)),
        [("v1", "ReplicationController")] = Workload(),
        [("apps/v1", "Deployment")] = Workload(),
        [("apps/v1", "ReplicaSet")] = Workload(),
        [("apps/v1", "DaemonSet")] = Workload(),
        [("apps/v1", "StatefulSet")] = Workload(),
        [("batch/v1", "Job")] = Workload(),
        [("batch/v1", "CronJob")] = Jobs(),
        [("batch/v1beta1", "CronJob")] = Jobs(),
        [("v1", "Service")] = Map(("metadata", Metadata), ("spec", Map(("ports", List(["port", "protocol"]))))),
        [("v1", "ServiceAccount")] = Map(("metadata", Metadata), ("secrets", List(["name"]))),
        [("v1", "Node")] = Map(("metadata", Metadata), ("spec", Map(("podCIDRs", List([]))))),
        [("admissionregistration.k8s.io/v1", "MutatingWebhookConfiguration")] = Webhooks,
        [("admissionregistration.k8s.io/v1", "ValidatingWebhookConfiguration")] = Webhooks,
        [("storage.k8s.io/v1", "CSINode")] = Map(("metadata", Metadata), ("spec", Map(("drivers", List(["name"]))))),
    }.ToFrozenDictionary();

    private static MergeSchema Workload() => Map(("metadata", Metadata), ("spec", Map(("template", Template))));

    private static MergeSchema Jobs() => Map(("metadata", Metadata), ("spec", Map(("jobTemplate", Workload()))));

    private static MergeSchema Map(params (string, MergeSchema)[] fields) => new(null, fields);

    private static MergeSchema List(ImmutableArray<string> keys, params (string, MergeSchema)[] fields) => new(keys, fields);

    private static bool IsBuiltIn(ObjectId id) => id.IsClusterScoped || (id.ApiVersion, id.Kind) is
        ("v1", "ConfigMap" or "Secret" or "PersistentVolumeClaim" or "Endpoints" or "Event" or "LimitRange" or "ResourceQuota")
        or ("networking.k8s.io/v1", "Ingress" or "NetworkPolicy")
        or ("rbac.authorization.k8s.io/v1", "Role" or "RoleBinding")
        or ("autoscaling/v1" or "autoscaling/v2beta1" or "autoscaling/v2beta2", "HorizontalPodAutoscaler")
        or ("policy/v1" or "policy/v1beta1", "PodDisruptionBudget")
        or ("coordination.k8s.io/v1", "Lease") or ("discovery.k8s.io/v1", "EndpointSlice");
}
