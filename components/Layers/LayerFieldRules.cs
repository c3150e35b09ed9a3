using System.Text.RegularExpressions;
using Slipway.Components.Fleet;

namespace Slipway.Components.Layers;

/// <summary>The rules that a layer obeys by itself.</summary>
internal static partial class LayerFieldRules
{
    /// <summary>Every rule that is broken.</summary>
    public static IEnumerable<LayerProblem> Broken(Layer layer)
    {
        var problems = new List<LayerProblem>();
        if (!DnsLabel().IsMatch(layer.Name))
            Add("", "is no name for a Kustomization; use lower-case letters, digits and hyphens, at most 63");
        if (layer.Name == FleetNames.ClusterSource)
            Add("", "has the name of what syncs the cluster's own folder; choose another");
        Path(layer, Add);
        Durations(layer, Add);
        HealthChecks(layer, Add);
        foreach (var twice in layer.SubstituteFrom.GroupBy(v => v).Where(g => g.Count() > 1))
            Add("", $"takes variables from {twice.Key.Kind} '{twice.Key.Name}' twice; once is enough");
        return problems;

        void Add(string key, string message) => problems.Add(new LayerProblem(layer.Name, message, key));
    }

    private static void Path(Layer layer, Action<string, string> add)
    {
        if (!RelativePath().IsMatch(layer.Path) || layer.Path.Split('/').Skip(1).Any(part => part is "." or ".."))
            add("path", $"has the path '{layer.Path}'; a path starts with ./, stays in its repository, and has folders of letters, digits, '.', '-' and '_', without a slash at the end");
        else if (layer.Source != LayerSource.Apps && ClusterFolder().IsMatch(layer.Path))
            add("path", $"has the path {layer.Path}, which the cluster syncs by itself; choose another folder");
    }

    private static void Durations(Layer layer, Action<string, string> add)
    {
        var sound = true;
        foreach (var (key, span) in ((string, TimeSpan)[])[("interval", layer.Interval), ("retryInterval", layer.RetryInterval), ("timeout", layer.Timeout)])
        {
            if (span >= TimeSpan.FromSeconds(1) && span.Ticks % TimeSpan.TicksPerSecond == 0)
                continue;
            add(key, $"has {key} {span}; it is whole seconds, at least one");
            sound = false;
        }
        if (!sound)
            return;
        if (layer.RetryInterval > layer.Interval)
            add("retryInterval", $"is tried again every {Text(layer.RetryInterval)} after a failure, less often than the {Text(layer.Interval)} it has when all is well; retryInterval ≤ interval");
        if (layer.Timeout < layer.RetryInterval)
            add("timeout", $"has {Text(layer.Timeout)} to become healthy, less than the {Text(layer.RetryInterval)} between two attempts; timeout ≥ retryInterval");

        static string Text(TimeSpan span) => FluxDuration.Text(span);
    }

    private static void HealthChecks(Layer layer, Action<string, string> add)
    {
        if (layer is { Wait: false, HealthCheckExprs.IsEmpty: false })
            add("healthCheckExprs", "does not wait, so nobody looks at its health checks; set wait: true or remove them");
        for (var i = 0; i < layer.HealthCheckExprs.Length; i++)
        {
            var health = layer.HealthCheckExprs[i];
            var key = $"healthCheckExprs[{i}]";
            if (!GroupVersion().IsMatch(health.ApiVersion))
                add($"{key}.apiVersion", $"checks the health of '{health.ApiVersion}', which is no group and version; write it like cert-manager.io/v1");
            if (string.IsNullOrWhiteSpace(health.Current))
                add($"{key}.current", "has a health check that never succeeds; say in CEL when an object is healthy");
            if (new[] { health.Current, health.InProgress, health.Failed }.Any(e => e?.Contains("${", StringComparison.Ordinal) is true))
                add(key, "has a health check with ${, which Flux would take for a variable; write the expression without it");
            if (layer.HealthCheckExprs.Take(i).Any(h => h.ApiVersion == health.ApiVersion && h.Kind == health.Kind))
                add(key, $"checks the health of {health.ApiVersion} {health.Kind} twice; make it one expression");
        }
    }

    [GeneratedRegex(@"\A[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\z")]
    private static partial Regex DnsLabel();

    [GeneratedRegex(@"\A\.(/[A-Za-z0-9._-]+)+\z")]
    private static partial Regex RelativePath();

    [GeneratedRegex(@"\A\./clusters(/[^/]+)?\z")]
    private static partial Regex ClusterFolder();

    [GeneratedRegex(@"\A([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?v[0-9]+((alpha|beta)[0-9]+)?\z")]
    private static partial Regex GroupVersion();
}
