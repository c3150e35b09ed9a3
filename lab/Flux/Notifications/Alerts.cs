using System.Text.RegularExpressions;
using Slipway.Checks.Flux;
using Slipway.Lab.Clouds.Kubernetes;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Flux;

/// <summary>notification-controller's choice of the Alerts that an event goes to. The lab sends nothing: it notes where an event would have gone.</summary>
internal static class Alerts
{
    /// <summary>The Alerts, each as <c>name→provider</c>.</summary>
    public static IEnumerable<string> For(ClusterSession session, ClusterObject about, bool isError, string message) =>
        from manifest in session.List($"{FluxKinds.Notification}/v1beta3", "Alert")
        let alert = new ClusterObject(manifest)
        where !alert.IsSuspended && (isError || alert.Spec.Text("eventSeverity") != "error")
        where alert.Maps("eventSources").Any(s => Concerns(s, alert.Namespace, about))
        where !alert.Spec.Texts("exclusionList").Any(pattern => Matches(pattern, message))
        where alert.Spec.Texts("inclusionList") is var included && (included.IsEmpty || included.Any(pattern => Matches(pattern, message)))
        let provider = alert.Spec.Map("providerRef").Text("name") ?? ""
        where session.Find(new ObjectReference(alert.Reference.ApiVersion, "Provider", alert.Namespace, provider)) is { } found && !found.Map("spec").Flag("suspend")
        select $"{alert.Name}→{provider}";

    private static bool Concerns(PropertyMap source, string ownNamespace, ClusterObject about) =>
        source.Text("kind") == about.Reference.Kind
        && (source.Text("namespace") ?? ownNamespace) == about.Namespace
        && (source.Text("name") is "*" || source.Text("name") == about.Name)
        && source.Map("matchLabels").All(l => about.Manifest.Map("metadata").Map("labels").Text(l.Key) == l.Value.AsString);

    private static bool Matches(string pattern, string message)
    {
        try
        {
            return Regex.IsMatch(message, pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }
        catch (Exception problem) when (problem is RegexParseException or RegexMatchTimeoutException)
        {
            return false;
        }
    }
}
