using System.Collections.Frozen;

namespace Slipway.Checks.Schemas;

/// <summary>Versions that Flux 2.9 and Kubernetes up to 1.36 no longer serve.</summary>
internal static class RemovedVersions
{
    private const string EveryKind = "*";

    // Flux: the table of `flux migrate`, Flux 2.9. Kubernetes: its deprecation guide, by the release that took the version away.
    private static readonly FrozenDictionary<(string ApiVersion, string Kind), (string By, string Instead)> All = Entries().ToFrozenDictionary(e => e.Key, e => e.Value);

    /// <summary>What no longer serves a kind, and what to use; null when the version is not a removed one.</summary>
    public static (string By, string Instead)? Find(string apiVersion, string kind) =>
        All.TryGetValue((apiVersion, kind), out var removal) || All.TryGetValue((apiVersion, EveryKind), out removal) ? removal : null;

    private static IEnumerable<KeyValuePair<(string, string), (string, string)>> Entries() =>
    [
        .. Of("Flux 2.7", "source.toolkit.fluxcd.io/v1", EveryKind, "source.toolkit.fluxcd.io/v1beta1"),
        .. Of("Flux 2.8", "source.toolkit.fluxcd.io/v1", EveryKind, "source.toolkit.fluxcd.io/v1beta2"),
        .. Of("Flux 2.7", "kustomize.toolkit.fluxcd.io/v1", EveryKind, "kustomize.toolkit.fluxcd.io/v1beta1"),
        .. Of("Flux 2.8", "kustomize.toolkit.fluxcd.io/v1", EveryKind, "kustomize.toolkit.fluxcd.io/v1beta2"),
        .. Of("Flux 2.7", "helm.toolkit.fluxcd.io/v2", EveryKind, "helm.toolkit.fluxcd.io/v2beta1"),
        .. Of("Flux 2.8", "helm.toolkit.fluxcd.io/v2", EveryKind, "helm.toolkit.fluxcd.io/v2beta2"),
        .. Of("Flux 2.7", "image.toolkit.fluxcd.io/v1", EveryKind, "image.toolkit.fluxcd.io/v1alpha1", "image.toolkit.fluxcd.io/v1alpha2", "image.toolkit.fluxcd.io/v1beta1"),
        .. Of("Flux 2.9", "image.toolkit.fluxcd.io/v1", EveryKind, "image.toolkit.fluxcd.io/v1beta2"),
        .. Of("Flux 2.7", "notification.toolkit.fluxcd.io/v1", "Receiver", "notification.toolkit.fluxcd.io/v1beta1"),
        .. Of("Flux 2.9", "notification.toolkit.fluxcd.io/v1", "Receiver", "notification.toolkit.fluxcd.io/v1beta2"),
        .. Of("Flux 2.7", "notification.toolkit.fluxcd.io/v1beta3", EveryKind, "notification.toolkit.fluxcd.io/v1beta1"),
        .. Of("Flux 2.9", "notification.toolkit.fluxcd.io/v1beta3", EveryKind, "notification.toolkit.fluxcd.io/v1beta2"),

        .. Of("Kubernetes 1.16", "apps/v1", EveryKind, "apps/v1beta1", "apps/v1beta2"),
        .. Of("Kubernetes 1.16", "apps/v1", "Deployment", "extensions/v1beta1"),
        .. Of("Kubernetes 1.16", "apps/v1", "DaemonSet", "extensions/v1beta1"),
        .. Of("Kubernetes 1.16", "apps/v1", "ReplicaSet", "extensions/v1beta1"),
        .. Of("Kubernetes 1.16", "networking.k8s.io/v1", "NetworkPolicy", "extensions/v1beta1"),
        .. Of("Kubernetes 1.16", "Pod Security Standards (labels on the namespace)", "PodSecurityPolicy", "extensions/v1beta1"),
        .. Of("Kubernetes 1.22", "admissionregistration.k8s.io/v1", "MutatingWebhookConfiguration", "admissionregistration.k8s.io/v1beta1"),
        .. Of("Kubernetes 1.22", "admissionregistration.k8s.io/v1", "ValidatingWebhookConfiguration", "admissionregistration.k8s.io/v1beta1"),
        .. Of("Kubernetes 1.22", "apiextensions.k8s.io/v1", EveryKind, "apiextensions.k8s.io/v1beta1"),
        .. Of("Kubernetes 1.22", "apiregistration.k8s.io/v1", EveryKind, "apiregistration.k8s.io/v1beta1"),
        .. Of("Kubernetes 1.22", "authentication.k8s.io/v1", "TokenReview", "authentication.k8s.io/v1beta1"),
        .. Of("Kubernetes 1.22", "authorization.k8s.io/v1", EveryKind, "authorization.k8s.io/v1beta1"),
        .. Of("Kubernetes 1.22", "certificates.k8s.io/v1", "CertificateSigningRequest", "certificates.k8s.io/v1beta1"),
        .. Of("Kubernetes 1.22", "coordination.k8s.io/v1", "Lease", "coordination.k8s.io/v1beta1"),
        .. Of("Kubernetes 1.22", "networking.k8s.io/v1", "Ingress", "extensions/v1beta1", "networking.k8s.io/v1beta1"),
        .. Of("Kubernetes 1.22", "networking.k8s.io/v1", "IngressClass", "networking.k8s.io/v1beta1"),
        .. Of("Kubernetes 1.22", "rbac.authorization.k8s.io/v1", EveryKind, "rbac.authorization.k8s.io/v1beta1", "rbac.authorization.k8s.io/v1alpha1"),
        .. Of("Kubernetes 1.22", "scheduling.k8s.io/v1", "PriorityClass", "scheduling.k8s.io/v1beta1"),
        .. Of("Kubernetes 1.22", "storage.k8s.io/v1", "CSIDriver", "storage.k8s.io/v1beta1"),
        .. Of("Kubernetes 1.22", "storage.k8s.io/v1", "CSINode", "storage.k8s.io/v1beta1"),
        .. Of("Kubernetes 1.22", "storage.k8s.io/v1", "StorageClass", "storage.k8s.io/v1beta1"),
        .. Of("Kubernetes 1.22", "storage.k8s.io/v1", "VolumeAttachment", "storage.k8s.io/v1beta1"),
        .. Of("Kubernetes 1.25", "batch/v1", "CronJob", "batch/v1beta1", "batch/v2alpha1"),
        .. Of("Kubernetes 1.25", "discovery.k8s.io/v1", "EndpointSlice", "discovery.k8s.io/v1beta1"),
        .. Of("Kubernetes 1.25", "events.k8s.io/v1", "Event", "events.k8s.io/v1beta1"),
        .. Of("Kubernetes 1.25", "autoscaling/v2", "HorizontalPodAutoscaler", "autoscaling/v2beta1"),
        .. Of("Kubernetes 1.26", "autoscaling/v2", "HorizontalPodAutoscaler", "autoscaling/v2beta2"),
        .. Of("Kubernetes 1.25", "policy/v1", "PodDisruptionBudget", "policy/v1beta1"),
        .. Of("Kubernetes 1.25", "Pod Security Standards (labels on the namespace)", "PodSecurityPolicy", "policy/v1beta1"),
        .. Of("Kubernetes 1.25", "node.k8s.io/v1", "RuntimeClass", "node.k8s.io/v1beta1"),
        .. Of("Kubernetes 1.27", "storage.k8s.io/v1", "CSIStorageCapacity", "storage.k8s.io/v1beta1"),
        .. Of("Kubernetes 1.26", "flowcontrol.apiserver.k8s.io/v1", EveryKind, "flowcontrol.apiserver.k8s.io/v1beta1"),
        .. Of("Kubernetes 1.29", "flowcontrol.apiserver.k8s.io/v1", EveryKind, "flowcontrol.apiserver.k8s.io/v1beta2"),
        .. Of("Kubernetes 1.32", "flowcontrol.apiserver.k8s.io/v1", EveryKind, "flowcontrol.apiserver.k8s.io/v1beta3"),
    ];

    private static IEnumerable<KeyValuePair<(string, string), (string, string)>> Of(string by, string instead, string kind, params string[] versions) =>
        versions.Select(version => KeyValuePair.Create((version, kind), (by, instead)));
}
