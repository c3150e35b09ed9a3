using System.Collections.Immutable;
using Slipway.Checks;
using Slipway.Cli.Graphs;
using Slipway.Components.Layers;
using Slipway.Lab.Flux;

namespace Slipway.Cli.Lab.Report;

/// <summary>All that is known of an environment at one moment.</summary>
internal sealed record EnvironmentReport
{
    /// <summary>The environment.</summary>
    public required string Environment { get; init; }

    /// <summary>The moment.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The layers that its configuration declares.</summary>
    public required LayerGraph Layers { get; init; }

    /// <summary>How Flux left its cluster; null when it has no cluster with Flux.</summary>
    public required FluxStatus? Flux { get; init; }

    /// <summary>Every environment of the project, in the order of promotion.</summary>
    public required ImmutableArray<RunningRelease> Releases { get; init; }

    /// <summary>Its outputs, a secret one as <c>[secret]</c>.</summary>
    public required ImmutableArray<(string Name, string Value)> Outputs { get; init; }

    /// <summary>What <c>slipway check</c> says of the fleet's repositories; null when there are none.</summary>
    public required CheckReport? Findings { get; init; }

    /// <summary>The resources that its state records.</summary>
    public required ResourceDiagram Resources { get; init; }
}

/// <summary>What an environment runs.</summary>
/// <param name="Environment">The environment.</param>
/// <param name="Release">The reference that its release pins, e.g. <c>refs/tags/prod-v1.2.0</c>; empty when it is not up.</param>
/// <param name="Infrastructure">The revision of the infrastructure repository in its cluster; empty when none.</param>
/// <param name="Apps">The revision of the apps repository in its cluster; empty when none.</param>
/// <param name="State">How it is, in a few words.</param>
internal sealed record RunningRelease(string Environment, string Release, string Infrastructure, string Apps, string State);
