using System.Collections.Immutable;
using Slipway.Lab.Flux;

namespace Slipway.Cli.Lab.Report;

/// <summary>How an object of Flux is, in a few words and a colour.</summary>
/// <param name="Text">The words.</param>
/// <param name="Hue">The colour: its place in <see cref="Hues"/>.</param>
internal sealed record DeliveryState(string Text, int Hue)
{
    private const int Good = 2;
    private const int Bad = 4;
    private const int Open = 5;

    /// <summary>What the colours of pages stand for in drawings of states; those in between are not used.</summary>
    public static ImmutableArray<string> Hues { get; } = ["", "", "ready", "", "not ready", "suspended, or not known"];

    /// <summary>Whether it is ready.</summary>
    public bool IsReady => Hue == Good;

    /// <summary>The state of an object; of one that is not in the cluster, that.</summary>
    public static DeliveryState Of(FluxObjectStatus? o) => o switch
    {
        null => new("not in the cluster", Open),
        { Suspended: true } => new("suspended", Open),
        { Ready: true } => new("ready", Good),
        { Ready: false } => new(o.Reason.Length > 0 ? $"not ready: {o.Reason}" : "not ready", Bad),
        _ => new("not known", Open),
    };
}
