using Slipway.Checks.Schemas.Cel;
using Slipway.Lab.Clouds.Kubernetes;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Flux;

/// <summary>How an object is, by the rules of kstatus: <c>Current</c>, <c>InProgress</c>, <c>Failed</c> or <c>NotFound</c>.</summary>
/// <remarks>
/// The lab runs no pods and no controllers but Flux's. What they would have to bring about counts as done as soon as the object is there, unless somebody made
/// the object unhealthy or wrote it a status that says otherwise.
/// </remarks>
internal static class ObjectHealth
{
    public const string Current = "Current";
    public const string InProgress = "InProgress";
    public const string Failed = "Failed";
    public const string NotFound = "NotFound";

    /// <summary>The status of an object.</summary>
    /// <param name="context">The cluster.</param>
    /// <param name="reference">The object.</param>
    /// <param name="expressions">The <c>healthCheckExprs</c> of the Kustomization that asks.</param>
    /// <exception cref="LayerException">An expression is none.</exception>
    public static string Of(FluxContext context, ObjectReference reference, IReadOnlyList<PropertyMap> expressions)
    {
        if (context.Session.Find(reference) is not { } manifest)
            return NotFound;
        var target = new ClusterObject(manifest);
        if (context.FaultOf(reference) is not null && !target.IsFlux)
            return Failed;
        if (target.IsDeleting)
            return InProgress;
        if (target.Status.Count > 0 && expressions.FirstOrDefault(e => e.Text("apiVersion") == reference.ApiVersion && (e.Text("kind") is null or "" || e.Text("kind") == reference.Kind)) is { } own)
            return ByExpression(own, target);
        if (target.IsFlux && HasStatus(target) && target.Status.Integer("observedGeneration") != target.Generation)
            return InProgress;
        if (target.Condition(Conditions.Stalled)?.Text("status") == "True")
            return Failed;
        if (target.Condition(Conditions.Reconciling)?.Text("status") == "True")
            return InProgress;
        return target.Condition(Conditions.Ready)?.Text("status") is null or "True" ? Current : InProgress;
    }

    // notification-controller keeps no status for Alerts and Providers, nor source-controller for registries that are no source of their own.
    private static bool HasStatus(ClusterObject target) => target.Reference.Kind is not ("Alert" or "Provider")
        && !(target.Reference.Kind == "HelmRepository" && target.Spec.Text("type") == "oci") && !target.IsSuspended;

    private static string ByExpression(PropertyMap expressions, ClusterObject target)
    {
        var variables = target.Manifest.ToDictionary(p => p.Key, p => CelObjects.Of(p.Value), StringComparer.Ordinal);
        if (Holds(expressions, "inProgress", variables))
            return InProgress;
        if (Holds(expressions, "failed", variables))
            return Failed;
        return Holds(expressions, "current", variables) ? Current : InProgress;
    }

    private static bool Holds(PropertyMap expressions, string name, Dictionary<string, CelValue> variables)
    {
        if (expressions.Text(name) is not { } expression)
            return false;
        try
        {
            return CelExpression.Parse(expression).Evaluate(variables) is CelBool { Value: true };
        }
        catch (CelSyntaxException problem)
        {
            throw new LayerException("InvalidCELExpression", $"failed to parse healthCheckExprs '{expression}': {problem.Message}", isStalled: true);
        }
    }
}
