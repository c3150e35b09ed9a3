namespace Slipway.Checks.Kustomize;

/// <summary>Fields in which objects name an object of a kind.</summary>
/// <param name="Target">The kind that is named.</param>
/// <param name="Field">The field that names it.</param>
internal sealed record NameReference(KindSelector Target, FieldSpec Field)
{
    /// <summary>Whether the field is that of a binding's role, which names its kind beside it.</summary>
    public bool IsRoleReference => Field.Path is [.., "roleRef", "name"];

    private static readonly (string Kind, string Path)[] Templates =
    [
        ("Deployment", "spec/template/spec"), ("ReplicaSet", "spec/template/spec"), ("DaemonSet", "spec/template/spec"), ("StatefulSet", "spec/template/spec"),
        ("Job", "spec/template/spec"), ("CronJob", "spec/jobTemplate/spec/template/spec"), ("PodTemplate", "template/spec"),
    ];

    private static readonly (string Kind, string Path)[] Runners =
    [
        ("Pod", "spec"), ("StatefulSet", "spec/template/spec"), ("Deployment", "spec/template/spec"), ("ReplicationController", "spec/template/spec"),
        ("CronJob", "spec/jobTemplate/spec/template/spec"), ("Job", "spec/template/spec"), ("DaemonSet", "spec/template/spec"),
    ];

    /// <summary>All fields that kustomize 5 knows.</summary>
    public static IEnumerable<NameReference> All() =>
        [.. Scaled(), .. ConfigMaps(), .. Secrets(), .. Services(), .. Access(), .. Claims(), .. Classes()];

    private static IEnumerable<NameReference> Scaled() =>
        new[] { "Deployment", "ReplicationController", "ReplicaSet", "StatefulSet" }.Select(kind => To(kind, "spec/scaleTargetRef/name", "HorizontalPodAutoscaler"));

    private static IEnumerable<NameReference> ConfigMaps()
    {
        foreach (var reference in InPods("ConfigMap", "volumes/configMap/name", "containers/env/valueFrom/configMapKeyRef/name", "initContainers/env/valueFrom/configMapKeyRef/name",
            "containers/envFrom/configMapRef/name", "initContainers/envFrom/configMapRef/name", "volumes/projected/sources/configMap/name"))
            yield return reference;
        yield return To("ConfigMap", "spec/configSource/configMap", "Node", version: "v1");
        foreach (var role in new[] { "Role", "ClusterRole" })
            yield return To("ConfigMap", "rules/resourceNames", role, version: "v1");
        yield return To("ConfigMap", @"metadata/annotations/nginx.ingress.kubernetes.io\/fastcgi-params-configmap", "Ingress", version: "v1");
    }

    private static IEnumerable<NameReference> Secrets()
    {
        foreach (var reference in InPods("Secret", "volumes/secret/secretName", "containers/env/valueFrom/secretKeyRef/name", "initContainers/env/valueFrom/secretKeyRef/name",
            "containers/envFrom/secretRef/name", "initContainers/envFrom/secretRef/name", "imagePullSecrets/name", "volumes/projected/sources/secret/name"))
            yield return reference;
        foreach (var (path, kind) in new[]
        {
            ("spec/tls/secretName", "Ingress"), (@"metadata/annotations/ingress.kubernetes.io\/auth-secret", "Ingress"), (@"metadata/annotations/nginx.ingress.kubernetes.io\/auth-secret", "Ingress"),
            (@"metadata/annotations/nginx.ingress.kubernetes.io\/auth-tls-secret", "Ingress"), ("imagePullSecrets/name", "ServiceAccount"), ("parameters/secretName", "StorageClass"),
            ("parameters/adminSecretName", "StorageClass"), ("parameters/userSecretName", "StorageClass"), ("parameters/secretRef", "StorageClass"), ("rules/resourceNames", "Role"),
            ("rules/resourceNames", "ClusterRole"), ("spec/azureFile/secretName", "PersistentVolume"),
        })
            yield return To("Secret", path, kind, version: "v1");
        yield return new NameReference(new KindSelector("", "v1", "Secret"), FieldSpec.Of("spec/template/spec/containers/env/valueFrom/secretKeyRef/name", kind: "Service", group: "serving.knative.dev", version: "v1"));
    }

    private static IEnumerable<NameReference> Services()
    {
        var service = new KindSelector("", "v1", "Service");
        yield return new(service, FieldSpec.Of("spec/serviceName", kind: "StatefulSet", group: "apps"));
        foreach (var path in new[] { "spec/rules/http/paths/backend/serviceName", "spec/backend/serviceName", "spec/rules/http/paths/backend/service/name", "spec/defaultBackend/service/name" })
            yield return new(service, FieldSpec.Of(path, kind: "Ingress"));
        yield return new(service, FieldSpec.Of("spec/service/name", kind: "APIService", group: "apiregistration.k8s.io"));
        foreach (var kind in new[] { "ValidatingWebhookConfiguration", "MutatingWebhookConfiguration" })
            yield return new(service, FieldSpec.Of("webhooks/clientConfig/service", kind: kind, group: "admissionregistration.k8s.io"));
    }

    private static IEnumerable<NameReference> Access()
    {
        const string Group = "rbac.authorization.k8s.io";
        yield return new(new KindSelector(Group, "", "Role"), FieldSpec.Of("roleRef/name", kind: "RoleBinding", group: Group));
        foreach (var binding in new[] { "RoleBinding", "ClusterRoleBinding" })
        {
            yield return new(new KindSelector(Group, "", "ClusterRole"), FieldSpec.Of("roleRef/name", kind: binding, group: Group));
            yield return new(new KindSelector("", "v1", "ServiceAccount"), FieldSpec.Of("subjects", kind: binding, group: Group));
        }
        foreach (var (kind, path) in Runners)
            yield return To("ServiceAccount", path + "/serviceAccountName", kind, version: "v1");
    }

    private static IEnumerable<NameReference> Claims()
    {
        foreach (var (kind, path) in Runners)
            yield return To("PersistentVolumeClaim", path + "/volumes/persistentVolumeClaim/claimName", kind, version: "v1");
        yield return To("PersistentVolume", "spec/volumeName", "PersistentVolumeClaim", version: "v1");
        yield return To("PersistentVolume", "rules/resourceNames", "ClusterRole", version: "v1");
    }

    private static IEnumerable<NameReference> Classes()
    {
        var storage = new KindSelector("storage.k8s.io", "v1", "StorageClass");
        yield return new(storage, FieldSpec.Of("spec/storageClassName", kind: "PersistentVolume"));
        yield return new(storage, FieldSpec.Of("spec/storageClassName", kind: "PersistentVolumeClaim"));
        yield return new(storage, FieldSpec.Of("spec/volumeClaimTemplates/spec/storageClassName", kind: "StatefulSet"));
        foreach (var (kind, path) in Runners)
            yield return new(new KindSelector("scheduling.k8s.io", "v1", "PriorityClass"), FieldSpec.Of(path + "/priorityClassName", kind: kind));
    }

    private static IEnumerable<NameReference> InPods(string target, params string[] fields)
    {
        foreach (var field in fields)
        {
            yield return new(new KindSelector("", "v1", target), FieldSpec.Of($"spec/{field}", kind: "Pod", version: "v1"));
            foreach (var (kind, path) in Templates)
                yield return To(target, $"{path}/{field}", kind, version: "v1");
        }
    }

    private static NameReference To(string target, string path, string kind, string version = "") => new(new KindSelector("", version, target), FieldSpec.Of(path, kind: kind));
}
