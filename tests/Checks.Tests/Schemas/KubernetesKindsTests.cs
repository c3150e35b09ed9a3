using Slipway.Checks.Schemas;
using Slipway.Checks.Schemas.Rules;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Tests.Schemas;

public sealed class KubernetesKindsTests
{
    private const string Pod = "{ containers: [{ name: web, image: 'example.com/web:1', ports: [{ name: http, containerPort: 80 }] }] }";

    [Fact]
    public void Every_kind_can_be_read() => Assert.All(KubernetesKinds.All(), kind => Assert.NotEmpty(kind.Value.Value.Schema.Properties));

    [Fact]
    public void A_whole_deployment_is_accepted() => Assert.Empty(Manifest.Problems(Deployment(Pod)));

    [Theory]
    // shape
    [InlineData("{ containers: [{ name: web, image: a, prots: [] }] }", SchemaProblemKind.UnknownField, "containers[0].prots")]
    [InlineData("{ containers: [] }", SchemaProblemKind.WrongLength, "containers")]
    [InlineData("{ containers: [{ image: a }] }", SchemaProblemKind.MissingField, "containers[0].name")]
    [InlineData("{ containers: [{ name: Web, image: a }] }", SchemaProblemKind.WrongFormat, "containers[0].name")]
    [InlineData("{ containers: [{ name: web, image: 'a b' }] }", SchemaProblemKind.WrongFormat, "containers[0].image")]
    [InlineData("{ containers: [{ name: web, image: a }, { name: web, image: b }] }", SchemaProblemKind.DuplicateItem, "containers[1]")]
    [InlineData("{ containers: [{ name: web, image: a, ports: [{ containerPort: 65536 }] }] }", SchemaProblemKind.OutOfBounds, "containers[0].ports[0].containerPort")]
    [InlineData("{ containers: [{ name: web, image: a, env: [{ name: A }, { name: A }] }] }", SchemaProblemKind.DuplicateItem, "containers[0].env[1]")]
    [InlineData("{ containers: [{ name: web, image: a, resources: { limits: { memory: 1GB } } }] }", SchemaProblemKind.WrongFormat, "containers[0].resources.limits.memory")]
    // rules
    [InlineData("{ containers: [{ name: web }] }", SchemaProblemKind.MissingField, "containers[0].image")]
    [InlineData("{ containers: [{ name: web, image: a }], initContainers: [{ name: web, image: a }] }", SchemaProblemKind.DuplicateItem, "initContainers[0].name")]
    [InlineData("{ containers: [{ name: web, image: a, ports: [{ name: a, containerPort: 1 }, { name: a, containerPort: 2 }] }] }", SchemaProblemKind.DuplicateItem, "containers[0].ports[1].name")]
    [InlineData("{ containers: [{ name: web, image: a, env: [{ name: A, value: b, valueFrom: { secretKeyRef: { name: a, key: b } } }] }] }", SchemaProblemKind.Contradiction, "containers[0].env[0]")]
    [InlineData("{ containers: [{ name: web, image: a, env: [{ name: A, valueFrom: {} }] }] }", SchemaProblemKind.Contradiction, "containers[0].env[0].valueFrom")]
    [InlineData("{ containers: [{ name: web, image: a, resources: { requests: { cpu: 1500m }, limits: { cpu: 1 } } }] }", SchemaProblemKind.Contradiction, "containers[0].resources.requests.cpu")]
    [InlineData("{ containers: [{ name: web, image: a, livenessProbe: { periodSeconds: 5 } }] }", SchemaProblemKind.Contradiction, "containers[0].livenessProbe")]
    [InlineData("{ containers: [{ name: web, image: a, livenessProbe: { exec: { command: [a] }, successThreshold: 2 } }] }", SchemaProblemKind.OutOfBounds, "containers[0].livenessProbe.successThreshold")]
    [InlineData("{ containers: [{ name: web, image: a, readinessProbe: { httpGet: { port: web } } }] }", SchemaProblemKind.UnknownReference, "containers[0].readinessProbe.httpGet.port")]
    [InlineData("{ containers: [{ name: web, image: a, volumeMounts: [{ name: dta, mountPath: /d }] }], volumes: [{ name: data, emptyDir: {} }] }", SchemaProblemKind.UnknownReference, "containers[0].volumeMounts[0].name")]
    [InlineData("{ containers: [{ name: web, image: a }], volumes: [{ name: data, emptyDir: {}, secret: { secretName: a } }] }", SchemaProblemKind.Contradiction, "volumes[0]")]
    [InlineData("{ containers: [{ name: web, image: a }], restartPolicy: Never }", SchemaProblemKind.Contradiction, "restartPolicy")]
    public void A_pod_that_would_be_refused_is_found(string pod, SchemaProblemKind kind, string path)
    {
        var problem = Manifest.Problem(Deployment(pod));

        Assert.Equal((kind, $"spec.template.spec.{path}"), (problem.Kind, problem.Path));
    }

    [Theory]
    [InlineData("{ apiVersion: v1, kind: ConfigMap }", SchemaProblemKind.NotAnObject, "metadata")]
    [InlineData("{ apiVersion: v1, kind: ConfigMap, metadata: {} }", SchemaProblemKind.NotAnObject, "metadata.name")]
    [InlineData("{ kind: ConfigMap, metadata: { name: a } }", SchemaProblemKind.NotAnObject, "apiVersion")]
    [InlineData("{ apiVersion: v1, kind: ConfigMap, metadata: { name: a_b } }", SchemaProblemKind.WrongName, "metadata.name")]
    [InlineData("{ apiVersion: v1, kind: Namespace, metadata: { name: a.b } }", SchemaProblemKind.WrongName, "metadata.name")]
    [InlineData("{ apiVersion: v1, kind: Namespace, metadata: { name: a, namespace: b } }", SchemaProblemKind.WrongNamespace, "metadata.namespace")]
    [InlineData("{ apiVersion: v1, kind: ConfigMap, metadata: { name: a, namespace: B } }", SchemaProblemKind.WrongNamespace, "metadata.namespace")]
    [InlineData("{ apiVersion: v1, kind: ConfigMap, metadata: { name: a, labels: { 'a b': c } } }", SchemaProblemKind.WrongLabel, "metadata.labels[\"a b\"]")]
    [InlineData("{ apiVersion: v1, kind: ConfigMap, metadata: { name: a, labels: { a: -b } } }", SchemaProblemKind.WrongLabel, "metadata.labels[\"a\"]")]
    [InlineData("{ apiVersion: v1, kind: ConfigMap, metadata: { name: a, labels: { a: 1 } } }", SchemaProblemKind.WrongType, "metadata.labels.a")]
    [InlineData("{ apiVersion: v1, kind: ConfigMap, metadata: { name: a, annotations: { a/b/c: d } } }", SchemaProblemKind.WrongLabel, "metadata.annotations[\"a/b/c\"]")]
    [InlineData("{ apiVersion: v1, kind: ConfigMap, metadata: { name: a, label: {} } }", SchemaProblemKind.UnknownField, "metadata.label")]
    [InlineData("{ apiVersion: v1, kind: ConfigMap, metadata: { name: a }, data: { a b: c } }", SchemaProblemKind.WrongName, "data[\"a b\"]")]
    [InlineData("{ apiVersion: v1, kind: ConfigMap, metadata: { name: a }, data: { a: c }, binaryData: { a: Yg== } }", SchemaProblemKind.DuplicateItem, "binaryData[\"a\"]")]
    [InlineData("{ apiVersion: v1, kind: Secret, metadata: { name: a }, type: kubernetes.io/tls, stringData: { tls.crt: a } }", SchemaProblemKind.MissingField, "data[\"tls.key\"]")]
    [InlineData("{ apiVersion: v1, kind: Service, metadata: { name: 1a }, spec: { ports: [{ port: 80 }] } }", SchemaProblemKind.WrongName, "metadata.name")]
    [InlineData("{ apiVersion: v1, kind: Service, metadata: { name: a }, spec: { selector: { a: b } } }", SchemaProblemKind.MissingField, "spec.ports")]
    [InlineData("{ apiVersion: v1, kind: Service, metadata: { name: a }, spec: { type: ExternalName } }", SchemaProblemKind.MissingField, "spec.externalName")]
    [InlineData("{ apiVersion: v1, kind: Service, metadata: { name: a }, spec: { ports: [{ port: 80, nodePort: 30000 }] } }", SchemaProblemKind.Contradiction, "spec.ports[0].nodePort")]
    [InlineData("{ apiVersion: v1, kind: Service, metadata: { name: a }, spec: { ports: [{ name: a, port: 80 }, { name: a, port: 81 }] } }", SchemaProblemKind.DuplicateItem, "spec.ports[1].name")]
    [InlineData("{ apiVersion: v1, kind: Service, metadata: { name: a }, spec: { ports: [{ name: a, port: 80 }, { name: b, port: 80, protocol: TCP }] } }", SchemaProblemKind.DuplicateItem, "spec.ports[1]")]
    [InlineData("{ apiVersion: batch/v1, kind: Job, metadata: { name: a }, spec: { template: { spec: { containers: [{ name: a, image: b }] } } } }", SchemaProblemKind.Contradiction, "spec.template.spec.restartPolicy")]
    [InlineData("{ apiVersion: batch/v1, kind: CronJob, metadata: { name: a }, spec: { schedule: '* * * *', jobTemplate: { spec: { template: { spec: { restartPolicy: Never, containers: [{ name: a, image: b }] } } } } } }", SchemaProblemKind.WrongFormat, "spec.schedule")]
    [InlineData("{ apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: { name: a }, spec: { minReplicas: 3, maxReplicas: 2, scaleTargetRef: { kind: Deployment, name: a } } }", SchemaProblemKind.Contradiction, "spec.minReplicas")]
    [InlineData("{ apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: { name: a }, spec: { maxReplicas: 2, scaleTargetRef: { kind: Deployment, name: a }, metrics: [{ type: Resource }] } }", SchemaProblemKind.MissingField, "spec.metrics[0].resource")]
    [InlineData("{ apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: { name: a }, spec: { minAvailable: 1, maxUnavailable: 1 } }", SchemaProblemKind.Contradiction, "spec.maxUnavailable")]
    [InlineData("{ apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: { name: a }, spec: { minAvailable: half } }", SchemaProblemKind.PatternMismatch, "spec.minAvailable")]
    [InlineData("{ apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRoleBinding, metadata: { name: a }, roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: a } }", SchemaProblemKind.NotAllowed, "roleRef.kind")]
    [InlineData("{ apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: { name: a }, roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: a }, subjects: [{ kind: ServiceAccount, name: a }] }", SchemaProblemKind.MissingField, "subjects[0].namespace")]
    [InlineData("{ apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: { name: a }, roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: a }, subjects: [{ kind: Group, name: a, apiGroup: apps }] }", SchemaProblemKind.NotAllowed, "subjects[0].apiGroup")]
    [InlineData("{ apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: { name: a }, rules: [{ apiGroups: [''], verbs: [get] }] }", SchemaProblemKind.Contradiction, "rules[0]")]
    [InlineData("{ apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: { name: a }, rules: [{ resources: [pods], verbs: [get] }] }", SchemaProblemKind.MissingField, "rules[0].apiGroups")]
    [InlineData("{ apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: { name: a }, spec: {} }", SchemaProblemKind.MissingField, "spec.rules")]
    [InlineData("{ apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: { name: a }, spec: { defaultBackend: { service: { name: a, port: { name: a, number: 1 } } } } }", SchemaProblemKind.Contradiction, "spec.defaultBackend.service.port")]
    [InlineData("{ apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: { name: a }, spec: { rules: [{ http: { paths: [{ path: a, pathType: Prefix, backend: { service: { name: a, port: { number: 1 } } } }] } }] } }", SchemaProblemKind.WrongFormat, "spec.rules[0].http.paths[0].path")]
    [InlineData("{ apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: a }, spec: { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8 }, podSelector: {} }] }] } }", SchemaProblemKind.Contradiction, "spec.ingress[0].from[0]")]
    [InlineData("{ apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: a }, spec: { podSelector: {}, egress: [{ ports: [{ port: 90, endPort: 80 }] }] } }", SchemaProblemKind.OutOfBounds, "spec.egress[0].ports[0].endPort")]
    public void An_object_that_would_be_refused_is_found(string yaml, SchemaProblemKind kind, string path)
    {
        var problem = Manifest.Problem(yaml);

        Assert.Equal((kind, path), (problem.Kind, problem.Path));
    }

    [Theory]
    [InlineData("{ matchLabels: { app: other } }")]
    [InlineData("{ matchExpressions: [{ key: app, operator: NotIn, values: [web] }] }")]
    [InlineData("{ matchExpressions: [{ key: tier, operator: Exists }] }")]
    [InlineData("{}")]
    public void A_selector_that_does_not_select_its_template_is_found(string selector)
    {
        var problem = Manifest.Problem($"{{ apiVersion: apps/v1, kind: DaemonSet, metadata: {{ name: a }}, spec: {{ selector: {selector}, template: {{ metadata: {{ labels: {{ app: web }} }}, spec: {Pod} }} }} }}");

        Assert.Equal(SchemaProblemKind.SelectorMismatch, problem.Kind);
    }

    [Fact]
    public void A_claim_of_a_StatefulSet_is_a_volume_of_its_pods() => Assert.Empty(Manifest.Problems("""
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: a }
        spec:
          serviceName: a
          selector: { matchLabels: { app: a } }
          template:
            metadata: { labels: { app: a } }
            spec: { containers: [{ name: a, image: b, volumeMounts: [{ name: data, mountPath: /data }] }] }
          volumeClaimTemplates:
          - metadata: { name: data }
            spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }
        """));

    [Fact]
    public void The_values_of_a_Secret_stand_in_no_message()
    {
        var problems = Manifest.Problems("{ apiVersion: v1, kind: Secret, metadata: { name: a }, stringData: { pin: 4711 }, data: { token: 'pass word' } }");

        Assert.Equal(2, problems.Count);
        Assert.DoesNotContain(problems, p => p.ToString().Contains("4711", StringComparison.Ordinal) || p.ToString().Contains("pass word", StringComparison.Ordinal));
    }

    [Fact]
    public void A_sealed_Secret_is_accepted() => Assert.Empty(Manifest.Problems(
        "{ apiVersion: v1, kind: Secret, metadata: { name: a }, data: { token: 'ENC[AES256_GCM,data:x,iv:y,tag:z,type:str]' }, sops: { version: 3.9.0 } }"));

    [Fact]
    public void A_Service_that_leads_to_a_port_nobody_has_is_found()
    {
        YamlMap[] objects = [Manifest.Of(Deployment(Pod)), Manifest.Of("{ apiVersion: v1, kind: Service, metadata: { name: a }, spec: { selector: { app: web }, ports: [{ port: 80, targetPort: htp }] } }")];

        var problem = Assert.Single(ServiceTargets.Check(objects));

        Assert.Equal((SchemaProblemKind.UnknownReference, "spec.ports[0].targetPort", "did you mean 'http'?"), (problem.Kind, problem.Path, problem.Remedy));
    }

    private static string Deployment(string pod) =>
        $"{{ apiVersion: apps/v1, kind: Deployment, metadata: {{ name: web }}, spec: {{ selector: {{ matchLabels: {{ app: web }} }}, template: {{ metadata: {{ labels: {{ app: web }} }}, spec: {pod} }} }} }}";
}
