namespace Slipway.Checks.Tests.Rules;

/// <summary>What breaks each rule: a file of the small fleet, how it must read for that, and the line that is to be found.</summary>
internal sealed class RuleMutations : TheoryData<string, string, string, int>
{
    private const string Kustomization = "apps/dev/kustomization.yaml";
    private const string Web = "apps/dev/web.yaml";
    private const string Apps = "clusters/dev/apps.yaml";
    private const string ConfigMap = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n";
    private const string Source = "apiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\nmetadata:\n  name: web\n  namespace: flux-system\nspec:\n  url: https://example.com/web\n";

    private const string Deployment = """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: web
        spec:
          selector:
            matchLabels:
              app: web
          template:
            metadata:
              labels:
                app: web
            spec:
              containers:
                - name: web
                  image: ghcr.io/acme/web:1.2.3

        """;

    public RuleMutations()
    {
        Files();
        Objects();
        Flux();
    }

    private void Files()
    {
        Add("SLW001", Kustomization, "resources:\n  - web.yaml\n  - missing.yaml\n", 3);
        Add("SLW003", Kustomization, "resources:\n  - web.yaml\n  - ../../../elsewhere\n", 3);
        Add("SLW006", Web, ConfigMap + "data:\n  a: b: c\n", 6);
        Add("SLW007", Web, ConfigMap + "data:\n  a: b\n  a: c\n", 7);
        Add("SLW009", Web, "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  labels: {}\n", 4);
        Add("SLW010", Kustomization, "resources:\n  - web.yaml\n  - https://github.com/acme/manifests?ref=main\n", 3);
        Add("SLW011", Kustomization, "resources:\n  - web.yaml\n  - ../dev\n", 3);
        Add("SLW012", Kustomization, "resources:\n  - web.yaml\nresource:\n  - web.yaml\n", 3);
        Add("SLW013", Kustomization, "resources:\n  - web.yaml\nnamespace: [web]\n", 3);
        Add("SLW014", Web, $"{ConfigMap}---\n{ConfigMap}", 6);
        Add("SLW015", Kustomization, "resources:\n  - web.yaml\npatches:\n  - patch: |\n      apiVersion: v1\n      kind: ConfigMap\n      metadata:\n        name: wbe\n", 5);
        Add("SLW016", Kustomization, "resources:\n  - web.yaml\npatches:\n  - target:\n      kind: ConfigMap\n    patch: |\n      - op: remove\n        path: /data/port\n", 7);
        Add("SLW017", Kustomization, "resources:\n  - web.yaml\ncrds:\n  - crds.json\n", 3);
    }

    private void Objects()
    {
        Add("SLW020", Web, "kind: ConfigMap\nmetadata:\n  name: web\n", 1);
        Add("SLW021", Web, "apiVersion: source.toolkit.fluxcd.io/v1beta2\nkind: GitRepository\nmetadata:\n  name: web\n  namespace: flux-system\nspec:\n  interval: 1m\n  url: https://example.com/web\n", 1);
        Add("SLW022", Web, "apiVersion: v1\nkind: ConfigMpa\nmetadata:\n  name: web\n", 2);
        Add("SLW023", Web, ConfigMap + "dta:\n  a: b\n", 5);
        Add("SLW024", Web, Source, 7);
        Add("SLW025", Web, ConfigMap + "data:\n  replicas: 3\n", 6);
        Add("SLW026", Web, Source + "  interval: soon\n", 8);
        Add("SLW027", Web, "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: web\nspec:\n  interval: 1h\n  install:\n    remediation:\n      retries: 2\n  upgrade:\n    remediation:\n      retries: 2\n", 6);
        Add("SLW029", Web, ConfigMap.Replace("web", "My_Web", StringComparison.Ordinal), 4);
        Add("SLW030", Web, ConfigMap + "  labels:\n    owner: two words\n", 6);
        Add("SLW031", Web, Deployment.Replace("      labels:\n        app: web", "      labels:\n        app: other", StringComparison.Ordinal), 7);
        Add("SLW032", Web, Deployment + "          volumeMounts:\n            - name: data\n              mountPath: /data\n", 18);
        Add("SLW033", Web, Deployment + "          env:\n            - name: A\n              value: b\n              valueFrom:\n                fieldRef:\n                  fieldPath: metadata.name\n", 18);
        Add("SLW080", Web, "apiVersion: v1\nkind: Secret\nmetadata:\n  name: web\nstringData:\n  password: hunter2\n", 6);
    }

    private void Flux()
    {
        Add("SLW040", Apps, SmallFleet.Layer + "  dependsOn:\n    - name: apps\n", 18);
        Add("SLW041", Apps, SmallFleet.Layer + "  dependsOn:\n    - name: infrastructure\n", 18);
        Add("SLW060", Apps, SmallFleet.Layer.Replace("name: flux-system", "name: elsewhere", StringComparison.Ordinal).Replace("./apps/dev", "./elsewhere", StringComparison.Ordinal), 9);
        Add("SLW090", Web, ConfigMap + "data:\n  host: app.${domian}\n", 6);
        Add("SLW091", Web, ConfigMap + "data:\n  run.sh: |\n    #!/bin/sh\n    echo ${USER\n", 8);
        Add("SLW092", Apps, SmallFleet.Layer.Replace("name: settings", "name: facts", StringComparison.Ordinal), 16);
        Add("SLW093", "clusters/dev/settings.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n  namespace: flux-system\ndata:\n  domain: \"a: b: [\"\n", 6);
        Add("SLW130", Web, "# slipway: ignore SLW080\n" + ConfigMap, 1);
        Add("SLW131", Web, "# slipway: ignore SLW080 it was one\n" + ConfigMap, 1);
    }
}
