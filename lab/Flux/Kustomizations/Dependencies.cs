using Slipway.Checks.Schemas.Cel;
using Slipway.Lab.Clouds.Properties;

namespace Slipway.Lab.Flux;

/// <summary>Whether what a Kustomization or a HelmRelease depends on is ready, as Flux 2.9 decides it.</summary>
internal static class Dependencies
{
    /// <summary>What is not ready, in Flux's words; null when all is.</summary>
    /// <param name="context">The cluster.</param>
    /// <param name="target">The object that waits.</param>
    /// <param name="revision">The revision of its source; null where revisions are not compared.</param>
    /// <exception cref="LayerException">An expression is none.</exception>
    public static string? Problem(FluxContext context, ClusterObject target, string? revision)
    {
        foreach (var entry in target.Maps("dependsOn"))
        {
            var (space, name) = (entry.Text("namespace") ?? target.Namespace, entry.Text("name") ?? "");
            var shown = $"dependency '{space}/{name}'";
            if (context.Find(target.Reference.ApiVersion, target.Reference.Kind, space, name) is not { } dependency)
                return $"{shown} not found: {target.Reference.Plural}.{target.Group} \"{name}\" not found";
            if (entry.Text("readyExpr") is { } expression)
            {
                if (!IsReady(expression, target, dependency))
                    return $"{shown} is not ready according to readyExpr eval";
                // The expression takes the place of what follows.
                continue;
            }
            if (!dependency.IsReady)
                return $"{shown} is not ready";
            if (revision is not null && SameSource(target, dependency) && dependency.Status.Text("lastAppliedRevision") != revision)
                return $"{shown} revision is not up to date";
        }
        return null;
    }

    /// <summary>Whether an object that is ready depends on one that has failed, which it would find at its next interval.</summary>
    public static bool Fails(ClusterObject target, ClusterObject dependency) => target.IsReady && dependency.Condition(Conditions.Ready)?.Text("status") == "False"
        && target.Maps("dependsOn").Any(d => d.Text("name") == dependency.Name && (d.Text("namespace") ?? target.Namespace) == dependency.Namespace);

    private static bool IsReady(string expression, ClusterObject target, ClusterObject dependency)
    {
        CelExpression parsed;
        try
        {
            parsed = CelExpression.Parse(expression, ["self", "dep"]);
        }
        catch (CelSyntaxException problem)
        {
            throw new LayerException("InvalidCELExpression", $"failed to parse readyExpr '{expression}': {problem.Message}", isStalled: true);
        }
        var value = parsed.Evaluate(new Dictionary<string, CelValue> { ["self"] = CelObjects.Of(target.Manifest), ["dep"] = CelObjects.Of(dependency.Manifest) });
        return value is CelBool { Value: true };
    }

    private static bool SameSource(ClusterObject one, ClusterObject other) =>
        Source(one) == Source(other);

    private static (string?, string, string?) Source(ClusterObject layer)
    {
        var reference = layer.Spec.Map("sourceRef");
        return (reference.Text("kind"), reference.Text("namespace") ?? layer.Namespace, reference.Text("name"));
    }
}
