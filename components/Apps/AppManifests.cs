using System.Globalization;

namespace Slipway.Components.Apps;

/// <summary>The files of an app, as people would write them: they are theirs from now on.</summary>
internal static class AppManifests
{
    /// <summary>The files of its folder in the base, by name, in the order in which its kustomization lists them.</summary>
    public static IReadOnlyList<(string Name, string Text)> Base(AppRequest app) => app.Chart is { } chart
        ? [("namespace.yaml", Namespace(app)), ("source.yaml", Source(app, chart)), ("release.yaml", Release(app, chart)), ("route.yaml", Route(app, app.Port))]
        : [("namespace.yaml", Namespace(app)), ("deployment.yaml", Deployment(app)), ("service.yaml", Service(app)), ("route.yaml", Route(app, 80))];

    /// <summary>The kustomization of its folder.</summary>
    public static string Kustomization(AppRequest app) => $"""
        apiVersion: kustomize.config.k8s.io/v1beta1
        kind: Kustomization
        namespace: {app.Namespace}
        resources:
        {string.Concat(Base(app).Select(f => $"  - {f.Name}\n"))}  - ../../../network-policies

        """;

    /// <summary>What an environment whose images are automated adds: the line that the automation writes.</summary>
    public static string Marked(AppRequest app, string environment)
    {
        var head = $"# {environment} runs ahead of the other environments: image automation proposes newer versions here, and the others get what the base says.\n";
        return head + app switch
        {
            { Chart: null } => Object("apps/v1", "Deployment", app) + $$"""
                spec:
                  template:
                    spec:
                      containers:
                        - name: app
                          image: {{app.Image}} # {"$imagepolicy": "flux-system:{{app.Name}}"}

                """,
            { Image: { } image } => Object("helm.toolkit.fluxcd.io/v2", "HelmRelease", app) + $$"""
                spec:
                  values:
                    image:
                      tag: {{Text(image.Tag)}} # {"$imagepolicy": "flux-system:{{app.Name}}:tag"}

                """,
            { Chart: { } chart } => Object("source.toolkit.fluxcd.io/v1", "OCIRepository", app) + $$"""
                spec:
                  ref:
                    tag: {{chart.Version}} # {"$imagepolicy": "flux-system:{{app.Name}}:tag"}

                """,
        };
    }

    /// <summary>What image automation looks for.</summary>
    public static string Policy(AppRequest app)
    {
        var image = app.Image ?? app.Chart?.Image ?? throw new ArgumentException("an app has an image or a chart", nameof(app));
        var provider = image.IsInEcr ? "  provider: aws\n" : "";
        // The extracted version is what is compared; tags without the suffix are other images.
        var filter = image.Suffix.Length == 0 ? "" : $"""
              filterTags:
                pattern: ^(?P<version>v?[0-9]+(\.[0-9]+)+){image.Suffix.Replace(".", @"\.", StringComparison.Ordinal)}$
                extract: $version

            """;
        return $"""
            # The newest {image.Range}{image.Suffix} of {app.Name}{(app.Image is null ? "'s chart" : "")}.
            apiVersion: image.toolkit.fluxcd.io/v1
            kind: ImageRepository
            metadata:
              name: {app.Name}
              namespace: flux-system
            spec:
              interval: 30m
              image: {image.Repository}
            {provider}---
            apiVersion: image.toolkit.fluxcd.io/v1
            kind: ImagePolicy
            metadata:
              name: {app.Name}
              namespace: flux-system
            spec:
              imageRepositoryRef:
                name: {app.Name}
            {filter}  policy:
                semver:
                  range: {image.Range}

            """;
    }

    /// <summary>How many a chart is to run where one is not enough.</summary>
    public static string Replicas(AppRequest app) => Object("helm.toolkit.fluxcd.io/v2", "HelmRelease", app) + """
        spec:
          values:
            replicaCount: 2

        """;

    /// <summary>Scales plain objects by load.</summary>
    public static string Autoscaler(AppRequest app) => Object("autoscaling/v2", "HorizontalPodAutoscaler", app) + $"""
        spec:
          scaleTargetRef:
            apiVersion: apps/v1
            kind: Deployment
            name: {app.Name}
          minReplicas: 2
          maxReplicas: 4
          metrics:
            - type: Resource
              resource:
                name: cpu
                target:
                  type: Utilization
                  averageUtilization: 80

        """;

    /// <summary>Lets drains of nodes take one pod at a time.</summary>
    public static string Budget(AppRequest app) => Object("policy/v1", "PodDisruptionBudget", app) + $"""
        spec:
          maxUnavailable: 1
          selector:
            matchLabels:
              app.kubernetes.io/name: {app.Name}

        """;

    /// <summary>The patch by which the autoscaler alone says how many there are.</summary>
    public static string NoReplicas(AppRequest app) => $"""
        target:
          kind: Deployment
          name: {app.Name}
          namespace: {app.Namespace}
        patch: |-
          - op: remove
            path: /spec/replicas
        """;

    private static string Namespace(AppRequest app) => $"""
        apiVersion: v1
        kind: Namespace
        metadata:
          name: {app.Namespace}
          annotations:
            kustomize.toolkit.fluxcd.io/prune: disabled
          labels:
            pod-security.kubernetes.io/enforce: restricted

        """;

    private static string Source(AppRequest app, ChartReference chart) => Object("source.toolkit.fluxcd.io/v1", "OCIRepository", app) + $"""
        spec:
          interval: 1h
          url: {chart.Url}
          layerSelector:
            mediaType: application/vnd.cncf.helm.chart.content.v1.tar+gzip
            operation: copy
          ref:
            tag: {chart.Version}

        """;

    private static string Release(AppRequest app, ChartReference chart)
    {
        // Where the release's name has the chart's in it, charts call what they make by the former; elsewhere by both.
        var named = app.Name.Contains(chart.Name, StringComparison.Ordinal) ? "" : $"    fullnameOverride: {app.Name}\n";
        var image = app.Image is { } given ? $"    image:\n      repository: {given.Repository}\n      tag: {Text(given.Tag)}\n" : "";
        return Object("helm.toolkit.fluxcd.io/v2", "HelmRelease", app) + $"""
            spec:
              interval: 15m
              chartRef:
                kind: OCIRepository
                name: {app.Name}
              # By the names of `helm create`, which most charts keep; see in its values what this one calls them.
              values:
            {named}{image}    replicaCount: 1
                resources:
                  requests:
                    cpu: 50m
                    memory: 64Mi
                  limits:
                    memory: 256Mi
                podSecurityContext:
                  runAsUser: 65532
                  runAsNonRoot: true
                  seccompProfile:
                    type: RuntimeDefault
                securityContext:
                  allowPrivilegeEscalation: false
                  readOnlyRootFilesystem: true
                  capabilities:
                    drop: [ALL]

            """;
    }

    private static string Deployment(AppRequest app) => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: {{app.Name}}
          namespace: {{app.Namespace}}
          labels:
            app.kubernetes.io/name: {{app.Name}}
        spec:
          replicas: 1
          selector:
            matchLabels:
              app.kubernetes.io/name: {{app.Name}}
          template:
            metadata:
              labels:
                app.kubernetes.io/name: {{app.Name}}
            spec:
              automountServiceAccountToken: false
              securityContext:
                runAsNonRoot: true
                # An image may name its user, and what is no number cannot be checked.
                runAsUser: 65532
                seccompProfile:
                  type: RuntimeDefault
              containers:
                - name: app
                  image: {{app.Image}}
                  ports:
                    - name: http
                      containerPort: {{app.Port.ToString(CultureInfo.InvariantCulture)}}
                  # That it listens; an httpGet of a path that tells more is better.
                  readinessProbe:
                    tcpSocket:
                      port: http
                  livenessProbe:
                    tcpSocket:
                      port: http
                  resources:
                    requests:
                      cpu: 50m
                      memory: 64Mi
                    limits:
                      memory: 256Mi
                  securityContext:
                    allowPrivilegeEscalation: false
                    readOnlyRootFilesystem: true
                    capabilities:
                      drop: [ALL]
                  volumeMounts:
                    - name: tmp
                      mountPath: /tmp
              volumes:
                - name: tmp
                  emptyDir: {}

        """;

    private static string Service(AppRequest app) => Object("v1", "Service", app) + $"""
        spec:
          selector:
            app.kubernetes.io/name: {app.Name}
          ports:
            - name: http
              port: 80
              targetPort: http

        """;

    private static string Route(AppRequest app, int port) => Object("networking.istio.io/v1", "VirtualService", app) + $$"""
        spec:
          hosts:
            - {{app.Name}}.${domain}
          gateways:
            - istio-ingress/platform
          http:
            - route:
                - destination:
                    host: {{app.Name}}.{{app.Namespace}}.svc.cluster.local
                    port:
                      number: {{port.ToString(CultureInfo.InvariantCulture)}}

        """;

    private static string Object(string apiVersion, string kind, AppRequest app) => $"""
        apiVersion: {apiVersion}
        kind: {kind}
        metadata:
          name: {app.Name}
          namespace: {app.Namespace}

        """;

    // 1.29 would be read as a number, 1.29.8 not.
    private static string Text(string tag) => tag.All(c => char.IsAsciiDigit(c) || c == '.') && tag.Count(c => c == '.') == 1 ? $"\"{tag}\"" : tag;
}
