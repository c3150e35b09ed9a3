using System.Collections.Frozen;

namespace Slipway.Checks.Rules.Graph;

/// <summary>The API groups whose CustomResourceDefinitions widely used Helm charts bring, by the chart's name.</summary>
internal static class ChartDefinitions
{
    private static readonly FrozenDictionary<string, string[]> ByChart = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["argo-cd"] = ["argoproj.io"],
        ["argo-rollouts"] = ["argoproj.io"],
        ["argo-workflows"] = ["argoproj.io"],
        ["aws-load-balancer-controller"] = ["elbv2.k8s.aws"],
        ["base"] = ["networking.istio.io", "security.istio.io", "telemetry.istio.io", "extensions.istio.io"],
        ["cert-manager"] = ["cert-manager.io", "acme.cert-manager.io"],
        ["cilium"] = ["cilium.io"],
        ["cloudnative-pg"] = ["postgresql.cnpg.io"],
        ["crossplane"] = ["apiextensions.crossplane.io", "pkg.crossplane.io"],
        ["eck-operator"] = ["elasticsearch.k8s.elastic.co", "kibana.k8s.elastic.co", "beat.k8s.elastic.co", "agent.k8s.elastic.co", "apm.k8s.elastic.co", "logstash.k8s.elastic.co"],
        ["eck-operator-crds"] = ["elasticsearch.k8s.elastic.co", "kibana.k8s.elastic.co", "beat.k8s.elastic.co", "agent.k8s.elastic.co", "apm.k8s.elastic.co", "logstash.k8s.elastic.co"],
        ["external-secrets"] = ["external-secrets.io", "generators.external-secrets.io"],
        ["gatekeeper"] = ["templates.gatekeeper.sh", "config.gatekeeper.sh"],
        ["istio-base"] = ["networking.istio.io", "security.istio.io", "telemetry.istio.io", "extensions.istio.io"],
        ["karpenter"] = ["karpenter.sh", "karpenter.k8s.aws"],
        ["karpenter-crd"] = ["karpenter.sh", "karpenter.k8s.aws"],
        ["keda"] = ["keda.sh"],
        ["kube-arangodb"] = ["database.arangodb.com", "backup.arangodb.com", "replication.database.arangodb.com"],
        ["kube-prometheus-stack"] = ["monitoring.coreos.com"],
        ["kyverno"] = ["kyverno.io", "policies.kyverno.io"],
        ["longhorn"] = ["longhorn.io"],
        ["metallb"] = ["metallb.io"],
        ["prometheus-operator-crds"] = ["monitoring.coreos.com"],
        ["rook-ceph"] = ["ceph.rook.io"],
        ["strimzi-kafka-operator"] = ["kafka.strimzi.io"],
        ["tekton-operator"] = ["operator.tekton.dev"],
        ["traefik"] = ["traefik.io"],
        ["trust-manager"] = ["trust.cert-manager.io"],
        ["velero"] = ["velero.io"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The groups of a chart; none of one that is not known here.</summary>
    public static IReadOnlyCollection<string> Of(string chart) => ByChart.GetValueOrDefault(chart, []);
}
