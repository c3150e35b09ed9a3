using System.Collections.Frozen;

namespace Slipway.Checks.Kustomize;

/// <summary>The kinds without namespace that kustomize 5 knows: those of Kubernetes 1.21, whose schema it carries.</summary>
internal static class ClusterScopedKinds
{
    private static readonly FrozenSet<(string Group, string Version, string Kind)> Known = All().ToFrozenSet();

    public static bool Contains(string group, string version, string kind) => Known.Contains((group, version, kind));

    private static IEnumerable<(string, string, string)> All()
    {
        foreach (var (group, versions, kinds) in new (string, string[], string[])[]
        {
            ("", ["v1"], ["ComponentStatus", "Namespace", "Node", "PersistentVolume"]),
            ("admissionregistration.k8s.io", ["v1", "v1beta1"], ["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"]),
            ("apiextensions.k8s.io", ["v1", "v1beta1"], ["CustomResourceDefinition"]),
            ("apiregistration.k8s.io", ["v1", "v1beta1"], ["APIService"]),
            ("authentication.k8s.io", ["v1", "v1beta1"], ["TokenReview"]),
            ("authorization.k8s.io", ["v1", "v1beta1"], ["SelfSubjectAccessReview", "SelfSubjectRulesReview", "SubjectAccessReview"]),
            ("certificates.k8s.io", ["v1", "v1beta1"], ["CertificateSigningRequest"]),
            ("flowcontrol.apiserver.k8s.io", ["v1beta1"], ["FlowSchema", "PriorityLevelConfiguration"]),
            ("internal.apiserver.k8s.io", ["v1alpha1"], ["StorageVersion"]),
            ("networking.k8s.io", ["v1", "v1beta1"], ["IngressClass"]),
            ("node.k8s.io", ["v1", "v1alpha1", "v1beta1"], ["RuntimeClass"]),
            ("policy", ["v1beta1"], ["PodSecurityPolicy"]),
            ("rbac.authorization.k8s.io", ["v1", "v1alpha1", "v1beta1"], ["ClusterRole", "ClusterRoleBinding"]),
            ("scheduling.k8s.io", ["v1", "v1alpha1", "v1beta1"], ["PriorityClass"]),
            ("storage.k8s.io", ["v1", "v1beta1"], ["CSIDriver", "CSINode", "StorageClass", "VolumeAttachment"]),
            ("storage.k8s.io", ["v1alpha1"], ["VolumeAttachment"]),
        })
        {
            foreach (var version in versions)
            {
                foreach (var kind in kinds)
                    yield return (group, version, kind);
            }
        }
    }
}
