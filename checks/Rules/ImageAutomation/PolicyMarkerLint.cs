using Slipway.Checks.Flux;
using Slipway.Components;

namespace Slipway.Checks.Rules.ImageAutomation;

/// <summary>Policy markers name policies that some automation applies.</summary>
internal sealed class PolicyMarkerLint : Lint
{
    /// <summary>What it looks for.</summary>
    public static Rule Rule { get; } = new(
        "SLW100", Severity.Error, "Policy markers name a policy",
        "Image automation passes over a marker that it cannot make sense of, or whose policy is not in its own namespace: the image is never updated again, and nothing says so.",
        "Write {\"$imagepolicy\": \"namespace:name\"}, with :tag, :name or :digest behind it for a part, of an ImagePolicy in the namespace of the ImageUpdateAutomation.")
    {
        Bad = "image: ghcr.io/acme/web:1.4.2 # {\"$imagepolicy\": \"flux-system:wbe\"}",
        Good = "image: ghcr.io/acme/web:1.4.2 # {\"$imagepolicy\": \"flux-system:web\"}",
    };

    /// <inheritdoc />
    public override void Check(Fleet fleet, FindingList findings)
    {
        var markers = PolicyMarker.In(fleet).ToList();
        if (markers.Count == 0)
            return;
        var whole = fleet.Clusters.Any(c => c.IsReal) && fleet.Clusters.All(c => c.IsComplete || !c.IsReal);
        var policies = fleet.Clusters.Where(c => c.IsReal).SelectMany(c => c.Objects).Select(o => o.Object).Where(o => o.Is(FluxKinds.Image, "ImagePolicy")).Select(o => (o.Namespace, o.Name)).ToHashSet();
        var namespaces = Automation.In(fleet).Select(a => a.Object.Namespace).ToHashSet(StringComparer.Ordinal);
        foreach (var marker in markers)
        {
            if (marker.Policy is not { } policy)
                findings.Add(Rule, marker.Place, $"'{marker.Text}' is no policy marker");
            else if (whole && !policies.Contains((policy.Namespace, policy.Name)))
                findings.Add(Rule, marker.Place, $"there is no ImagePolicy '{policy.Namespace}/{policy.Name}' in any cluster", NearestName.Remedy(policy.Name, [.. policies.Select(p => p.Name).Distinct()], "correct the name, or add the policy"));
            else if (whole && !namespaces.Contains(policy.Namespace))
                findings.Add(Rule, marker.Place, $"ImagePolicy '{policy.Namespace}/{policy.Name}' has no ImageUpdateAutomation in its namespace that would apply it");
        }
    }
}
