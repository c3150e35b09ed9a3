using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Slipway.Checks;
using Slipway.Checks.Flux;
using Slipway.Checks.Schemas;

namespace Slipway.Bench;

/// <summary>How long a check takes of a fleet with many overlays, and how long one <c>kubectl kustomize</c> per overlay takes.</summary>
internal static class CheckBench
{
    private const int PerOverlay = 10;

    public static void Run(int objects)
    {
        var folder = Directory.CreateTempSubdirectory("slipway-bench-").FullName;
        try
        {
            var overlays = Math.Max(1, objects / PerOverlay);
            Write(folder, overlays);
            var watch = Stopwatch.StartNew();
            var folders = new FleetFolders(folder);
            folders.Add(".");
            var report = FleetCheck.Of(FleetReader.Read(folders.Repositories, new FleetOptions()), SchemaCatalog.BuiltIn);
            var check = watch.Elapsed;
            using var process = Process.GetCurrentProcess();
            Print($"check, {report.Objects - 2 * overlays - 1} objects in {overlays} overlays", check);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"peak memory",-44} {process.PeakWorkingSet64 / 1e6,7:0} MB"));
            if (!report.Findings.IsEmpty)
                throw new InvalidOperationException(report.Findings[0].ToString());
            if (Kubectl(folder, overlays) is not { } kubectl)
                return;
            Print("kubectl kustomize, once per overlay", kubectl);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"times faster",-44} {kubectl / check,7:0}"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Write(string root, int overlays)
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

    private static TimeSpan? Kubectl(string root, int overlays)
    {
        // One after the other, as scripts do it; beyond this many the time per overlay is known.
        var tried = Math.Min(overlays, 50);
        var watch = Stopwatch.StartNew();
        try
        {
            for (var at = 0; at < tried; at++)
            {
                using var kubectl = Process.Start(new ProcessStartInfo("kubectl", ["kustomize", Path.Combine(root, $"apps/{at}/overlay")]) { RedirectStandardOutput = true })!;
                kubectl.StandardOutput.ReadToEnd();
                kubectl.WaitForExit();
            }
        }
        catch (Win32Exception)
        {
            return null;
        }
        return watch.Elapsed * ((double)overlays / tried);
    }

    private static void Print(string what, TimeSpan time) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-44} {time.TotalSeconds,7:0.00} s"));
}
