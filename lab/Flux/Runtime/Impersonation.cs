using Slipway.Lab.Clouds.Kubernetes;
using Slipway.Lab.Clouds.Properties;

namespace Slipway.Lab.Flux;

/// <summary>
/// The service account as which a controller applies what an object declares: <c>spec.serviceAccountName</c>, or the controller's
/// <c>--default-service-account</c>. It has to be there; what RBAC lets it do is not looked at, and the run says so.
/// </summary>
internal static class Impersonation
{
    /// <summary>Looks whether the account is there.</summary>
    /// <param name="context">The cluster.</param>
    /// <param name="target">The Kustomization or HelmRelease.</param>
    /// <param name="controller">Its controller.</param>
    /// <param name="reason">The reason when it is not.</param>
    /// <exception cref="LayerException">It is not there.</exception>
    public static void Check(FluxContext context, ClusterObject target, string controller, string reason)
    {
        var name = target.Spec.Text("serviceAccountName") is { Length: > 0 } given ? given : ControllerArguments.Value(context.Session, controller, "--default-service-account");
        if (string.IsNullOrEmpty(name))
            return;
        if (context.Session.Find(new ObjectReference("v1", "ServiceAccount", target.Namespace, name)) is null)
        {
            throw new LayerException(reason,
                $"User \"system:serviceaccount:{target.Namespace}:{name}\" is forbidden to apply anything: serviceaccounts \"{name}\" not found in namespace {target.Namespace}");
        }
        context.Impersonations.Add($"{target} as {target.Namespace}/{name}");
    }
}
