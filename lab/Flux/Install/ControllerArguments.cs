using Slipway.Lab.Clouds.Kubernetes;
using Slipway.Lab.Clouds.Properties;

namespace Slipway.Lab.Flux;

/// <summary>The arguments that a controller of the cluster was started with.</summary>
internal static class ControllerArguments
{
    /// <summary>Whether the controller is there, and has a pod.</summary>
    public static bool IsRunning(ClusterSession session, string controller) => Deployment(session, controller)?.Map("spec").Integer("replicas") is null or > 0
        && Deployment(session, controller) is not null;

    /// <summary>The value of an argument such as <c>--sops-age-secret=…</c>, or null when it was not given.</summary>
    public static string? Value(ClusterSession session, string controller, string argument)
    {
        var container = Deployment(session, controller)?.Map("spec").Map("template").Map("spec").Find("containers")?.AsList is [var only, ..] ? only.AsMap : null;
        var prefix = argument + "=";
        return container?.Texts("args").LastOrDefault(a => a.StartsWith(prefix, StringComparison.Ordinal))?[prefix.Length..];
    }

    /// <summary>Whether a feature is on that is off by default.</summary>
    public static bool HasFeature(ClusterSession session, string controller, string feature) =>
        (Value(session, controller, "--feature-gates") ?? "").Split(',').Contains($"{feature}=true");

    private static Wire.PropertyMap? Deployment(ClusterSession session, string controller) =>
        session.Find(new ObjectReference("apps/v1", "Deployment", FluxContext.FluxNamespace, controller));
}
