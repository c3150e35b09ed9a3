using Slipway.Checks.Flux;
using Slipway.Components.Flux;
using Slipway.Lab.Clouds.Properties;

namespace Slipway.Lab.Flux;

/// <summary>notification-controller's work for Receivers: the path that follows from the token.</summary>
internal sealed class ReceiverReconciler(FluxContext context) : IReconciler
{
    public string Controller => "notification-controller";

    public string ApiVersion => $"{FluxKinds.Notification}/v1";

    public string Kind => "Receiver";

    public bool IsTriggeredBy(ClusterObject target, ClusterObject changed) => changed.Reference is { ApiVersion: "v1", Kind: "Secret" }
        && changed.Namespace == target.Namespace && changed.Name == target.Spec.Map("secretRef").Text("name");

    public Task<Outcome> ReconcileAsync(ClusterObject target, CancellationToken cancellation)
    {
        var secret = target.Spec.Map("secretRef").Text("name") ?? "";
        if (context.Data("Secret", target.Namespace, secret)?.GetValueOrDefault("token") is not { Length: > 0 } token)
        {
            return Task.FromResult(context.Fail(target, target.Status, "TokenNotFound",
                $"unable to read token from secret '{target.Namespace}/{secret}': Secret \"{secret}\" not found, or without 'token'", TimeSpan.FromMinutes(1)));
        }
        var path = ReceiverPath.For(token, target.Name, target.Namespace);
        context.SetStatus(target, context.Ready(target, target.Status.With("webhookPath", path), isReady: true, "Succeeded", $"Receiver initialized for path: {path}"));
        return Task.FromResult(Outcome.Done);
    }
}
