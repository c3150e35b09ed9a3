using System.Collections.Immutable;

namespace Slipway.Components.Promotion;

/// <summary>A promotion that is asked for.</summary>
public sealed record PromotionRequest
{
    private PromotionRequest(Release target, string previous, string by)
    {
        Target = target;
        Previous = previous;
        By = by;
    }

    /// <summary>The release to make.</summary>
    public Release Target { get; }

    /// <summary>The environment that ran it before.</summary>
    public string Previous { get; }

    /// <summary>Who asks: name and address.</summary>
    public string By { get; }

    /// <summary>The branch that proposes it.</summary>
    public string Branch => $"promote/{Target.Tag}";

    /// <summary>Whether tags must be signed: those that are made, and the previous environment's.</summary>
    /// <value>Default: false.</value>
    public bool RequireSigned { get; init; }

    /// <summary>What follows the branch.</summary>
    /// <value>Default: <see cref="ProposalDelivery.Branch"/>.</value>
    public ProposalDelivery Delivery { get; init; }

    /// <summary>Asks for a promotion.</summary>
    /// <param name="environment">The environment to promote to.</param>
    /// <param name="version">Three numbers, e.g. <c>1.2.3</c>; a <c>v</c> before them is passed over.</param>
    /// <param name="order">The environments in the order of promotion; the first follows <c>main</c>.</param>
    /// <param name="by">Who asks: name and address.</param>
    /// <exception cref="FormatException">The version is none, or nothing is promoted to that environment.</exception>
    public static PromotionRequest For(string environment, string version, ImmutableArray<string> order, string by)
    {
        var release = Release.OfVersion(environment, version.StartsWith('v') ? version[1..] : version);
        return order.IndexOf(environment) switch
        {
            _ when order.Length < 2 => throw new FormatException("no environment follows releases; the owner of the fleet lists those that do under fleet.environments"),
            -1 => throw new FormatException($"{environment} follows no releases; those that do are {string.Join(", ", order.Skip(1))}, as fleet.environments lists them"),
            0 => throw new FormatException($"{environment} is the first environment and follows main: what is merged runs there; promote to {string.Join(", ", order.Skip(1))}"),
            var at => new(release, order[at - 1], by),
        };
    }
}
