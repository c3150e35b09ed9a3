using Slipway.Components.Fleet;

namespace Slipway.Components.Flux;

/// <summary>The Receiver that has Flux fetch as soon as somebody pushes (<c>notification.toolkit.fluxcd.io/v1</c>, Flux 2.9).</summary>
public static class ReceiverManifest
{
    /// <summary>The content of <c>clusters/&lt;env&gt;/receiver.yaml</c>, generated and marked as such, with LF line ends.</summary>
    public static string Render(string environment) => Manifest.File(
        Manifest.Ownership("slipway:fleet.webhookHost", environment),
        [
            Manifest.Object("notification.toolkit.fluxcd.io/v1", "Receiver", FleetNames.Receiver, FleetNames.Namespace, new Dictionary<string, object>
            {
                ["type"] = "github",
                ["events"] = new[] { "ping", "push" },
                ["secretRef"] = new Dictionary<string, object> { ["name"] = FleetNames.WebhookToken },
                // The first is the source that the FluxInstance syncs.
                ["resources"] = new[] { Source(FleetNames.Namespace), Source(FleetNames.InfrastructureSource), Source(FleetNames.AppsSource) },
            }),
        ]);

    private static Dictionary<string, object> Source(string name) => new()
    {
        ["apiVersion"] = "source.toolkit.fluxcd.io/v1",
        ["kind"] = "GitRepository",
        ["name"] = name,
    };
}
