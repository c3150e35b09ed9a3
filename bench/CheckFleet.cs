namespace Slipway.Bench;

/// <summary>A fleet of one cluster with many overlays, each of ten objects that its Kustomization builds and substitutes.</summary>
internal static class CheckFleet
{
    /// <summary>Objects of an overlay: Deployments and ConfigMaps by turns.</summary>
    public const int PerOverlay = 10;

    /// <summary>Writes it into a folder.</summary>
    public static void Write(string root, int overlays)
    {
        Put(root, "clusters/bench/settings.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n  namespace: flux-system\ndata:\n  domain: bench.example\n");
        Put(root, "clusters/bench/namespaces.yaml", string.Concat(Enumerable.Range(0, overlays).Select(at => $"---\napiVersion: v1\nkind: Namespace\nmetadata:\n  name: app-{at}\n")));
        for (var at = 0; at < overlays; at++)
        {
            Put(root, $"clusters/bench/app-{at}.yaml", Layer(at));
            Put(root, $"apps/{at}/base/kustomization.yaml", "resources:\n" + string.Concat(Enumerable.Range(0, PerOverlay).Select(i => $"  - object-{i}.yaml\n")));
            for (var i = 0; i < PerOverlay; i++)
                Put(root, $"apps/{at}/base/object-{i}.yaml", i % 2 == 0 ? Deployment(i) : $"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings-{i}\ndata:\n  host: app-{i}.${{domain}}\n");
            Put(root, $"apps/{at}/overlay/kustomization.yaml", $"""
                namespace: app-{at}
                resources:
                  - ../base
                labels:
                  - pairs:
                      app.kubernetes.io/part-of: app-{at}
                images:
                  - name: ghcr.io/acme/app
                    newTag: 1.2.{at}
                patches:
                  - target:
                      kind: Deployment
                    patch: |
                      - op: replace
                        path: /spec/replicas
                        value: 3

                """);
        }
    }

    private static string Layer(int at) => $"""
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata:
          name: app-{at}
          namespace: flux-system
        spec:
          interval: 10m
          prune: true
          path: ./apps/{at}/overlay
          sourceRef:
            kind: GitRepository
            name: flux-system
          postBuild:
            substituteFrom:
              - kind: ConfigMap
                name: settings

        """;

    private static string Deployment(int at) => $"""
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: web-{at}
        spec:
          replicas: 2
          selector:
            matchLabels:
              app: web-{at}
          template:
            metadata:
              labels:
                app: web-{at}
            spec:
              containers:
                - name: web
                  image: ghcr.io/acme/app:1.0.0
                  ports:
                    - name: http
                      containerPort: 8080
                  readinessProbe:
                    httpGet:
                      path: /
                      port: http
                  resources:
                    limits:
                      memory: 64Mi

        """;

    private static void Put(string root, string path, string text)
    {
        var file = Path.Combine(root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
